"""Reviewing in a real browser: by keyboard alone, on every width, without a fault that axe can find."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.fakes import INFLUENCE
from tests.web.auditing import faults
from tests.web.browser.test_accessibility import at_both_ends, everywhere
from tests.web.browser.test_browser_keyboard import ENLARGED_BOTH
from tests.web.browsing import DUTCH, NEEDS_BROWSER, Reader, browser, reader
from tests.web.conftest import Server, running

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

QUESTIONS = ("How?", "Hoe?", "unknown?")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of these tests alone, for its queue."""
    with running(tmp_path_factory.mktemp("review"), review_sample="0.5") as server:
        yield server


@pytest.fixture(autouse=True)
def _asked(reader: Reader, request: pytest.FixtureRequest) -> None:
    """Each test finds three questions of its own in the queue, the newest first."""
    for question in QUESTIONS:
        sent = reader.page.request.post(
            f"{reader.server.url}/api/ask", data={"question": f"{question} {request.node.name}"}
        )
        assert sent.ok


def open_queue(reader: Reader) -> None:
    reader.open("/review")
    expect(reader.page.locator("[data-row]").first).to_be_visible()


def open_answer(reader: Reader, question: str = "") -> None:
    """Open the first answer to a question from the queue, and wait for its keys."""
    reader.page.locator("[data-row]", has_text=question).first.click()
    arrive(reader)


def arrive(reader: Reader) -> None:
    expect(reader.page.locator("[data-judging]")).to_be_visible()
    reader.page.wait_for_load_state()


def press(reader: Reader, *keys: str) -> None:
    for key in keys:
        reader.page.keyboard.press(key)


def test_a_hundred_a_day_by_keyboard_alone(reader: Reader) -> None:
    open_queue(reader)
    press(reader, "j", "ArrowDown", "k")
    expect(reader.page.locator("[data-row]").first).to_be_focused()
    asked = reader.page.locator("[data-row]").first.inner_text()
    press(reader, "Enter")
    expect(reader.page.locator("h1")).to_have_text(asked)
    arrive(reader)
    press(reader, "j", "s", "3")
    expect(reader.page.locator("input[name=verdict][value=wrong]")).to_be_checked()
    press(reader, "Control+Enter")
    expect(reader.page.locator("[data-undo] [role=status]")).to_contain_text("Saved: Wrong –")
    expect(reader.page.locator("h1")).not_to_have_text(asked)
    arrive(reader)
    press(reader, "u")
    expect(reader.page.locator("[role=status]")).to_have_text("Your verdict has been taken back.")
    expect(reader.page.locator("h1")).to_have_text(asked)
    arrive(reader)
    press(reader, "n")
    expect(reader.page.locator("h1")).not_to_have_text(asked)


def test_keys_judge_the_source_that_has_the_focus(reader: Reader) -> None:
    open_queue(reader)
    open_answer(reader, "How?")
    press(reader, "j", "j", "d")
    expect(reader.page.locator("input[name=citation-2][value=does_not]")).to_be_checked()
    expect(reader.page.locator("input[name=citation-1]:checked")).to_have_count(0)
    press(reader, "d")
    expect(reader.page.locator("input[name=citation-2]:checked")).to_have_count(0)


def test_no_key_does_anything_while_somebody_types(reader: Reader) -> None:
    open_queue(reader)
    press(reader, "/")
    expect(reader.page.locator("#words")).to_be_focused()
    press(reader, "j", "?", "u")
    expect(reader.page.locator("#words")).to_have_value("j?u")
    open_answer(reader)
    reader.page.locator("#note").click()
    reader.page.keyboard.type("12345 ?/unspdo")
    expect(reader.page.locator("#note")).to_have_value("12345 ?/unspdo")
    expect(reader.page.locator("dialog")).to_be_hidden()
    expect(reader.page.locator("input[type=radio]:checked")).to_have_count(0)


def test_the_keys_are_shown_and_put_away(reader: Reader) -> None:
    open_queue(reader)
    press(reader, "?")
    expect(reader.page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert faults(reader.page, "dialog") == []
    press(reader, "Escape")
    expect(reader.page.locator("dialog")).to_be_hidden()


def test_everything_is_reached_with_the_tab_key_too(reader: Reader) -> None:
    open_queue(reader)
    reader.tab_to("[data-row]")
    press(reader, "Enter")
    arrive(reader)
    for selector in (
        "[name=citation-1]",
        "[name=found]",
        "#words",
        "#document",
        "#note",
        "[name=verdict]",
        "[data-save]",
    ):
        reader.tab_to(selector)


def test_passages_are_picked_without_a_script(reader: Reader) -> None:
    context = reader.page.context.browser.new_context(java_script_enabled=False, locale="en-GB")  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{reader.server.url}/review")
    page.locator("[data-row]", has_text="How?").first.click()
    page.locator("#words").fill("influence")
    page.locator("#words").press("Enter")
    page.locator(".offers label", has_text="Contact a local trade union").click()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.locator(".picked li")).to_contain_text("Contact a local trade union or NGO.")
    page.get_by_text("Incomplete", exact=False).first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-undo]")).to_contain_text("Saved: Incomplete –")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[role=status]")).to_have_text("Your verdict has been taken back.")
    context.close()


def test_a_quote_leads_to_its_place_in_the_document(reader: Reader) -> None:
    open_queue(reader)
    open_answer(reader, "How?")
    with reader.page.context.expect_page() as opened:
        reader.page.locator(".source h3 a").first.click()
    expect(opened.value.locator("#quote")).to_have_text(INFLUENCE)


@everywhere
def test_no_page_for_reviewers_breaks_a_rule(reader: Reader) -> None:
    found = {}
    for address in ("/review", "/review?tab=sample&status=answered", "/review?words=nothing"):
        reader.open(address)
        found[address] = faults(reader.page)
    open_queue(reader)
    open_answer(reader, "How?")
    found["answer"] = faults(reader.page)
    group = reader.page.url
    reader.page.locator("#words").fill("influence")
    press(reader, "Enter")
    reader.page.locator(".offers input").first.check()
    reader.page.locator("[value=add]").click()
    found["picking"] = faults(reader.page)
    reader.page.locator("[data-save]").click()
    expect(reader.page.locator("[role=alert]")).to_be_visible()
    found["fault"] = faults(reader.page)
    reader.page.locator("label.option").first.click()
    reader.page.locator("[data-save]").click()
    expect(reader.page.locator("[data-undo]")).to_be_visible()
    found["saved"] = faults(reader.page)
    reader.page.goto(group)
    found["own"] = faults(reader.page)
    assert {name: broken for name, broken in found.items() if broken} == {}


@at_both_ends
def test_a_conflict_breaks_no_rule_and_is_told_first(reader: Reader) -> None:
    open_queue(reader)
    open_answer(reader, "How?")
    group = reader.page.url
    other = reader.page.context.new_page()
    other.goto(group)
    other.locator("label.option").nth(2).click()
    other.locator("[data-save]").click()
    other.locator("[data-undo]").wait_for()
    reader.page.locator("label.option").first.click()
    reader.page.locator("[data-save]").click()
    expect(reader.page.locator("[role=alert]")).to_be_focused()
    assert faults(reader.page) == []


@ENLARGED_BOTH
def test_enlarged_nothing_has_to_be_scrolled_sideways(reader: Reader) -> None:
    open_queue(reader)
    assert reader.fits()
    open_answer(reader, "How?")
    assert reader.fits()
    reader.page.locator("#words").fill("influence")
    press(reader, "Enter")
    expect(reader.page.locator(".offers")).to_be_visible()
    assert reader.fits()


@pytest.mark.parametrize("reader", [DUTCH], indirect=True)
def test_in_dutch_it_is_all_dutch(reader: Reader, tmp_path: Path) -> None:
    open_queue(reader)
    expect(reader.page.locator("h1")).to_have_text("Beoordelen")
    reader.page.locator("[data-row]").first.click()
    expect(reader.page.locator("[data-save]")).to_have_text("Opslaan")
