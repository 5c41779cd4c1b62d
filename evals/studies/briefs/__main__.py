"""``python -m evals.studies.briefs``: what the guide understands of told situations, and what their briefs are like.

Prints for each situation in each language whether purposes, people and country are right, how long the page is and how
many of its lines are proven; then which share of their lines two situations of a language differ in.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.bootstrap import open_assistant, partner_guide
from assistant.domain import Answer, Language
from assistant.partner.answered import page_words
from assistant.partner.guide import PartnerGuide
from assistant.partner.interview.situation import Situation
from assistant.partner.wording import text
from assistant.settings import load_settings
from assistant.text.mentions import territories

LONGEST = 450
DIFFERENT = 0.5
SITUATIONS = Path(__file__).with_name("situations.toml")


@dataclass(frozen=True)
class Told:
    """A situation told in one language, what was understood of it, and its brief."""

    row: dict[str, Any]
    language: Language
    understood: Situation
    purposes: frozenset[int]
    answer: Answer
    proven: int

    @property
    def verdicts(self) -> dict[str, str]:
        """Whether purposes, people and country are right, wrong, or left to be asked."""
        where = {*self.row["where"]}
        found = territories(self.understood.where)
        named = bool(self.understood.where) and not found  # a region, as it was told
        return {
            "purposes": _verdict(self.purposes, {*self.row["purposes"]}, {*self.row["may"]}),
            "whom": _verdict({*self.understood.whom}, {*self.row["whom"]}, {*self.row["whom_may"]}, all_of=True),
            "where": "as told" if named and where else _verdict(found, where, set()),
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """The quotes of the page, but for the headings under which stands what holds for everyone."""
        general = text("general_advice", self.language)
        facts = [part for part in self.answer.body if part.is_fact and part.lead != general and not part.joined]
        return tuple(part.quote or part.text for part in facts)

    @property
    def quoted(self) -> int:
        """How many quotes its brief has, these headings among them."""
        return sum(part.is_fact for part in self.answer.body)


def main(
    data: Annotated[Path | None, typer.Option(help="The data folder with the index.")] = None,
    situations: Annotated[Path, typer.Option(help="The situations that were told.")] = SITUATIONS,
) -> None:
    """Print the figures."""
    settings = load_settings(data_dir=data) if data else load_settings()
    guide = partner_guide(open_assistant(settings), settings)
    rows = tomllib.loads(situations.read_text(encoding="utf-8"))["situation"]
    told = [_told(guide, row, language) for row in rows for language in Language]
    for each in told:
        verdicts = "  ".join(f"{name} {verdict}" for name, verdict in each.verdicts.items())
        page = f"{page_words(each.answer)} words  {each.proven}/{each.quoted} proven"
        typer.echo(f"{each.row['name'][:40]:40} {each.language}  {verdicts}  {page}")
    for line in _summary(told):
        typer.echo(line)


def _told(guide: PartnerGuide, row: dict[str, Any], language: Language) -> Told:
    understood = guide.understand(row[language], language)
    listed = [purpose.text for purpose in guide.purposes(language)]
    answer = guide.brief_answer(understood, language)
    cited = {citation.number: citation for citation in answer.citations}
    facts = [part for part in answer.body if part.is_fact]
    quotes = [(part, cited[part.citations[0]]) for part in facts if part.citations]
    proven = sum(" ".join(each.quote.split()) == " ".join((part.quote or part.text).split()) for part, each in quotes)
    numbers = frozenset(listed.index(text) + 1 for text in understood.purposes)
    return Told(row, language, understood, numbers, answer, proven)


def _verdict(found: set[Any] | frozenset[Any], wanted: set[Any], may: set[Any], *, all_of: bool = False) -> str:
    if not found:
        return "asked" if wanted else "right"
    is_met = wanted <= found if all_of else bool(found & (wanted | may))
    return "right" if is_met and found <= wanted | may else "wrong"


def _summary(told: Sequence[Told]) -> Iterator[str]:
    for name in ("purposes", "whom", "where"):
        found = [each.verdicts[name] for each in told]
        counts = ", ".join(f"{found.count(verdict)} {verdict}" for verdict in dict.fromkeys(found))
        yield f"{name}: {counts} of {len(told)}"
    lengths = [page_words(each.answer) for each in told]
    within = sum(number <= LONGEST for number in lengths)
    yield f"words before the appendix: {min(lengths)} to {max(lengths)}, {within} of {len(told)} within {LONGEST}"
    proven, all_lines = sum(each.proven for each in told), sum(each.quoted for each in told)
    yield f"lines proven: {proven} of {all_lines}"
    briefs = [each for each in told if each.row["purposes"]]
    shares = [
        1 - len({*one.lines} & {*other.lines}) / max(len({*one.lines}), len({*other.lines}))
        for one, other in combinations(briefs, 2)
        if one.language is other.language
    ]
    yield (
        f"two situations differ in {sum(shares) / len(shares):.0%} of their lines on average, {min(shares):.0%} at "
        f"least; in half or more: {sum(share >= DIFFERENT for share in shares)} of {len(shares)} pairs"
    )


if __name__ == "__main__":
    typer.run(main)
