"""What goes wrong amid a chat, in a real browser: a login ends, a line drops, a page is left, nothing can be kept."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest
from playwright.sync_api import Error, Locator, expect

from assistant.people.person import Role
from assistant.store import Database, open_database, sessions, users
from assistant.store.accounts import Accounts
from assistant.store.connection.engines import create_engine_of
from assistant.store.connection.health import REST
from tests.fakes import INFLUENCE
from tests.ports import free_port
from tests.web.browsing import DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, reader
from tests.web.conftest import PASSWORD, Server, running
from tests.web.relay import Relay, relaying

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

DRAFT = "What may we ask a supplier who has been silent for a year?"
GONE = 20.0  # seconds
CATCHES_UP = 30_000  # milliseconds; a page tries again every five seconds


@pytest.fixture(scope="module")
def line() -> Iterator[Relay]:
    with relaying(free_port()) as relay:
        yield relay


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, line: Relay) -> Iterator[Server]:
    """A server that browsers reach by a line that can be cut."""
    url = f"http://127.0.0.1:{line.port}"
    folder, port = tmp_path_factory.mktemp("lines"), str(line.target)
    with running(folder, accounts="password", port=port, public_url=f"{url}/") as server:
        yield replace(server, url=url)


@pytest.fixture(scope="module")
def database(server: Server) -> Iterator[Database]:
    database = open_database(server.database)
    for name in ("Zoë", "Bob"):
        Accounts(database).add(name, Role.READER, PASSWORD)
    yield database
    database.close()


@contextmanager
def nobody_writes(address: str) -> Iterator[None]:
    """Keep answers from being written, as one who has begun and does not end; all can be read."""
    engine = create_engine_of(address)
    with engine.connect().execution_options(writes=True) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE answers, chats, messages IN SHARE MODE")
        else:
            connection.begin()
        yield
    engine.dispose()


def log_in(reader: Reader, name: str = "Zoë") -> None:
    reader.page.locator("#name").fill(name)
    reader.page.locator("#password").fill(PASSWORD)
    reader.page.keyboard.press("Enter")
    reader.page.locator("#chat-input").wait_for()


def enter(reader: Reader, name: str = "Zoë") -> None:
    reader.page.goto(reader.server.url)
    log_in(reader, name)
    reader.page.locator("#starters button:enabled").first.wait_for()


def say(reader: Reader, words: str, *, send: bool = True) -> None:
    reader.page.locator("#chat-input").click()
    reader.page.keyboard.type(words)
    if send:
        reader.page.keyboard.press("Enter")


def log_out_everywhere(database: Database, name: str) -> None:
    account = users.find(database, name)
    assert account is not None
    sessions.end_of(database, account.person.id)


def answers(reader: Reader) -> Locator:
    return reader.page.locator("[data-step-type=assistant_message]", has_text=INFLUENCE)


@pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
@pytest.mark.parametrize("sent", [False, True], ids=["typed", "sent"])
def test_what_was_typed_when_a_login_ended_is_there_after_the_next(
    reader: Reader, database: Database, sent: bool
) -> None:
    enter(reader)
    say(reader, DRAFT, send=False)
    log_out_everywhere(database, "Zoë")
    if sent:
        reader.page.keyboard.press("Enter")
        reader.page.get_by_text("Your session has ended").or_(reader.page.locator("#password")).first.wait_for()
    with suppress(Error):  # the page may be on its way to the login by itself, which keeps it from another way there
        reader.page.goto(reader.server.url)
    log_in(reader)
    expect(reader.page.locator("#chat-input")).to_have_value(DRAFT)
    reader.page.keyboard.press("Enter")
    expect(answers(reader)).to_have_count(1)
    expect(reader.page.locator("[data-step-type=user_message]")).to_contain_text(DRAFT)
    reader.page.goto(reader.server.url)
    reader.page.locator("#starters button:enabled").first.wait_for()
    expect(reader.page.locator("#chat-input")).to_have_value("")


def test_what_one_person_typed_is_not_shown_to_the_next_at_the_same_browser(reader: Reader, database: Database) -> None:
    enter(reader)
    say(reader, DRAFT, send=False)
    log_out_everywhere(database, "Zoë")
    reader.page.goto(reader.server.url)
    log_in(reader, "Bob")
    reader.page.wait_for_timeout(500)
    expect(reader.page.locator("#chat-input")).to_have_value("")


@pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
def test_an_answer_under_way_when_the_page_is_loaded_again_comes_once_and_whole(
    reader: Reader, database: Database
) -> None:
    enter(reader)
    say(reader, "slow: how?")
    reader.page.wait_for_url("**/thread/*")
    reader.page.reload()
    expect(answers(reader)).to_have_count(1)
    expect(reader.page.locator(".element-link")).to_have_count(2)
    reader.open_citation(1)
    expect(reader.page.locator(".citation mark")).to_have_text(INFLUENCE)
    if reader.page.viewport_size == PHONE["viewport"]:
        reader.page.keyboard.press("Escape")
    say(reader, "How?")
    expect(answers(reader)).to_have_count(2)


def test_a_line_that_is_gone_for_twenty_seconds_amid_an_answer_brings_it_once_and_whole(
    reader: Reader, database: Database, line: Relay
) -> None:
    enter(reader)
    say(reader, "slow: how?")
    reader.page.wait_for_url("**/thread/*")
    line.cut()
    time.sleep(GONE)
    expect(answers(reader)).to_have_count(0)
    line.mend()
    expect(answers(reader)).to_have_count(1, timeout=CATCHES_UP)
    expect(reader.page.locator(".element-link")).to_have_count(2)
    expect(reader.page.locator("[data-step-type=user_message]")).to_have_count(1)
    say(reader, "How?")
    expect(answers(reader)).to_have_count(2)


@pytest.mark.parametrize(
    ("reader", "told"),
    [({}, "This answer was not kept"), (DUTCH, "Dit antwoord is niet bewaard")],
    ids=["English", "Dutch"],
    indirect=["reader"],
)
def test_an_answer_that_was_not_kept_offers_no_rating_and_no_download(
    reader: Reader, database: Database, told: str
) -> None:
    enter(reader, "Bob")
    question = "How?" if told.startswith("This") else "Hoe?"
    answer = reader.page.locator("[data-step-type=assistant_message]", has=reader.page.locator(".element-link"))
    offered = answer.locator("button[class*=feedback]:visible, a[download]:visible, a[href*='/answers/']:visible")
    say(reader, question)
    expect(answer).to_have_count(1)
    expect(offered).to_have_count(6)
    with nobody_writes(reader.server.database):
        say(reader, question)
        expect(answer).to_have_count(2, timeout=CATCHES_UP)
        expect(answer.last).to_contain_text(told)
    time.sleep(REST)  # until then nobody can log in
    expect(offered).to_have_count(6)  # those of the first
    answer.last.locator(".element-link").first.click()
    reader.page.locator(".citation mark").wait_for()
    assert reader.page.locator(".citation-rate").count() == 0
