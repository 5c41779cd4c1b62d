"""The guide knows no document: it finds purposes, partners and examples in whatever documents there are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.bootstrap import model_id
from assistant.domain import Document, Language
from assistant.partner.brief import Brief, Part
from assistant.partner.guide import PartnerGuide
from assistant.partner.interview.advised import advised_of
from assistant.partner.interview.situation import Situation
from assistant.search.index import Index
from assistant.settings import Settings
from tests.partner.water import DUTCH, ENGLISH, WITHOUT_PURPOSES
from tests.small_index import small_index

if TYPE_CHECKING:
    from assistant.models.neutral import NeutralEncoder

Opened = Callable[..., PartnerGuide]


@dataclass(frozen=True)
class Serving:
    index: Index

    def get(self) -> Index:
        return self.index


@pytest.fixture
def opened(tmp_path: Path, settings: Settings, encoder: "NeutralEncoder") -> Iterator[Opened]:
    indexes: list[Index] = []
    advised = advised_of(lambda: encoder, model_id(settings), settings.models)

    def open_guide(*documents: Document) -> PartnerGuide:
        indexes.append(small_index(tmp_path / str(len(indexes)), documents, encoder=encoder, model=model_id(settings)))
        return PartnerGuide(Serving(indexes[-1]), encoder, advised=advised)

    yield open_guide
    for index in indexes:
        index.close()


def purposes(guide: PartnerGuide, language: Language) -> list[str]:
    return [purpose.text for purpose in guide.purposes(language)]


def said(brief: Brief, part: Part) -> str:
    return " ".join(line.text for line in brief.section(part).lines)


def test_the_purposes_of_other_documents_are_found_with_their_explanation(opened: Opened) -> None:
    found = opened(ENGLISH).purposes(Language.EN)
    assert [purpose.text for purpose in found] == [
        "Learning about local water risks",
        "Sharing the cost of cleaning water",
    ]
    assert found[0].explanation is not None
    assert found[0].explanation.text == "A company far away does not know the wells of a village."


def test_a_brief_from_other_documents_has_their_partners_tools_and_example(opened: Opened) -> None:
    brief = opened(ENGLISH).brief(Situation(purposes=("1",), where="Kenya"), Language.EN)
    assert "Collaborate with a local university" in said(brief, Part.PARTNERS)
    assert "roles and responsibilities" in said(brief, Part.ARRANGE)
    assert "distrust" in said(brief, Part.BEWARE)
    assert "In Kenya" in said(brief, Part.EXAMPLE)
    assert "Map of wells" in said(brief, Part.STEPS)


def test_what_is_written_for_another_purpose_is_not_taken_for_this_one(opened: Opened) -> None:
    brief = opened(ENGLISH).brief(Situation(purposes=("2",)), Language.EN)
    assert "join the Clean Rivers Agreement" in said(brief, Part.PARTNERS)
    assert "River Basin Alliance" not in said(brief, Part.PARTNERS)


def test_purposes_are_shown_in_the_readers_language_where_a_document_has_them(opened: Opened) -> None:
    guide = opened(ENGLISH, DUTCH)
    assert purposes(guide, Language.EN)[0] == "Learning about local water risks"
    assert purposes(guide, Language.NL)[0] == "Leren over lokale waterrisico’s"


def test_purposes_without_a_translation_are_shown_in_the_documents_language(opened: Opened) -> None:
    assert purposes(opened(ENGLISH), Language.NL) == purposes(opened(ENGLISH), Language.EN)


def test_a_purpose_chosen_in_one_language_is_the_same_in_the_other(opened: Opened) -> None:
    brief = opened(ENGLISH, DUTCH).brief(Situation(purposes=("Sharing the cost of cleaning water",)), Language.NL)
    assert ("Doel", "De kosten van waterzuivering delen") in brief.asked


def test_a_stated_translation_keeps_the_other_language_out_of_the_brief(opened: Opened) -> None:
    guide = opened(ENGLISH, replace(DUTCH, translation_of=ENGLISH.id))
    brief = guide.brief(Situation(purposes=("1",)), Language.NL)
    assert {citation.language for citation in brief.citations} == {Language.NL}


def test_documents_without_purposes_are_said_to_have_none(opened: Opened) -> None:
    brief = opened(WITHOUT_PURPOSES).brief(Situation(whom=("workers",)), Language.EN)
    assert "The documents list no purposes of collaboration." in brief.missing
    assert brief.section(Part.PARTNERS).lines == ()
    assert brief.section(Part.PARTNERS).note == "The documents do not say which partners suit this."
