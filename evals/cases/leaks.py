"""Words that rules and lists share with evaluation cases and with nothing else: signs of a rule made for a case.

A rule that was written with the test split in view has words of its questions that neither the documents nor any other
question has. Some are shared by chance: as many, to the case, as with the dev split, which rules may be written by.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

from assistant.settings import PROJECT
from evals.cases.case import load_cases, split_of

RULES = (
    "assistant/question/*.toml",
    "assistant/question/followup.py",
    "assistant/answering/editions.py",
    "assistant/answering/neighbour.py",
    "assistant/text/lexicon.py",
    "assistant/text/mentions.py",
    "assistant/proof/support/data/*.toml",
    "assistant/search/injection.toml",
    "corpus/glossary.csv",
)
OTHERS = (
    "corpus/*/*.txt",
    "corpus/questions.csv",
    "corpus/gaps.csv",
    "assistant/search/banks/*.csv",
    "assistant/models/banks/*.tsv",
)
NATURAL = PROJECT / "evals" / "natural"
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Shared:
    """The words that rules share with the cases of a split and with nothing else, by the file they stand in."""

    words: Mapping[str, frozenset[str]]
    cases: int

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(frozenset().union(*self.words.values()))


def by_chance(test: Shared, dev: Shared) -> float:
    """Return how likely it is that at least as many words fall to the test split where both splits are alike."""
    together, share = test.count + dev.count, test.cases / (test.cases + dev.cases)
    return sum(
        comb(together, count) * share**count * (1 - share) ** (together - count)
        for count in range(test.count, together + 1)
    )


def shared_with(split: str, rules: Sequence[Path] = ()) -> Shared:
    """Return what rules, by default those of the program, share with the cases of ``dev`` or ``test`` alone."""
    questions = {name: list(_questions(name)) for name in ("dev", "test")}
    other = "dev" if split == "test" else "test"
    known = frozenset().union(*map(_words_of, _files(OTHERS)), _words("\n".join(questions[other])))
    own = _words("\n".join(questions[split])) - known
    found = {path.name: _words_of(path) & own for path in rules or _files(RULES)}
    return Shared({name: words for name, words in found.items() if words}, len(questions[split]))


def _questions(split: str) -> Iterator[str]:
    yield from (case.question for case in load_cases() if split_of(case.id) == split)
    with (NATURAL / f"{split}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line)["question"] for line in lines)


def _files(patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in PROJECT.glob(pattern) if path.is_file())


def _words_of(path: Path) -> frozenset[str]:
    return _words(path.read_text(encoding="utf-8"))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
