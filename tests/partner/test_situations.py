"""Ten situations in both languages: what the brief says of each, over the real documents."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.domain import Language
from assistant.partner.answered import as_answer, page_words
from assistant.partner.brief import Brief, Part
from assistant.partner.interview.situation import Situation
from assistant.partner.interview.told import is_situation

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.partner.guide import PartnerGuide

ROWS = tomllib.loads(Path(__file__).with_name("situations.toml").read_text(encoding="utf-8"))["situation"]


@dataclass(frozen=True)
class Told:
    """A situation in one language, and what is expected of its brief."""

    row: dict[str, Any]
    language: Language

    @property
    def situation(self) -> Situation:
        row = self.row
        purposes = tuple(str(number) for number in row["purposes"])
        return Situation(
            purposes, tuple(row["whom"]), row["where"][self.language], tuple(row["have"]), row["sure"], self.words
        )

    @property
    def words(self) -> str:
        return str(self.row["told"][self.language])


CASES = [pytest.param(Told(row, language), id=f"{row['name']}-{language}") for row in ROWS for language in Language]


@pytest.fixture(scope="module")
def made() -> dict[str, Brief]:
    return {}


@pytest.fixture
def brief(guide: "PartnerGuide", told: Told, made: dict[str, Brief]) -> Brief:
    key = f"{told.row['name']}-{told.language}"
    if key not in made:
        made[key] = guide.brief(told.situation, told.language)
    return made[key]


@pytest.mark.parametrize("told", CASES)
def test_every_line_is_a_literal_quote_with_its_citation(brief: Brief, told: Told, assistant: "Assistant") -> None:
    citations = {citation.number: citation for citation in brief.citations}
    assert list(citations) == list(range(1, len(citations) + 1))
    for citation in citations.values():
        document = assistant.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
    for line in brief.lines:
        (number,) = line.citations
        assert line.text == " ".join(citations[number].quote.split())


@pytest.mark.parametrize("told", CASES)
def test_the_brief_is_one_page_with_every_part(brief: Brief, told: Told) -> None:
    """At most three kinds of partners, two lines to arrange and to beware of, three steps; five of the example."""
    named = [kind for line in brief.section(Part.PARTNERS).lines for kind in line.lead.split(" · ") if kind]
    assert len(named) == len(set(named)) <= 3
    counts = {part: len(brief.section(part).lines) for part in Part}
    assert all(counts[part] >= 1 for part in Part)
    assert counts[Part.ARRANGE] <= 2
    assert counts[Part.BEWARE] <= 2
    assert counts[Part.EXAMPLE] <= 5
    assert counts[Part.STEPS] <= 3
    assert page_words(as_answer(brief)) <= 450


@pytest.mark.parametrize("told", CASES)
def test_partners_are_those_named_for_the_purposes_that_were_chosen(
    brief: Brief, told: Told, guide: "PartnerGuide"
) -> None:
    listed = guide.purposes(told.language)
    own = {passage.id for number in told.row["purposes"] for passage in listed[number - 1].passages}
    cited = {citation.number: citation.passage_id for citation in brief.citations}
    quoted = [cited[line.citations[0]] for line in brief.section(Part.PARTNERS).lines]
    assert quoted[0] in own
    others = [passage for passage in quoted if passage not in own]
    assert len(others) <= 1, "only one line, on reaching the people told of, may come from another purpose"
    assert {*others} <= {passage.id for purpose in listed for passage in purpose.passages}


@pytest.mark.parametrize("told", CASES)
def test_the_example_is_the_one_closest_to_the_situation(brief: Brief, told: Told) -> None:
    assert told.row["example"] in " ".join(line.text for line in brief.section(Part.EXAMPLE).lines)


@pytest.mark.parametrize("told", CASES)
def test_what_the_documents_do_not_mention_is_said(brief: Brief, told: Told) -> None:
    name = told.situation.where if told.row["missing"] else ""
    assert any(name in said for said in brief.missing) if name else not brief.missing


@pytest.mark.parametrize("told", CASES)
def test_nothing_is_said_twice(brief: Brief, told: Told) -> None:
    lines = [line.text for section in brief.sections for line in section.lines]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("told", CASES)
def test_a_situation_is_known_for_one_when_it_is_told(told: Told) -> None:
    assert is_situation(told.words)


def test_the_purposes_are_understood_from_nearly_all_that_is_told(guide: "PartnerGuide") -> None:
    missed = []
    for told in (Told(row, language) for row in ROWS for language in Language):
        listed = [purpose.text for purpose in guide.purposes(told.language)]
        meant = {listed.index(text) + 1 for text in guide.understand(told.words, told.language).purposes}
        if not set(told.row["purposes"]) & meant:
            missed.append(told.words)
    assert len(missed) <= 3, missed


def test_both_languages_get_the_same_advice(guide: "PartnerGuide") -> None:
    """The themes are looked up in each document's own language, so the reader's does not matter."""
    situation = Situation(purposes=("5",))
    briefs = [guide.brief(situation, language) for language in Language]
    english, dutch = ({citation.quote for citation in brief.citations} for brief in briefs)
    assert len(english & dutch) >= 0.9 * len(english | dutch)
