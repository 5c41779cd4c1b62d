"""Logging in, going back to earlier chats and saying what one thinks of an answer, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from assistant.people.person import Role
from assistant.store import Database, feedback, open_database, users
from assistant.store.accounts import Accounts
from tests.fakes import INFLUENCE, SHARED
from tests.web.browsing import DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, reader
from tests.web.conftest import PASSWORD, Server, running
from tests.web.proxies.replicas import database_of

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

WIDE_OR_PHONE = pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guarded")


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[Database]:
    database = open_database(database_of(folder))
    for name in ("Zoë", "Bob", "<b>Eve</b>"):
        Accounts(database).add(name, Role.READER, PASSWORD)
    yield database
    database.close()


@pytest.fixture(scope="module")
def server(folder: Path, database: Database) -> Iterator[Server]:
    with running(folder, accounts="password") as server:
        yield server


def log_in(reader: Reader, name: str = "Zoë", password: str = PASSWORD) -> None:
    """Log in with the keyboard alone: the first field has the focus."""
    reader.page.goto(reader.server.url)
    expect(reader.page.locator("#name")).to_be_focused()
    for words in (name, "Tab", password, "Enter"):
        if words in {"Tab", "Enter"}:
            reader.page.keyboard.press(words)
        else:
            reader.page.keyboard.type(words)


def enter(reader: Reader, name: str = "Zoë") -> None:
    """Log in, and wait until the chat is there."""
    log_in(reader, name)
    reader.page.locator("#starters button:enabled").first.wait_for()


def said(database: Database, name: str) -> list[tuple[int, int, str, str]]:
    account = users.find(database, name)
    assert account is not None
    return [
        (each.citation, each.value, each.reason, each.comment) for each in feedback.of_user(database, account.person.id)
    ]


def sidebar(reader: Reader, chat: str) -> Locator:
    return reader.page.locator("[data-sidebar=menu-button]", has_text=chat).first


@WIDE_OR_PHONE
def test_a_login_with_the_keyboard_alone_leads_to_the_chat(reader: Reader) -> None:
    enter(reader)
    expect(reader.page.locator("#starters button").first).to_be_visible()
    assert reader.fits()


@pytest.mark.parametrize(
    ("reader", "wrong", "locked"),
    [
        ({}, "do not go together", "Too many wrong passwords"),
        (DUTCH, "horen niet bij elkaar", "Te veel verkeerde wachtwoorden"),
    ],
    indirect=["reader"],
)
def test_after_five_wrong_passwords_the_next_try_has_to_wait(reader: Reader, wrong: str, locked: str) -> None:
    name = f"Guessed {locked}"
    for _ in range(5):
        log_in(reader, name, "wrong")
        expect(reader.page.get_by_role("alert")).to_contain_text(wrong)
    log_in(reader, name, PASSWORD)
    expect(reader.page.get_by_role("alert")).to_contain_text(locked)


def test_the_login_page_speaks_the_other_language_when_asked(reader: Reader) -> None:
    reader.page.goto(f"{reader.server.url}/login?next=%2Fsource%2Fpartners")
    reader.page.get_by_role("link", name="Nederlands").click()
    expect(reader.page.locator("html")).to_have_attribute("lang", "nl")
    expect(reader.page.get_by_role("button")).to_have_text("Inloggen")
    expect(reader.page.locator("[name=next]")).to_have_value("/source/partners")


@WIDE_OR_PHONE
def test_an_earlier_chat_is_gone_back_to_with_its_citations(reader: Reader) -> None:
    enter(reader)
    reader.ask("How do we get more influence?")
    reader.page.goto(reader.server.url)
    reader.page.locator("#starters button:enabled").first.wait_for()
    if reader.page.viewport_size == PHONE["viewport"]:
        reader.page.locator("#sidebar-trigger-button").first.click()
    sidebar(reader, "How do we get more influence?").click()
    reader.page.locator(".element-link").first.wait_for()
    assert reader.page.locator("#side-view-content").count() == 0
    if reader.page.viewport_size == PHONE["viewport"]:
        reader.page.keyboard.press("Escape")
    reader.open_citation(1)
    expect(reader.page.locator(".citation mark")).to_have_text(INFLUENCE)
    assert reader.fits()


@pytest.mark.parametrize("reader", [DUTCH], indirect=True)
def test_a_thumb_and_a_wrong_source_are_kept_with_their_reasons(reader: Reader, database: Database) -> None:
    enter(reader, "Bob")
    reader.ask("Hoe krijgen we invloed?")
    reader.page.locator(".negative-feedback-off").click()
    reader.page.locator("[role=dialog] textarea").fill("<script>alert(1)</script>")
    reader.page.locator("#submit-feedback").click()
    expect(reader.page.locator(".negative-feedback-on")).to_be_visible()
    reader.open_citation(1)
    reader.page.get_by_text("Klopt er iets niet aan deze bron?").click()
    reader.page.get_by_label("Deze passage is verouderd").check()
    reader.page.get_by_label("Licht het toe").fill("Uit 2019")
    reader.page.locator(".citation-rate").get_by_role("button", name="Versturen").click()
    expect(reader.page.get_by_text("Dank je wel.")).to_be_visible()
    assert said(database, "Bob") == [(0, 0, "", "<script>alert(1)</script>"), (1, 0, "outdated", "Uit 2019")]
    reader.page.reload()
    reader.page.locator(".element-link").first.wait_for()
    expect(reader.page.locator(".negative-feedback-on")).to_be_visible()
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_contain_text(SHARED)


def test_a_script_in_a_name_or_in_a_chats_title_is_shown_as_words(reader: Reader) -> None:
    alerts: list[str] = []
    reader.page.on("dialog", lambda dialog: alerts.append(dialog.message))
    enter(reader, "<b>Eve</b>")
    reader.ask("How? <img src=x onerror=alert(1)>")
    expect(sidebar(reader, "How? <img src=x onerror=alert(1)>")).to_be_visible()
    reader.page.locator("#user-nav-button").click()
    expect(reader.page.get_by_role("menu")).to_contain_text("<b>Eve</b>")
    assert alerts == []


def test_who_logs_out_is_out(reader: Reader) -> None:
    enter(reader)
    reader.page.locator("#user-nav-button").click()
    reader.page.get_by_role("menuitem", name="Log out").click()
    expect(reader.page.locator("#password")).to_be_visible()
    reader.page.goto(f"{reader.server.url}/source/partners")
    expect(reader.page.locator("#password")).to_be_visible()


def test_one_reader_never_sees_the_chats_of_another(reader: Reader) -> None:
    enter(reader, "<b>Eve</b>")
    expect(sidebar(reader, "How? <img")).to_be_visible()
    assert sidebar(reader, "Hoe krijgen we invloed?").count() == 0


@WIDE_OR_PHONE
def test_what_is_kept_is_shown_and_removed(reader: Reader) -> None:
    enter(reader)
    reader.page.get_by_role("link", name="Your data").click()
    expect(reader.page.locator("h1")).to_have_text("Your data")
    assert reader.fits()
    reader.page.get_by_text("Remove everything", exact=True).click()
    reader.page.get_by_role("button", name="Yes, remove everything").click()
    expect(reader.page.get_by_role("status")).to_have_text("Everything has been removed.")
    expect(reader.page.locator("main")).to_contain_text("chats 0, answers 0, feedback 0")


def test_every_button_of_the_history_has_a_name_for_assistive_technology(reader: Reader) -> None:
    enter(reader)
    reader.ask("How?")
    reader.page.wait_for_timeout(300)
    nameless = "found => found.filter(e => !e.ariaLabel && !e.textContent.trim()).map(e => e.outerHTML)"
    assert reader.page.locator("button:visible, a:visible").evaluate_all(nameless) == []
