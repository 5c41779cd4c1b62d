"""The same chat in two tabs of one person: what is done in one is known in the other."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import DUTCH, NEEDS_BROWSER, Reader, browser, reader

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

ANSWERS = "[data-step-type=assistant_message]"


def other_tab(reader: Reader) -> Page:
    """Open the chat that is open once more."""
    reader.page.wait_for_url("**/thread/*")
    page = reader.page.context.new_page()
    page.goto(reader.page.url)
    page.locator(ANSWERS).first.wait_for()
    return page


@pytest.mark.parametrize(
    ("reader", "told", "show"),
    [
        ({}, "This chat went on in another tab.", "Show it"),
        (DUTCH, "Deze chat ging verder in een ander tabblad.", "Laat zien"),
    ],
    ids=["English", "Dutch"],
    indirect=["reader"],
)
def test_what_is_asked_in_one_tab_is_shown_in_the_other_by_one_click(reader: Reader, told: str, show: str) -> None:
    reader.ask("How?")
    other = other_tab(reader)
    reader.page.locator("#chat-input").fill("How do we get more influence?")
    reader.page.locator("#chat-input").press("Enter")
    expect(other.get_by_role("status").filter(has_text=told)).to_be_visible(timeout=20_000)
    expect(reader.page.get_by_text(told)).to_have_count(0)
    other.get_by_role("link", name=show).click()
    expect(other.locator(ANSWERS)).to_have_count(2, timeout=20_000)
    expect(other.get_by_text(told)).to_have_count(0)


def test_a_chat_is_pinned_renamed_and_removed_in_both(reader: Reader) -> None:
    reader.ask("How?")
    other = other_tab(reader)
    reader.page.bring_to_front()
    reader.page.get_by_role("button", name="Pin this chat").click()
    expect(other.locator("#chat-pin")).to_have_attribute("aria-pressed", "true")
    entry = f'#thread-history a[href$="{reader.page.url.rpartition("/")[2]}"]'
    expect(reader.page.locator(entry)).to_be_hidden()  # it stands above alone
    reader.page.locator(".pinned-options").click()
    reader.page.get_by_role("menuitem", name="Rename").click()
    reader.page.get_by_role("dialog").get_by_role("textbox").fill("Influence")
    reader.page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(other.locator(entry)).to_have_text("Influence")
    expect(other.locator("#pinned-chats a", has_text="Influence")).to_have_count(1)
    reader.page.locator(".pinned-options").click()
    reader.page.get_by_role("menuitem", name="Delete").click()
    reader.page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(other.locator("#pinned-chats")).to_have_count(0)
    expect(other.get_by_text("This chat was removed in another tab.")).to_be_visible()
