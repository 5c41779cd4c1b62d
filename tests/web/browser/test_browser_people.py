"""A person's own login and the page of maintainers: for everyone, by keyboard, and without a script."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from assistant.people.passwords import hash_password
from assistant.people.person import Person, Role
from assistant.store import Database, open_database, tokens, users
from tests.web.auditing import faults
from tests.web.browser.test_accessibility import at_both_ends
from tests.web.browsing import NEEDS_BROWSER, Reader, browser, reader
from tests.web.conftest import PASSWORD, Server, running

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

BARE = pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)


@dataclass(frozen=True)
class People:
    database: Database
    mia: Person
    zoe: Person


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("people"), accounts="password") as server:
        yield server


@pytest.fixture(scope="module")
def people(server: Server) -> Iterator[People]:
    database, hashed = open_database(server.database), hash_password(PASSWORD)
    mia = users.add(database, "Mia", Role.MAINTAINER, password_hash=hashed)
    zoe = users.add(database, "Zoë", Role.READER, password_hash=hashed)
    tokens.create(database, zoe.id, "intranet")
    yield People(database, mia, zoe)
    database.close()


def log_in(reader: Reader) -> None:
    """Log in by keyboard alone."""
    reader.open("/login?next=/account")
    expect(reader.page.locator("#name")).to_be_focused()
    reader.page.keyboard.type("Mia")
    reader.page.keyboard.press("Tab")
    expect(reader.page.locator("#password")).to_be_focused()
    reader.page.keyboard.type(PASSWORD)
    reader.page.keyboard.press("Enter")
    reader.page.locator("#old").wait_for()


@at_both_ends
def test_no_page_of_people_breaks_a_rule(reader: Reader, people: People) -> None:
    log_in(reader)
    found = {}
    for path in (
        "/account?done=sessions",
        "/people?done=added",
        f"/people/{people.mia.id}",
        f"/people/{people.zoe.id}",
    ):
        reader.open(path)
        found[path] = faults(reader.page)
        assert reader.fits(), path
    assert {path: broken for path, broken in found.items() if broken} == {}


@at_both_ends
def test_a_token_that_was_just_made_and_a_fault_break_no_rule(reader: Reader, people: People) -> None:
    log_in(reader)
    reader.page.locator("#label").fill("a program")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#secret")).to_be_focused()
    assert (faults(reader.page), reader.fits()) == ([], True)
    reader.page.locator("#old").fill("a wrong password")
    reader.page.locator("#new").fill("another good password")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("alert").wait_for()
    assert faults(reader.page) == []


@BARE
def test_a_maintainer_works_by_keyboard_and_without_a_script(reader: Reader, people: People) -> None:
    log_in(reader)
    reader.open("/people")
    reader.page.locator("#name").focus()
    for words in ("Bo", "", PASSWORD):
        reader.page.keyboard.type(words)
        reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("status")).to_have_text("Added.")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Bo")
    reader.page.locator("#role").focus()
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("status")).to_have_text("The role holds from the next click on.")
    found = users.find(people.database, "Bo")
    assert found is not None
    assert found.person.role is Role.REVIEWER
    reader.page.get_by_role("button", name="Shut out").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("status")).to_have_text("Shut out.")
