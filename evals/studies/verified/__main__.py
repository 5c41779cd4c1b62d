"""``python -m evals.studies.verified``: how many paraphrases, translations and near misses get the checked answer."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.bootstrap import open_matcher
from assistant.domain import Language
from assistant.review.alike import Alike
from assistant.settings import load_settings
from evals.run.aggregate import wilson
from evals.studies.verified.pairs import Pair, PairKind, load_pairs

app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Row:
    """How many pairs of a kind match, where the question is noted in some languages."""

    name: str
    noted: str
    matched: int
    of: int


def rows(pairs: Sequence[Pair], alike: Alike) -> Iterator[Row]:
    """Yield the shares, for a checked question that is noted in the asker's language, in the other one, and in both."""
    noted: dict[str, Callable[[Pair], Collection[Language]]] = {
        "in the language asked": lambda pair: (pair.language,),
        "in the other": lambda pair: (_other(pair.language),),
        "in both": lambda pair: tuple(Language),
    }
    for name, languages in noted.items():
        counts: Counter[str] = Counter()
        matched: Counter[str] = Counter()
        for pair in pairs:
            hit = alike.same(pair.asked, pair.language, {each: pair.verified[each] for each in languages(pair)})
            for group in _groups(pair):
                counts[group] += 1
                matched[group] += hit
        yield from (Row(group, name, matched[group], counts[group]) for group in sorted(counts))


def _groups(pair: Pair) -> list[str]:
    if pair.kind is PairKind.NEAR_MISS:
        return ["near miss", f"near miss: {pair.differs}"]
    return [str(pair.kind).replace("_", " ")]


def _other(language: Language) -> Language:
    return Language.NL if language is Language.EN else Language.EN


@app.command()
def measure(
    split: Annotated[str, typer.Option(help="dev (tune on this), test (look at its figures only) or all.")] = "test",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON, for programs.")] = False,
) -> None:
    """Hold the matching of checked answers against pairs of questions."""
    pairs = [pair for pair in load_pairs() if split in ("all", pair.split)]
    found = list(rows(pairs, open_matcher(load_settings())))
    if as_json:
        sys.stdout.write(json.dumps([vars(row) for row in found]) + "\n")
        return
    table = Table("asked", "the checked question is noted", "matched", "of", "share", "95%")
    for row in found:
        low, high = wilson(row.matched, row.of)
        table.add_row(
            row.name,
            row.noted,
            str(row.matched),
            str(row.of),
            f"{row.matched / row.of:.2f}",
            f"{low:.2f} to {high:.2f}",
        )
    Console(highlight=False).print(table)


if __name__ == "__main__":
    app()
