"""What holds for the page of every brief, whatever was told: over twelve situations in both languages."""

import re
import tomllib
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from assistant.body import Part, PartKind
from assistant.domain import Answer, Citation, Language
from assistant.partner.answered import page_words
from assistant.partner.wording import partner_kinds, pattern, text
from evals.studies.briefs.__main__ import SITUATIONS

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.partner.guide import PartnerGuide

ROWS = tomllib.loads(SITUATIONS.read_text(encoding="utf-8"))["situation"]


@dataclass(frozen=True)
class Made:
    """A brief as it is shown, and the lines of it that are quotes."""

    row: dict[str, Any]
    language: Language
    answer: Answer

    @property
    def quoted(self) -> list[tuple[str, Citation]]:
        """Each line's label, and what it quotes."""
        return [(part.lead, self.cited(part)) for part in self.answer.body if part.is_fact]

    @property
    def advice(self) -> list[Citation]:
        """What is quoted but for the example, which may begin with "In this pilot"."""
        under = ""
        found = []
        for part in self.answer.body:
            under = part.text if part.kind is PartKind.HEADING else under
            if part.is_fact and under != text("example", self.language):
                found.append(self.cited(part))
        return found

    def cited(self, part: Part) -> Citation:
        return next(each for each in self.answer.citations if each.number == part.citations[0])


@pytest.fixture(scope="module")
def made(guide: "PartnerGuide") -> list[Made]:
    return [
        Made(row, language, guide.brief_answer(guide.understand(row[language], language), language))
        for row in ROWS
        for language in Language
    ]


def test_every_line_is_proven(made: list[Made], assistant: "Assistant") -> None:
    for brief in made:
        for _, citation in brief.quoted:
            document = assistant.document(citation.document_id)
            assert document is not None
            assert document.text[citation.start : citation.end] == citation.quote


def test_the_page_is_one_page_and_no_heading_is_empty(made: list[Made]) -> None:
    for brief in made:
        assert page_words(brief.answer) <= 450, brief.row["name"]
        kinds = [part.kind for part in brief.answer.body]
        assert (PartKind.HEADING, PartKind.HEADING) not in pairwise(kinds)
        assert kinds[-1] is not PartKind.HEADING


def test_no_line_begins_with_what_points_to_another(made: list[Made]) -> None:
    starts = re.compile(r"(?:This|These|They|Those|Deze|Dit|Ze|Zij|Hun|Their)\b")
    for brief in made:
        for _, citation in brief.quoted:
            assert not starts.match(citation.quote)
        for citation in brief.advice:
            assert not pattern("leans", citation.language).match(citation.quote)


def test_a_label_names_what_its_line_recommends(made: list[Made]) -> None:
    for brief in made:
        named = {text(f"kinds.{kind}", brief.language): kind for kind in partner_kinds(brief.language)}
        for lead, citation in brief.quoted:
            for label in filter(named.get, lead.split(" · ")):
                assert partner_kinds(citation.language)[named[label]].search(" ".join(citation.quote.split()))
                assert pattern("recommends", citation.language).search(citation.quote)


def test_what_was_told_stands_on_the_page_once(made: list[Made]) -> None:
    for brief in made:
        assert [part.text for part in brief.answer.body].count(brief.row[brief.language]) == 1


def test_situations_have_different_pages(made: list[Made]) -> None:
    shares = []
    for one, other in combinations([brief for brief in made if brief.row["purposes"]], 2):
        if one.language is other.language:
            quotes = [{citation.quote for _, citation in brief.quoted} for brief in (one, other)]
            shares.append(1 - len(quotes[0] & quotes[1]) / max(map(len, quotes)))
    assert sum(share >= 0.3 for share in shares) >= 0.85 * len(shares)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Workers owe money to the agent who found them the job in Taiwan.", "recruitment fees and debts"),
        ("De bewoners zeggen dat het park op hun land is gebouwd.", "landrechten"),
        ("We want to know whether children work at our supplier's farms.", "child labour"),
    ],
)
def test_a_subject_that_no_document_mentions_is_named(guide: "PartnerGuide", told: str, said: str) -> None:
    language = Language.NL if told.startswith("De ") else Language.EN
    assert said in " ".join(guide.brief(guide.understand(told, language), language).missing)


@pytest.mark.parametrize(
    "told",
    [
        "We want to know whether the minimum wage is paid in Pakistan.",
        "We willen weten hoe hoog het minimumloon in Pakistan is.",
        "We want to reach the workers in the informal part of our chain.",
    ],
)
def test_what_a_document_mentions_is_not_said_to_be_missing(guide: "PartnerGuide", told: str) -> None:
    language = Language.NL if told.startswith("We willen") else Language.EN
    assert guide.brief(guide.understand(told, language), language).missing == ()


def test_what_is_not_known_is_what_would_change_it(guide: "PartnerGuide") -> None:
    known = guide.brief(guide.understand(ROWS[0]["en"], Language.EN), Language.EN)
    unknown = guide.brief(guide.understand("We sell kitchen equipment.", Language.EN), Language.EN)
    assert "whom you want to reach" in unknown.change
    assert known.change
    assert "whom you want to reach" not in known.change
