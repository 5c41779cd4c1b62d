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
    expect(last(reader)).to_contain_text(RISKS, timeout=20_000)  # a server's first guide opens an index


def move(reader: Reader, name: str, until: str) -> None:
    """Click a button and wait for what comes of it."""
    button(reader, name).click()
    expect(last(reader)).to_contain_text(until)


def to_the_brief(reader: Reader) -> None:
    """Choose a purpose; the brief follows at once. Then name a country."""
    begin(reader)
    move(reader, COST, f"✓ {COST}")
    move(reader, "Next", "Partner brief")
    change(reader, "Country or region", "In which country or region?")
    say(reader, "Portugal")
    expect(last(reader)).to_contain_text("Country or region: Portugal")


def change(reader: Reader, title: str, until: str) -> None:
    """Click a chip as soon as it is there, and wait for its question."""
    last(reader).get_by_role("button", name=f"Change: {title}").click()
    expect(last(reader)).to_contain_text(until)


def downloaded(reader: Reader, name: str) -> Path:
    with reader.page.expect_download() as started:
        last(reader).get_by_role("link", name=name, exact=True).click()
    return Path(started.value.path())


@pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
def test_a_purpose_leads_to_a_brief_with_citations(reader: Reader) -> None:
    to_the_brief(reader)
    expect(last(reader)).to_contain_text(ADVICE)
    expect(last(reader)).to_contain_text("In Portugal, three tanneries built a plant together.")
    assert reader.fits()
    last(reader).locator(".element-link", has_text="[1]").first.click()
    expect(reader.page.locator(".citation mark")).to_have_text(ADVICE)


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
    expect(last(reader)).to_contain_text("Wat wil je met de samenwerking bereiken?")
    expect(last(reader).get_by_role("button", name=RISKS)).to_have_attribute("lang", "en")
    move(reader, "Sla over", "Partneroverzicht")


WINDOWS = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "zoomed": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}


@pytest.mark.parametrize("reader", WINDOWS.values(), ids=WINDOWS, indirect=True)
def test_what_is_told_leads_to_the_brief_at_once_and_each_step_is_in_sight(reader: Reader) -> None:
    begin(reader)
    expect(button(reader, RISKS)).to_be_in_viewport()
    say(reader, SITUATION)
    expect(last(reader).get_by_role("heading", name="Partner brief")).to_be_in_viewport()
    expect(last(reader)).to_contain_text("River Basin Alliance")
    change(reader, "Whom to reach (not told)", "Whom do you want to reach or talk with?")
    expect(button(reader, "Home workers")).to_be_in_viewport()
    button(reader, "Home workers").click()
    expect(button(reader, "✓ Home workers")).to_be_in_viewport()
    move(reader, "Back", "not told")
    expect(last(reader)).not_to_contain_text("Home workers")
    expect(last(reader).get_by_role("heading", name="Partner brief")).to_be_in_viewport()


def test_the_guidances_own_words_are_folded_under_each_answer(reader: Reader) -> None:
    begin(reader)
    words = last(reader).get_by_text("A company far away does not know the wells of a village.")
    expect(words).to_be_hidden()
    last(reader).get_by_text("What the guidance says").first.click()
    expect(words).to_be_visible()


def test_a_choice_can_be_taken_back(reader: Reader) -> None:
    begin(reader)
    move(reader, RISKS, f"✓ {RISKS}")
    button(reader, f"✓ {RISKS}").click()
    expect(last(reader)).not_to_contain_text("✓")


def test_an_answer_is_changed_after_the_brief_and_begun_anew(reader: Reader) -> None:
    to_the_brief(reader)
    change(reader, "Country or region", "In which country or region?")
    say(reader, "Vietnam")
    expect(last(reader)).to_contain_text("The documents do not mention Vietnam.")
    expect(last(reader)).to_contain_text(ADVICE)
    move(reader, "Start anew", RISKS)
    expect(last(reader)).not_to_contain_text("✓")
    expect(last(reader)).not_to_contain_text("Vietnam")


def test_a_question_in_between_is_answered_and_the_guide_waits(reader: Reader) -> None:
    begin(reader)
    say(reader, "How do we get more influence?")
    expect(last(reader)).to_contain_text("The documents say:")
    reader.page.get_by_role("button", name=COST, exact=True).click()
    expect(reader.page.get_by_role("button", name=f"✓ {COST}", exact=True)).to_be_visible()
    reader.page.get_by_role("button", name="Next", exact=True).click()
    expect(last(reader)).to_contain_text("Partner brief")


def test_the_guide_is_offered_when_somebody_tells_of_a_situation_and_knows_it_then(reader: Reader) -> None:
    reader.ask(SITUATION)
    button(reader, "Yes, gather it").click()
    expect(last(reader)).to_contain_text("Partner brief")
    expect(last(reader)).to_contain_text(f"Purpose: {RISKS}")


def test_clicks_that_come_too_fast_make_one_brief(reader: Reader) -> None:
    begin(reader)
    button(reader, "Skip").dblclick()
    expect(last(reader)).to_contain_text("Partner brief")
    move(reader, "Start anew", RISKS)  # whatever else was pressed is done by now
    assert reader.page.get_by_role("heading", name="Partner brief").count() == 1


def test_a_plain_question_gets_no_offer(reader: Reader) -> None:
    reader.ask("How do we get more influence?")
    reader.page.locator(".suggestions").wait_for()  # they come after an offer would
    assert reader.page.get_by_role("button", name="Yes, gather it").count() == 0


def test_the_guide_can_be_stopped(reader: Reader) -> None:
    begin(reader)
    button(reader, "Stop").click()
    expect(last(reader)).to_contain_text("The guide has stopped.")
    say(reader, "How do we get more influence?")
    expect(last(reader)).to_contain_text("The documents say:")


def test_markup_in_an_answer_is_shown_as_words(reader: Reader) -> None:
    to_the_brief(reader)
    change(reader, "Whom to reach", "Whom do you want")
    say(reader, "<img src=x onerror=alert(1)> **[1]**")
    expect(last(reader)).to_contain_text("<img src=x onerror=alert(1)> **(1)**")
    assert last(reader).locator("img[src=x]").count() == 0


def test_a_fault_is_told_without_its_words_and_the_guide_goes_on(reader: Reader) -> None:
    to_the_brief(reader)
    change(reader, "Country or region", "In which country or region?")
    say(reader, "Atlantis")
    expect(last(reader)).to_contain_text("Something went wrong on our side")
    assert "secret" not in reader.page.inner_text("body")


def reload(reader: Reader) -> None:
    reader.page.reload()
    reader.page.locator("#chat-input").wait_for()


def test_the_guide_goes_on_after_the_page_is_loaded_again(reader: Reader) -> None:
    begin(reader)
    move(reader, COST, f"✓ {COST}")
    reload(reader)
    move(reader, "Next", f"Purpose: {COST}")


@pytest.mark.parametrize("reader", [{}, PHONE], ids=["wide", "phone"], indirect=True)
def test_a_brief_is_changed_after_the_page_is_loaded_again(reader: Reader) -> None:
    to_the_brief(reader)
    reload(reader)
    change(reader, "Country or region", "In which country or region?")
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
        change(reader, "Country or region", "In which country or region?")
        say(reader, "Vietnam")
        expect(last(reader)).to_contain_text(f"{COST}")
        expect(last(reader)).to_contain_text("The documents do not mention Vietnam.")


def test_a_guide_under_way_goes_on_on_a_server_that_started_again(tmp_path: Path, context: BrowserContext) -> None:
    with running(tmp_path) as server:
        reader = Reader(context.new_page(), server)
        begin(reader)
        move(reader, COST, f"✓ {COST}")
        chat = reader.page.url.removeprefix(server.url)
    with running(tmp_path) as server:
        reader = Reader(context.new_page(), server)
        reader.open(chat)
        move(reader, "Next", f"Purpose: {COST}")
