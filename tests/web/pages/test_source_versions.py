"""The page of a document that has other versions, translations, or is in service no longer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.document import Omission, Why
from assistant.people.person import Role
from assistant.proof.versions import Source, Standing
from assistant.settings import load_settings
from assistant.store import open_database, sessions, users
from assistant.store.database import now
from assistant.web.app import create_pages
from assistant.web.edge.identity import COOKIE
from tests.fakes import DUTCH, ENGLISH, INFLUENCE, FakeAssistant

START = ENGLISH.text.index(INFLUENCE)
QUOTE = f"start={START}&end={START + len(INFLUENCE)}"
Read = Callable[..., str]


@dataclass
class OneSource(FakeAssistant):
    """Has one document, and remembers which version was asked for."""

    shown: Source
    asked: str = ""

    def source(self, document_id: str, version: str = "") -> Source | None:
        self.asked = version
        return self.shown


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(shown: Source, address: str = f"?version=abc&{QUOTE}", language: str = "en") -> str:
        app = create_pages(OneSource(shown), load_settings(data_dir=tmp_path))
        pages = TestClient(app, base_url="http://localhost:8000", headers={"Accept-Language": language})
        response = pages.get(f"/source/partners{address}")
        assert response.status_code == 200
        return response.text

    return read


def test_the_current_version_says_nothing_of_versions(read: Read) -> None:
    html = read(Source(ENGLISH, Standing.CURRENT))
    assert "standing" not in html
    assert f">{INFLUENCE}</mark>" in html


def test_an_earlier_version_shows_its_quote_and_leads_to_it_in_the_newest(read: Read) -> None:
    newest = replace(ENGLISH, text="New. " + ENGLISH.text)
    html = read(Source(ENGLISH, Standing.OUTDATED, newest))
    assert f">{INFLUENCE}</mark>" in html
    assert "There is a newer version." in html
    assert f'href="/source/partners?version={newest.version}&amp;start={START + 5}&amp;' in html


@pytest.mark.parametrize(
    ("standing", "language", "words"),
    [
        (Standing.OUTDATED, "nl", "Er is een nieuwere versie."),
        (Standing.WITHDRAWN, "en", "This document has been withdrawn"),
        (Standing.WITHDRAWN, "nl", "Dit document is ingetrokken"),
        (Standing.REMOVED, "en", "no longer in the collection"),
        (Standing.REMOVED, "nl", "niet meer in de collectie"),
    ],
)
def test_what_became_of_a_document_is_said_and_its_text_can_still_be_read(
    read: Read, standing: Standing, language: str, words: str
) -> None:
    html = read(Source(ENGLISH, standing), language=language)
    assert words in html
    assert f">{INFLUENCE}</mark>" in html


@pytest.mark.parametrize(("language", "words"), [("en", "has not been kept"), ("nl", "is niet bewaard")])
def test_a_version_that_was_not_kept_marks_nothing_and_says_so(read: Read, language: str, words: str) -> None:
    html = read(Source(ENGLISH, Standing.CURRENT, lost=True), language=language)
    assert words in html
    assert "<mark" not in html


def test_a_translation_is_offered_at_the_same_place(read: Read) -> None:
    html = read(Source(ENGLISH, Standing.CURRENT, translations=(DUTCH,)), f"?{QUOTE}&lang=nl")
    assert '<a href="/source/kledingmerk?lang=nl#' in html
    assert "Lees dit in het Nederlands" in html


def test_another_document_in_the_same_language_is_not_offered_as_a_translation(read: Read) -> None:
    html = read(Source(ENGLISH, Standing.CURRENT, translations=(replace(ENGLISH, id="other"),)))
    assert "/source/other" not in html


def test_the_version_of_the_address_is_what_is_asked_for(tmp_path: Path) -> None:
    assistant = OneSource(Source(ENGLISH, Standing.CURRENT))
    pages = TestClient(create_pages(assistant, load_settings(data_dir=tmp_path)), base_url="http://localhost:8000")
    pages.get("/source/partners?version=0123456789ab")
    assert assistant.asked == "0123456789ab"


LEFT_OUT = replace(
    ENGLISH,
    left_out=(
        Omission(Why.STRUCK, "Within <b>five</b> days.", 2),
        Omission(Why.STRUCK, "Or six."),
        Omission(Why.MENU, "Home About"),
    ),
)


def test_reviewers_see_what_of_a_document_is_not_quoted(read: Read) -> None:
    html = read(Source(LEFT_OUT, Standing.CURRENT), "")
    assert "What is not quoted" in html
    assert "struck out or deleted: 2 ×, words: 5" in html
    assert "Within &lt;b&gt;five&lt;/b&gt; days." in html
    assert "doorgehaald of verwijderd: 2 ×" in read(Source(LEFT_OUT, Standing.CURRENT), "", "nl")


@pytest.mark.parametrize(("role", "shown"), [(Role.READER, False), (Role.REVIEWER, True)])
def test_readers_do_not_see_what_is_not_quoted(tmp_path: Path, role: Role, shown: bool) -> None:
    settings = load_settings(data_dir=tmp_path, accounts="password")
    database = open_database(settings.database_address)
    app = create_pages(OneSource(Source(LEFT_OUT, Standing.CURRENT)), settings, database)
    person = users.add(database, "Zoë", role)
    browser = TestClient(app, base_url="http://localhost", headers={"Accept": "text/html", "Accept-Language": "en"})
    browser.cookies.set(COOKIE, sessions.begin(database, person.id, timedelta(hours=8), now()))
    assert ("five" in browser.get("/source/partners").text) is shown
