"""Every view against the rules of WCAG 2.2, levels A and AA, as far as axe-core can tell."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.fakes import ENGLISH, INFLUENCE
from tests.web.auditing import faults
from tests.web.browsing import DARK, DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, reader
from tests.web.conftest import Server, running

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

START = ENGLISH.text.index(INFLUENCE)
PAGES = (
    "/about",
    "/account",
    "/account?removed=true",
    "/api",
    "/api/errors",
    "/source/partners",
    f"/source/partners?start={START}&end={START + len(INFLUENCE)}#quote",
    "/source/partners?start=1&end=999999",
    "/source/kledingmerk?version=outdated",
    "/source/kledingmerk?version=withdrawn",
    "/source/nowhere",
)

# Each pair of language, colours and width is among these four.
COMBINATIONS = [
    pytest.param({}, id="English, light, wide"),
    pytest.param(DUTCH | DARK, id="Dutch, dark, wide"),
    pytest.param(PHONE | DARK, id="English, dark, phone"),
    pytest.param(PHONE | DUTCH, id="Dutch, light, phone"),
]
everywhere = pytest.mark.parametrize("reader", COMBINATIONS, indirect=True)
# Where several steps lead to a view, in the two that differ in everything.
at_both_ends = pytest.mark.parametrize(
    "reader",
    [pytest.param({}, id="English, light, wide"), pytest.param(PHONE | DUTCH | DARK, id="Dutch, dark, phone")],
    indirect=True,
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that asks for a login."""
    with running(tmp_path_factory.mktemp("closed"), accounts="password") as server:
        yield server


def speaks_dutch(reader: Reader) -> bool:
    return bool(reader.page.evaluate("navigator.language") == "nl-NL")


def begin(reader: Reader) -> None:
    reader.open("/")
    reader.page.locator("#starters button:enabled").first.wait_for()


def choose(reader: Reader, english: str, dutch: str) -> None:
    reader.page.get_by_role("button", name=dutch if speaks_dutch(reader) else english, exact=True).last.click()


@everywhere
def test_no_page_of_ours_breaks_a_rule(reader: Reader) -> None:
    found = {}
    for path in PAGES:
        reader.open(path)
        found[path] = faults(reader.page)
    assert {path: broken for path, broken in found.items() if broken} == {}


@everywhere
def test_the_first_screen_breaks_no_rule(reader: Reader) -> None:
    begin(reader)
    assert faults(reader.page) == []


@at_both_ends
def test_an_answer_with_a_citation_opened_breaks_no_rule(reader: Reader) -> None:
    reader.ask("Hoe?" if speaks_dutch(reader) else "How?")
    reader.page.locator(".suggestions").wait_for()
    assert faults(reader.page) == []
    reader.open_citation(1)
    reader.page.locator(".citation-rate summary").click()
    reader.page.locator(".citation-rate textarea").wait_for()
    assert faults(reader.page) == []


@at_both_ends
def test_a_question_that_is_being_changed_breaks_no_rule(reader: Reader) -> None:
    reader.ask("Hoe?" if speaks_dutch(reader) else "How?")
    reader.page.wait_for_url("**/thread/*")
    reader.page.locator(".edit-message").click()
    expect(reader.page.locator("#edit-chat-input")).to_be_focused()
    assert faults(reader.page) == []


@at_both_ends
def test_the_dialog_for_an_opinion_breaks_no_rule(reader: Reader) -> None:
    reader.ask("Hoe?" if speaks_dutch(reader) else "How?")
    reader.page.locator(".negative-feedback-off").click()
    reader.page.locator("[role=dialog] textarea").wait_for()
    assert faults(reader.page) == []


@at_both_ends
def test_a_step_of_the_partner_guide_and_its_brief_break_no_rule(reader: Reader) -> None:
    begin(reader)
    choose(reader, "Find a partner", "Zoek een partner")
    reader.page.locator(".guide-choices button").first.wait_for()
    assert faults(reader.page) == []
    choose(reader, "Skip", "Sla over")
    expect(reader.page.locator("[data-step-type=assistant_message]").last).to_contain_text("Word")
    assert faults(reader.page) == []


@at_both_ends
def test_the_list_of_earlier_chats_and_its_menu_break_no_rule(reader: Reader) -> None:
    reader.ask("Hoe?" if speaks_dutch(reader) else "How?")
    if reader.page.viewport_size == PHONE["viewport"]:
        begin(reader)
        reader.page.locator("#sidebar-trigger-button").first.click()
    reader.page.locator("#thread-options").first.wait_for()
    assert faults(reader.page) == []
    reader.page.locator("#thread-options").first.focus()
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("menu").wait_for()
    # All the rest is hidden as long as it is open, and cannot get the focus.
    assert faults(reader.page, "[role=menu]") == []


def pinned(reader: Reader) -> None:
    reader.page.wait_for_url("**/thread/*")
    reader.page.locator("#chat-pin").click()
    expect(reader.page.locator("#chat-pin")).to_have_attribute("aria-pressed", "true")


def too_long(reader: Reader) -> None:
    reader.page.locator("#chat-input").fill("x" * 4_010)
    expect(reader.page.locator("#chat-input-counter")).not_to_be_empty()
    reader.page.locator("#chat-input").fill("")


def limited(reader: Reader) -> None:
    reader.page.locator("#scope-button").click()
    reader.page.locator("dialog input").first.check()


def shared(reader: Reader) -> None:
    reader.page.keyboard.press("Escape")
    reader.page.locator("#chat-share").click()
    reader.page.locator("form[action$='/share'] button").click()
    reader.page.locator("a[href^='/shared/']").wait_for()


def opened(reader: Reader) -> None:
    reader.page.locator("a[href^='/shared/']").click()
    reader.page.wait_for_url("**/shared/*")


def withdrawn(reader: Reader) -> None:
    address = reader.page.url
    reader.page.go_back()
    reader.page.locator("form[action$='/withdraw'] button").click()
    expect(reader.page.locator("form[action$='/withdraw'] button")).to_have_count(0)
    reader.page.goto(address)


@at_both_ends
def test_what_can_be_done_with_a_chat_breaks_no_rule(reader: Reader) -> None:
    """One step after another, each from where the one before it ended."""
    reader.ask("Hoe?" if speaks_dutch(reader) else "How?")
    found = {}
    for step in (pinned, too_long, limited, shared, opened, withdrawn):
        step(reader)
        found[step.__name__] = faults(reader.page, "dialog" if step is limited else None)
    assert {step: broken for step, broken in found.items() if broken} == {}


@at_both_ends
def test_the_login_page_breaks_no_rule(reader: Reader, closed: Server) -> None:
    reader.server = closed
    reader.open("/login")
    assert faults(reader.page) == []
    reader.page.locator("#name").fill("Zoë")
    reader.page.locator("#password").fill("wrong")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("alert").wait_for()
    assert faults(reader.page) == []
