"""The chat and our pages by keyboard alone, to a screen reader, enlarged, and without the world outside."""

import pytest
from playwright.sync_api import expect

from tests.fakes import ENGLISH, INFLUENCE, UNION
from tests.web.browser.test_accessibility import PAGES, begin
from tests.web.browsing import DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, reader

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

LINK = "a.element-link[aria-label='Show source {}']"
WIDE_OR_PHONE = pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
# A window of 1280 by 1024, enlarged four times.
ENLARGED = {"viewport": {"width": 320, "height": 256}}
ENLARGED_BOTH = pytest.mark.parametrize("reader", [ENLARGED, ENLARGED | DUTCH], ids=["English", "Dutch"], indirect=True)


def focused(reader: Reader) -> str:
    return str(reader.page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()"))


@WIDE_OR_PHONE
def test_every_citation_is_reached_opened_and_left_with_the_keyboard(reader: Reader) -> None:
    reader.ask("How?")
    for number, words in enumerate((INFLUENCE, UNION), start=1):
        reader.tab_to(LINK.format(number))
        reader.page.keyboard.press("Enter")
        expect(reader.page.locator(".citation mark")).to_have_text(words)
        expect(reader.page.locator(".citation")).to_be_focused()
        reader.page.keyboard.press("Tab")
        expect(reader.page.locator(".citation-open")).to_be_focused()
        reader.page.keyboard.press("Escape")
        expect(reader.page.locator(".citation")).to_have_count(0)
        expect(reader.page.locator(LINK.format(number))).to_be_focused()


def test_the_next_citation_gets_the_focus_while_the_panel_is_open(reader: Reader) -> None:
    reader.ask("How?")
    reader.tab_to(LINK.format(1))
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".citation")).to_be_focused()
    reader.tab_to(LINK.format(2))
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".citation mark")).to_have_text(UNION)
    expect(reader.page.locator(".citation")).to_be_focused()


def test_a_citation_opened_with_the_mouse_is_closed_with_escape(reader: Reader) -> None:
    reader.ask("How?")
    reader.open_citation(1)
    reader.page.locator(".citation mark").wait_for()
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(".citation")).to_have_count(0)


def test_the_quote_has_the_focus_on_the_documents_page_and_links_come_after_it(reader: Reader) -> None:
    start = ENGLISH.text.index(INFLUENCE)
    reader.open(f"/source/partners?start={start}&end={start + len(INFLUENCE)}#quote")
    expect(reader.page.locator("#quote")).to_be_focused()


def test_a_chat_is_renamed_with_the_keyboard(reader: Reader) -> None:
    reader.ask("How?")
    reader.tab_to("#thread-options")
    assert focused(reader) == "Rename or delete this chat: How?"
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("menuitem").first).to_be_visible()
    reader.page.get_by_role("menuitem").first.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("dialog")).to_contain_text("Rename the chat")


def picture(reader: Reader) -> bytes:
    reader.page.wait_for_timeout(100)
    return reader.page.screenshot()


# Tab by Tab: what has the focus looks otherwise than without it.
def unmarked(reader: Reader, stops: int) -> list[str]:
    found = []
    for _ in range(stops):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("document.activeElement === document.body"):
            continue
        name = focused(reader)
        with_focus = picture(reader)
        reader.page.evaluate("document.activeElement.blur()")
        if picture(reader) == with_focus:
            found.append(name)
    return found


@pytest.mark.parametrize("reader", [{"reduced_motion": "reduce"}], indirect=True)
@pytest.mark.parametrize("path", ["/about", "/account", "/source/partners"])
def test_the_focus_is_seen_on_our_pages(reader: Reader, path: str) -> None:
    reader.open(path)
    assert unmarked(reader, 7) == []


@pytest.mark.parametrize("reader", [{"reduced_motion": "reduce"}], indirect=True)
def test_the_focus_is_seen_in_the_chat(reader: Reader) -> None:
    reader.ask("How?")
    reader.open_citation(1)
    reader.page.locator(".citation mark").wait_for()
    reader.page.wait_for_timeout(500)
    assert unmarked(reader, 20) == []


def test_answers_come_in_a_live_region(reader: Reader) -> None:
    reader.ask("How?")
    region = reader.page.get_by_role("log", name="Chat")
    expect(region).to_contain_text(INFLUENCE)
    assert region.evaluate("region => region.ariaLive || 'polite'") == "polite"


def test_words_in_the_pages_own_language_stay_unmarked_around_the_quotes(reader: Reader) -> None:
    reader.ask("How?")
    expect(reader.page.locator("[data-step-type=assistant_message] li").first).to_have_attribute("lang", "en")
    expect(reader.page.locator("[data-step-type=assistant_message] p[lang]")).to_have_count(0)


@ENLARGED_BOTH
def test_our_pages_enlarged_four_times_need_no_scrolling_sideways(reader: Reader) -> None:
    for path in PAGES:
        reader.open(path)
        assert reader.fits(), path


@ENLARGED_BOTH
def test_the_chat_enlarged_four_times_needs_no_scrolling_sideways(reader: Reader) -> None:
    begin(reader)
    assert reader.fits()
    reader.ask("How?")
    assert reader.fits()
    reader.open_citation(1)
    reader.page.locator(".citation mark").wait_for()
    assert reader.fits()


def test_no_page_asks_anything_of_another_host(reader: Reader) -> None:
    for path in (*PAGES, "/login", "/api/openapi.json"):
        reader.open(path)
    reader.ask("hostile")
    reader.open_citation(1)
    reader.follow()
    assert any(address.startswith("ws") for address in reader.inside)
    assert reader.outside == []


def test_the_page_about_the_assistant_is_one_click_from_the_chat(reader: Reader) -> None:
    begin(reader)
    expect(reader.page.locator(".welcome-disclaimer").get_by_role("link", name="About this assistant")).to_be_visible()
    reader.ask("How?")
    link = reader.page.locator(".watermark").get_by_role("link", name="About this assistant")
    expect(link).to_have_attribute("href", "/about")
