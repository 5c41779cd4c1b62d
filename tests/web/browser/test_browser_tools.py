"""A chat as people know it: what is copied, typed, asked again and come back to."""

import pytest
from playwright.sync_api import expect

from assistant.domain import Language
from tests.fakes import ENGLISH, INFLUENCE, SUGGESTED
from tests.web.auditing import faults
from tests.web.browsing import DUTCH, NEEDS_BROWSER, Reader, browser, reader

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

ANSWER = "[data-step-type=assistant_message]"


def copied(reader: Reader) -> str:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reader.server.url)
    reader.page.locator(f"{ANSWER} button:has(> svg.lucide-copy)").last.click()
    expect(reader.page.locator("#said")).not_to_be_empty()
    return str(reader.page.evaluate("navigator.clipboard.readText()"))


def test_what_is_copied_can_be_read_anywhere_and_says_where_it_stands(reader: Reader) -> None:
    reader.ask("hostile")
    text = copied(reader)
    assert "\\" not in text
    assert "\u2060" not in text
    assert "www.evil.example <script>x</script> [1]" in text
    assert "\n\nSources\n\n[1] “See ![p](https://evil.example/p.png)" in text
    assert text.rstrip().endswith("https://www.ser.nl/")


def test_too_much_is_counted_and_not_sent_and_nothing_is_lost(reader: Reader) -> None:
    reader.open("/")
    reader.page.locator("#starters button:enabled").first.wait_for()
    field = reader.page.locator("#chat-input")
    field.fill("x" * 3_700)
    expect(reader.page.locator("#chat-input-counter")).to_have_text("3,700 of 4,000 characters")
    field.fill("x" * 4_010)
    expect(reader.page.locator("#chat-input-counter")).to_contain_text("Characters too many: 10")
    field.press("Enter")
    reader.page.locator("#chat-submit").click()
    expect(field).to_have_value("x" * 4_010)
    expect(reader.page.locator("[data-step-type]")).to_have_count(0)


def test_an_answer_is_given_again_in_its_place(reader: Reader) -> None:
    reader.ask("How?")
    first = reader.page.locator(f"{ANSWER} [id^=step-]").first.get_attribute("id")
    reader.page.get_by_role("button", name="Answer again").click()
    expect(reader.page.locator(f"#{first}")).to_have_count(0)
    expect(reader.page.locator(ANSWER)).to_have_count(1)
    expect(reader.page.locator(ANSWER)).to_contain_text(INFLUENCE)


def test_suggestions_and_buttons_survive_a_reload(reader: Reader) -> None:
    reader.ask("How?")
    reader.page.locator(".suggestions").wait_for()
    reader.page.reload()
    expect(reader.page.locator(".suggestions button").first).to_have_text(SUGGESTED[Language.EN][0])
    expect(reader.page.get_by_role("button", name="Answer again")).to_be_visible()


def test_what_was_pressed_shows_where_it_goes(reader: Reader) -> None:
    reader.ask("How?")
    reader.page.set_viewport_size({"width": 1280, "height": 420})
    reader.page.get_by_role("button", name="Antwoord in het Nederlands").click()
    expect(reader.page.locator(ANSWER)).to_have_count(2)
    expect(reader.page.locator(ANSWER).last).to_be_in_viewport(ratio=0.3)


def test_the_reader_comes_back_to_the_answer_that_they_left(reader: Reader) -> None:
    reader.ask("How?")
    reader.open_citation(1)
    document = reader.follow()
    document.get_by_role("link", name="Nederlands").click()  # the way back is not lost by that
    document.get_by_role("link", name="Terug naar het antwoord").click()
    expect(document.locator(ANSWER)).to_be_in_viewport(timeout=20_000)
    assert "#step-" in document.url


@pytest.mark.parametrize("reader", [{"viewport": {"width": 640, "height": 400}}], indirect=True)
def test_at_200_percent_half_of_the_window_is_for_the_answer(reader: Reader) -> None:
    reader.ask("How?")
    reader.page.wait_for_timeout(300)
    top, bottom = (reader.page.locator(each).bounding_box() for each in ("#header", "#message-composer"))
    assert top
    assert bottom
    assert (bottom["y"] - top["y"] - top["height"]) / 400 >= 0.5


@pytest.mark.parametrize("reader", [DUTCH], indirect=True)
def test_in_dutch_the_sources_are_named_in_dutch(reader: Reader) -> None:
    reader.ask("Hoe?")
    assert "\n\nBronnen\n\n[1] “" in copied(reader)


def test_a_chat_can_be_about_some_documents_only_and_its_answers_say_so(reader: Reader) -> None:
    reader.open("/")
    choice = reader.page.locator("#scope-button")
    expect(choice).to_have_text("All documents")
    choice.click()
    dialog = reader.page.get_by_role("dialog", name="Where to look")
    dialog.get_by_role("checkbox", name=ENGLISH.title).check()
    assert faults(reader.page, "dialog") == []
    dialog.get_by_role("button", name="Look in these").click()
    expect(choice).to_have_text(f"Only in: {ENGLISH.title}")
    reader.page.keyboard.type("How?")  # the focus is where the question is typed
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(ANSWER)).to_contain_text("Only looked in: partners")
    reader.page.wait_for_url("**/thread/*")
    reader.page.reload()
    expect(choice).to_have_text(f"Only in: {ENGLISH.title}")
    choice.click()
    reader.page.get_by_role("button", name="All documents", exact=True).last.click()
    expect(choice).to_have_text("All documents")
    reader.page.get_by_role("button", name="Answer again").click()
    expect(reader.page.locator(ANSWER)).not_to_contain_text("Only looked in")


def test_a_chat_is_pinned_and_shared_from_the_top_of_the_page(reader: Reader) -> None:
    reader.ask("How?")
    reader.page.get_by_role("button", name="Pin this chat").click()
    expect(reader.page.get_by_role("navigation", name="Pinned").get_by_role("link").first).to_have_text("How?")
    expect(reader.page.locator("#chat-pin")).to_have_attribute("aria-pressed", "true")
    assert faults(reader.page) == []
    reader.page.get_by_role("link", name="Share or download this chat").click()
    reader.page.get_by_role("button", name="Make a link").click()
    assert faults(reader.page) == []
    reader.page.locator('a[href^="/shared/"]').click()
    expect(reader.page.locator("main")).to_contain_text(INFLUENCE)
    assert faults(reader.page) == []
    reader.page.go_back()
    reader.page.get_by_role("button", name="Withdraw link 1").click()
    expect(reader.page.locator("main")).to_contain_text("only you can read this chat")
