"""The partner guide in a real browser: from the first question to the downloaded brief."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.web.browsing import DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, reader
from tests.web.conftest import Server, running

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

RISKS, COST = "Learning about local water risks", "Sharing the cost of cleaning water"
ADVICE = "Collaborate with other factories at the same river, or join the Clean Rivers Agreement."
SITUATION = "We buy flowers from farms in Kenya and want to learn about local water risks."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("guide")) as server:
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


def last(reader: Reader) -> Locator:
    return reader.page.locator("[data-step-type=assistant_message]").last


def button(reader: Reader, name: str) -> Locator:
    return last(reader).get_by_role("button", name=name, exact=True)


def say(reader: Reader, words: str) -> None:
    reader.page.locator("#chat-input").click()
    reader.page.keyboard.type(words)
    reader.page.keyboard.press("Enter")


def begin(reader: Reader, starter: str = "Find a partner") -> None:
    reader.page.goto(reader.server.url)
    reader.page.get_by_role("button", name=starter).click()
    expect(last(reader)).to_contain_text(RISKS)


def move(reader: Reader, name: str, until: str) -> None:
    """Click a button and wait for what comes of it."""
    button(reader, name).click()
    expect(last(reader)).to_contain_text(until)


def to_the_brief(reader: Reader) -> None:
    """Choose a purpose, name a country, and skip the rest."""
    begin(reader)
    move(reader, COST, f"✓ {COST}")
    move(reader, "Next", "2/5")
    move(reader, "Skip", "3/5")
    say(reader, "Portugal")
    expect(last(reader)).to_contain_text("Country or region: Portugal")
    move(reader, "Skip", "5/5")
    move(reader, "Skip", "Partner brief")


def downloaded(reader: Reader, name: str) -> Path:
    with reader.page.expect_download() as started:
        last(reader).get_by_role("link", name=name, exact=True).click()
    return Path(started.value.path())


@pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
def test_five_answers_lead_to_a_brief_with_citations(reader: Reader) -> None:
    to_the_brief(reader)
    expect(last(reader)).to_contain_text(ADVICE)
    expect(last(reader)).to_contain_text("In Portugal, three tanneries built a plant together.")
    assert reader.fits()
    last(reader).locator(".element-link", has_text="[1]").first.click()
    expect(reader.page.locator(".citation mark")).to_have_text(COST)


def test_the_brief_is_downloaded_and_read_back(reader: Reader) -> None:
    to_the_brief(reader)
    word = "\n".join(p.text for p in docx.Document(BytesIO(downloaded(reader, "Word").read_bytes())).paragraphs)
    pages = pypdfium2.PdfDocument(downloaded(reader, "PDF").read_bytes())
    pdf = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    markdown = downloaded(reader, "Markdown").read_text(encoding="utf-8")
    for text in (word, pdf, markdown):
        assert ADVICE in text
        assert f"“{ADVICE}”" in text
        assert "https://www.ser.nl/" in text


@pytest.mark.parametrize("reader", [DUTCH], indirect=True)
def test_the_guide_speaks_dutch_and_marks_what_is_in_english(reader: Reader) -> None:
    begin(reader, "Zoek een partner")
    expect(last(reader)).to_contain_text("De documenten beschrijven deze doelen in het Engels.")
    move(reader, "Sla over", "Doel: Overgeslagen")
    expect(last(reader)).to_contain_text("Wie wil je bereiken of spreken?")


def test_a_choice_can_be_taken_back_and_a_step_returned_to(reader: Reader) -> None:
    begin(reader)
    move(reader, RISKS, f"✓ {RISKS}")
    button(reader, f"✓ {RISKS}").click()
    expect(last(reader)).not_to_contain_text("✓")
    move(reader, COST, f"✓ {COST}")
    move(reader, "Next", f"Purpose: {COST}")
    move(reader, "Back", f"✓ {COST}")


def test_an_answer_is_changed_after_the_brief(reader: Reader) -> None:
    to_the_brief(reader)
    move(reader, "Change: Country or region", "3/5")
    say(reader, "Vietnam")
    expect(last(reader)).to_contain_text("The documents do not mention Vietnam.")
    expect(last(reader)).to_contain_text(ADVICE)


def test_a_question_in_between_is_answered_and_the_guide_waits(reader: Reader) -> None:
    begin(reader)
    say(reader, "How do we get more influence?")
    expect(last(reader)).to_contain_text("The documents say:")
    reader.page.get_by_role("button", name=COST, exact=True).click()
    expect(reader.page.get_by_role("button", name=f"✓ {COST}", exact=True)).to_be_visible()
    reader.page.get_by_role("button", name="Next", exact=True).click()
    expect(last(reader)).to_contain_text("Whom do you want to reach or talk with?")


def test_the_guide_is_offered_when_somebody_tells_of_a_situation_and_knows_it_then(reader: Reader) -> None:
    reader.ask(SITUATION)
    button(reader, "Yes, gather it").click()
    expect(last(reader)).to_contain_text(RISKS)
    expect(last(reader).get_by_role("button", name=f"✓ {RISKS}")).to_be_visible()


def test_clicks_that_come_too_fast_do_not_skip_a_question(reader: Reader) -> None:
    begin(reader)
    button(reader, "Skip").dblclick()
    expect(last(reader)).to_contain_text("2/5")
    reader.page.wait_for_timeout(500)
    expect(last(reader)).to_contain_text("2/5")


def test_a_plain_question_gets_no_offer(reader: Reader) -> None:
    reader.ask("How do we get more influence?")
    reader.page.wait_for_timeout(500)
    assert reader.page.get_by_role("button", name="Yes, gather it").count() == 0


def test_the_guide_can_be_stopped(reader: Reader) -> None:
    begin(reader)
    button(reader, "Stop").click()
    expect(last(reader)).to_contain_text("The guide has stopped.")
    say(reader, "How do we get more influence?")
    expect(last(reader)).to_contain_text("The documents say:")


def test_markup_in_an_answer_is_shown_as_words(reader: Reader) -> None:
    begin(reader)
    move(reader, "Skip", "2/5")
    say(reader, "<img src=x onerror=alert(1)> **[1]**")
    expect(last(reader)).to_contain_text("<img src=x onerror=alert(1)> **[1]**")
    assert last(reader).locator("img[src=x]").count() == 0


def test_a_fault_is_told_without_its_words_and_the_guide_goes_on(reader: Reader) -> None:
    begin(reader)
    move(reader, "Skip", "2/5")
    move(reader, "Skip", "3/5")
    say(reader, "Atlantis")
    expect(last(reader)).to_contain_text("4/5")
    move(reader, "Skip", "5/5")
    move(reader, "Skip", "Something went wrong on our side")
    assert "secret" not in reader.page.inner_text("body")


def reload(reader: Reader) -> None:
    reader.page.reload()
    reader.page.locator("#chat-input").wait_for()


def test_the_guide_goes_on_after_the_page_is_loaded_again(reader: Reader) -> None:
    begin(reader)
    move(reader, COST, f"✓ {COST}")
    reload(reader)
    move(reader, "Next", f"Purpose: {COST}")
    reload(reader)
    move(reader, "Skip", "3/5")


@pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
def test_a_brief_is_changed_after_the_page_is_loaded_again(reader: Reader) -> None:
    to_the_brief(reader)
    reload(reader)
    move(reader, "Change: Country or region", "3/5")
    say(reader, "Vietnam")
    expect(last(reader)).to_contain_text("The documents do not mention Vietnam.")
    expect(last(reader)).to_contain_text(ADVICE)


def test_a_brief_is_changed_after_the_server_started_again(tmp_path: Path, context: BrowserContext) -> None:
    with running(tmp_path) as server:
        reader = Reader(context.new_page(), server)
        to_the_brief(reader)
        chat = reader.page.url.removeprefix(server.url)
    with running(tmp_path) as server:
        reader = Reader(context.new_page(), server)
        reader.open(chat)
        expect(last(reader)).to_contain_text(ADVICE)
        move(reader, "Change: Country or region", "3/5")
        say(reader, "Vietnam")
        expect(last(reader)).to_contain_text(f"{COST}")
        expect(last(reader)).to_contain_text("The documents do not mention Vietnam.")


def test_an_answer_to_the_guide_is_changed_where_it_was_given(reader: Reader) -> None:
    begin(reader)
    move(reader, "Skip", "2/5")
    move(reader, "Skip", "3/5")
    say(reader, "Portugal")
    expect(last(reader)).to_contain_text("4/5")
    reader.page.locator(".edit-message").last.click()
    reader.page.locator("#edit-chat-input").fill("Vietnam")
    reader.page.locator(".confirm-edit").click()
    expect(last(reader)).to_contain_text("Country or region: Vietnam")
    expect(last(reader)).to_contain_text("4/5")
    assert reader.page.get_by_text("Country or region: Portugal").count() == 0
