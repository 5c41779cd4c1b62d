"""The page of a whole document: its structure, and the quote highlighted exactly."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.domain import BlockKind, Document, Language
from assistant.settings import load_settings
from assistant.web.app import create_pages
from assistant.web.pages.source import make_page, quoted_span
from assistant.web.pages.source_texts import SOURCE_TEXTS
from tests.fakes import ENGLISH, INFLUENCE, UNION, FakeAssistant, make_document

UUID = "0d7a52f8-53ab-4f0e-9c36-8f1b5a1d2c3e"
MARK = re.compile(r"<mark([^>]*)>(.*?)</mark>", re.DOTALL)
START = ENGLISH.text.index(INFLUENCE)
END = START + len(INFLUENCE)


def marks(html: str) -> list[str]:
    return [words for _, words in MARK.findall(html)]


def test_the_quoted_words_are_marked_and_nothing_else(pages: TestClient) -> None:
    html = pages.get(f"/source/partners?start={START}&end={END}").text
    assert MARK.findall(html) == [(' id="quote" tabindex="-1"', INFLUENCE)]


def test_a_quote_over_several_blocks_is_marked_in_each(pages: TestClient) -> None:
    end = ENGLISH.text.index(UNION) + len(UNION)
    html = pages.get(f"/source/partners?start={START}&end={end}").text
    assert marks(html) == [INFLUENCE, "Look for companies that buy from the same supplier.", UNION]
    assert html.count('id="quote"') == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [("-1", "5"), ("5", "5"), ("9", "5"), ("0", "99999999"), ("a", "b"), ("1e3", "2000"), ("²", "5"), ("", "")],
)
def test_a_position_outside_the_document_marks_nothing_and_says_so(pages: TestClient, start: str, end: str) -> None:
    response = pages.get("/source/partners", params={"start": start, "end": end})
    assert (response.status_code, marks(response.text)) == (200, [])
    assert "nothing is highlighted" in response.text


@pytest.mark.parametrize(
    ("chat", "step", "offered"),
    [(UUID, UUID, True), (UUID, "", False), ("", UUID, False), ("//evil.example", UUID, False), (UUID, '"><b>', False)],
)
def test_the_way_back_leads_to_an_answer_of_a_chat_and_nowhere_else(
    pages: TestClient, chat: str, step: str, offered: bool
) -> None:
    html = pages.get("/source/partners", params={"chat": chat, "step": step}).text
    assert re.findall(r'href="(/thread/[^"]*)"', html) == [f"/thread/{UUID}#step-{UUID}"] * offered


def test_a_document_without_a_quote_is_shown_whole(pages: TestClient) -> None:
    html = pages.get("/source/partners").text
    assert marks(html) == []
    assert "nothing is highlighted" not in html
    assert all(words in html for words in (INFLUENCE, "Discuss expectations before you start.", "© SER, The Hague."))


def test_headings_lists_and_navigation_are_real(pages: TestClient) -> None:
    html = pages.get("/source/partners").text
    assert re.search(r'<h2 class="guidance" id="section-0">.*Increasing influence</h2>', html)
    assert re.search(r"<ul class=\"guidance\">\s*<li[^>]*>.*?Look for", html)
    assert '<a href="#section-0">Increasing influence</a>' in html
    assert '<p class="credit" id="place-' in html


def test_the_documents_language_is_stated_apart_from_the_pages(pages: TestClient) -> None:
    html = pages.get("/source/kledingmerk").text
    assert '<html lang="en">' in html
    assert '<article lang="nl">' in html


@pytest.mark.parametrize(("header", "address"), [("nl", "/source/partners"), ("en", "/source/partners?lang=nl")])
def test_the_page_speaks_the_readers_language(pages: TestClient, header: str, address: str) -> None:
    html = pages.get(address, headers={"Accept-Language": header}).text
    assert '<html lang="nl">' in html
    assert "Inhoud" in html


def test_the_language_switch_keeps_the_quote(pages: TestClient) -> None:
    html = pages.get(f"/source/partners?start={START}&end={END}").text
    assert f'href="/language/nl?next=/source/partners%3Fstart%3D{START}%26end%3D{END}#quote"' in html


@pytest.mark.parametrize("document_id", ["unknown", "..%2Fsecret", "%3Cscript%3E", "a" * 300])
def test_an_unknown_document_is_a_readable_404(pages: TestClient, document_id: str) -> None:
    response = pages.get(f"/source/{document_id}", headers={"Accept-Language": "nl"})
    assert response.status_code == 404
    assert "<script>" not in response.text
    assert "%" in document_id or "Dit document is er niet" in response.text


class OneDocument(FakeAssistant):
    def __init__(self, document: Document) -> None:
        self.shown = document

    def document(self, document_id: str) -> Document | None:
        return self.shown


def test_markup_in_a_document_is_shown_as_words(tmp_path: Path) -> None:
    lines = [(BlockKind.HEADING, 1, "<b>bold</b>"), (BlockKind.PARAGRAPH, 0, "<img src=x onerror=alert(2)>")]
    document = make_document("d", Language.EN, "<script>alert(1)</script>", lines)
    assistant = OneDocument(replace(document, url="javascript:alert(3)"))
    pages = TestClient(create_pages(assistant, load_settings(data_dir=tmp_path)), base_url="http://localhost")
    html = pages.get("/source/d").text
    assert not any(markup in html for markup in ("<script>alert", "<img src=x", "<b>", "javascript:"))


def test_every_position_of_a_document_can_be_quoted() -> None:
    for block in ENGLISH.blocks:
        page = make_page(ENGLISH, quoted_span(ENGLISH, str(block.body_start), str(block.end)))
        marked = [piece.text for part in page.parts for line in part.lines for piece in line.pieces if piece.marked]
        assert marked == [ENGLISH.text[block.body_start : block.end]]


def test_a_reader_of_the_other_language_has_the_translation_beside_the_original(pages: TestClient) -> None:
    html = pages.get("/source/partners?lang=nl").text
    assert '<span class="translation" lang="nl">Theorie</span>' in html
    assert SOURCE_TEXTS[Language.NL].translated in html
    assert 'class="translation"' not in pages.get("/source/partners?lang=en").text


def test_words_of_the_translation_beside_a_document_are_found_as_well(pages: TestClient) -> None:
    html = pages.get("/source/partners", params={"lang": "nl", "q": "theorie"}).text
    assert MARK.findall(html) == [(' class="found" id="found-1" tabindex="-1"', "Theorie")]
    assert '<li lang="nl"><a href="#found-1">' in html
    assert 'id="found-' not in pages.get("/source/partners", params={"lang": "en", "q": "theorie"}).text


@pytest.mark.parametrize(
    ("sought", "places"),
    [
        ("joint  INFLUENCE", ["Joint influence"]),
        ("take time", ["Take time"] * 144),
        ("trade union or NGO.", ["trade union or NGO."]),
        ("(trade union) or N-G-O", ["trade union or NGO"]),
        ("tak e time", []),
        ("(nowhere", []),
        (".*", []),
        ("   ", []),
    ],
)
def test_words_are_found_in_a_document_whatever_their_case_and_signs(
    pages: TestClient, sought: str, places: list[str]
) -> None:
    html = pages.get("/source/partners", params={"q": sought}).text
    assert marks(html) == places
    assert html.count('id="found-') == len(places)
    assert ("does not stand in this document" in html) == (not places and bool(sought.strip()))


def test_what_is_looked_for_and_what_is_quoted_are_both_marked(pages: TestClient) -> None:
    html = pages.get("/source/partners", params={"start": START, "end": END, "q": "influence makes <b>"}).text
    assert "<b>" not in html
    html = pages.get("/source/partners", params={"start": START, "end": END, "q": "influence makes"}).text
    assert re.sub("<[^>]+>", "", "".join(marks(html))) == INFLUENCE
    assert 'name="start" value="' in html  # the quote is still there after a search
