"""The page about this assistant: it says what is so with these documents and these settings."""

from collections.abc import Callable

import pytest

from assistant.domain import Language
from assistant.web.pages.about import address_of
from tests.fakes import DUTCH, ENGLISH
from tests.web.conftest import Site

Sites = Callable[..., Site]


def about(site: Site, address: str = "/about", language: str = "en") -> str:
    response = site.browser(Accept_Language=language).get(address)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize(
    ("language", "address", "words"),
    [
        ("en", "/about", "What it does not do"),
        ("nl-BE,en;q=0.5", "/about", "Wat hij niet doet"),
        ("en", "/about?language=nl", "Wat hij niet doet"),
        ("nl", "/about?lang=en", "What it does not do"),
    ],
)
def test_it_speaks_the_browsers_language_or_the_one_asked_for(
    site: Sites, language: str, address: str, words: str
) -> None:
    assert words in about(site(), address, language)


def test_every_document_is_there_with_its_page_its_language_and_its_date(site: Sites) -> None:
    html = about(site())
    for document, language in ((ENGLISH, "English"), (DUTCH, "Dutch")):
        link = f'<a href="/source/{document.id}" hreflang="{document.language}" lang="{document.language}">'
        entry = html.partition(link)[2].partition("</li>")[0]
        assert [words for words in (document.title, language, document.date) if words not in entry] == []


@pytest.mark.parametrize("language", list(Language))
def test_documents_in_the_readers_language_come_first(site: Sites, language: Language) -> None:
    html = about(site(), language=language)
    assert (html.index(DUTCH.title) < html.index(ENGLISH.title)) is (language is Language.NL)


@pytest.mark.parametrize(
    ("settings", "said", "unsaid"),
    [
        ({"keep_days": 90}, "kept for 90 days", "Nothing of your chats is kept"),
        ({"keep_days": 0}, "Nothing of your chats is kept", "Something wrong with this source?"),
        ({}, "Nothing that you ask leaves", "chat model"),
        ({"chat_model": "mistralai:small"}, "chat model mistralai:small", "Nothing that you ask leaves"),
        ({"log_questions": True}, "log holds the words", "log does not hold"),
        ({}, "log does not hold", "cookie"),
        ({"accounts": "password"}, "cookie", "log holds the words"),
    ],
)
def test_it_says_what_the_settings_make_so(site: Sites, settings: dict[str, object], said: str, unsaid: str) -> None:
    made = site(**settings)
    html = made.logged_in("Zoë").get("/about").text
    assert (said in html, unsaid in html) == (True, False)


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("dialogue@ser.example", "mailto:dialogue@ser.example"),
        ("https://intranet.example/help", "https://intranet.example/help"),
        ("Anna, room 2", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_an_address_becomes_a_link(contact: str, address: str) -> None:
    assert address_of(contact) == address


def test_it_says_whom_to_ask(site: Sites) -> None:
    assert "Ask the administrator of this assistant." in about(site())
    assert '<a href="mailto:a@ser.example">a@ser.example</a>' in about(site(contact="a@ser.example"))
    assert "<b>" not in about(site(contact="<b>Anna</b>"))


def test_who_has_not_logged_in_is_asked_to(site: Sites) -> None:
    assert site(accounts="password").browser().get("/about").headers["location"] == "/login?next=%2Fabout"


@pytest.mark.parametrize("address", ["/source/partners", "/account", "/api"])
def test_our_other_pages_lead_to_it(site: Sites, address: str) -> None:
    assert '<a href="/about">About this assistant</a>' in about(site(), address)
