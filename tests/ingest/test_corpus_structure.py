"""What the reader makes of the real documents, exactly."""

import re

import pytest

from assistant.domain import BlockRole, Document
from tests.ingest.outline import CORPUS, corpus, headings, texts

PARTS = ["  Theory", "  Practice", "  Practical example"]
DOCUMENTS = corpus()
EACH = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def test_the_sections_of_the_knowledge_document() -> None:
    found = headings(DOCUMENTS["who"])
    assert found[:3] == [
        "Introduction",
        "  Importance of collaboration in stakeholder dialogue",
        "  Who should I collaborate with and for what purposes?",
    ]
    purposes = [title for title in found[3:31] if title not in PARTS]
    assert len(purposes) == 7
    assert found[3:31] == [title for purpose in purposes for title in (purpose, *PARTS)]


def test_the_tips_of_the_knowledge_document() -> None:
    found = headings(DOCUMENTS["who"])[31:]
    assert [title for title in found if not title.startswith(" ")] == [
        "10 tips for successful collaboration",
        "7 tips for effective collaboration with partners in production countries",
        "Information and support",
    ]
    numbers = [int(title.split(".")[0]) for title in found if title.startswith(" ")]
    assert numbers == [*range(1, 11), *range(1, 8)]


def test_the_sections_of_the_case_study() -> None:
    assert headings(DOCUMENTS["casus"]) == [
        "Introductie",
        "Casus",
        "Betekenisvolle dialoog",
        "  Transparantie",
        "  Commitment",
        "  Inclusie",
    ]


def test_the_sections_of_the_pilots_page() -> None:
    assert headings(DOCUMENTS["pilots"]) == [
        "Pilots",
        "Pilot Gesprekken binnen multi-stakeholderinitiatief",
        "Pilot Rondetafelgesprek in Nederland",
        "Pilot Rondetafelgesprek in productieland",
        "Pilot Digitale werknemersenquête",
        "Meer informatie",
    ]


def test_the_cover_and_the_colophon_of_the_knowledge_document() -> None:
    document = DOCUMENTS["who"]
    title = "Meaningful stakeholder dialogue Who to partner up with?"
    assert texts(document, BlockRole.COVER) == ["Knowledge Document", title, "SEER", "SOCIAL AND ECONOMIC COUNCIL"]
    colophon = texts(document, BlockRole.COLOPHON)
    assert (len(colophon), colophon[0], colophon[-1]) == (13, "Colophon", "© November 2024, Sociaal-Economische Raad")
    assert texts(document, BlockRole.CREDIT) == ["Photo Shutterstock"]
    assert texts(document, BlockRole.POINTER) == []


def test_the_colophon_in_the_middle_of_the_case_study() -> None:
    document = DOCUMENTS["casus"]
    title, thanks = texts(document, BlockRole.COLOPHON)
    assert (title, thanks[-25:]) == ("Colofon", "Goldschmeding Foundation.")
    pointers = texts(document, BlockRole.POINTER)
    assert (len(pointers), all(pointer.startswith("https://") for pointer in pointers)) == (5, True)


def test_the_credits_and_pointers_of_the_pilots_page() -> None:
    document = DOCUMENTS["pilots"]
    pictures = ["Weven kleding/textiel", "Tafel monteren", "Vrouw draagt mand met stenen"]
    makers = ["© Adobe Stock/rajesh", "© Ahrend", "© Shutterstock/Insight-Photography"]
    assert texts(document, BlockRole.CREDIT) == [line for pair in zip(pictures, makers, strict=True) for line in pair]
    pointer = "Lees de rapportage over deze pilot"
    assert texts(document, BlockRole.POINTER) == [pointer] * 3
    assert f"{pointer} (verschijnt maart 2024)" in texts(document, BlockRole.GUIDANCE)  # says when it appears
    assert texts(document)[-1].startswith("Heb je een vraag over de pilots")


def test_broken_words_are_mended_and_real_hyphens_kept() -> None:
    text = DOCUMENTS["casus"].text
    for word in (
        "brancheorganisaties",
        "eventueel",
        "praktijkvoorbeelden",
        "stakeholderdialoog van de CEO",
        "meedenken",
    ):
        assert word in text
    for word in ("IMVO-strategie", "multi-stakeholder dialoog", "en/of (mogelijk) getroffenen"):
        assert word in text
    assert not re.search(r"[^\W\d_]- [^\W\d_]", text)


@EACH
def test_nothing_unseen_or_dead_is_left(document: Document) -> None:
    assert not re.search("[\u00ad\u200b\u00a0\t\r]|  |\\]\\(#| \n|\n ", document.text)


@EACH
def test_no_word_of_the_file_is_lost(document: Document) -> None:
    raw = (CORPUS / document.path).read_text(encoding="utf-8")
    without_navigation = re.sub(r"(?m)^(\|.*\||\[[^\]]*\]\(#\))$", "", raw)
    words = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", without_navigation)
    assert re.sub(r"[\s-]", "", words) == re.sub(r"[\s-]", "", document.text)
