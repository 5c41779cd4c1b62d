"""The chat as a reader sees it, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.fakes import INFLUENCE, SHARED, UNION
from tests.web.browsing import DARK, DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, in_view, reader

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER


@pytest.mark.parametrize(
    ("reader", "language", "name", "starter"),
    [
        ({}, "en", "SER dialogue assistant", "Find a partner"),
        (DUTCH, "nl", "SER-dialoogassistent", "Zoek een partner"),
    ],
    indirect=["reader"],
)
def test_the_first_screen_speaks_the_browsers_language(reader: Reader, language: str, name: str, starter: str) -> None:
    reader.page.goto(reader.server.url)
    expect(reader.page.locator("h1")).to_have_text(name)
    expect(reader.page.locator("#starters button").first).to_have_text(starter)
    expect(reader.page).to_have_title(name)
    expect(reader.page.locator("html")).to_have_attribute("lang", language)


def test_nothing_on_the_first_screen_names_chainlit(reader: Reader) -> None:
    reader.page.goto(reader.server.url)
    reader.page.locator("#starters button").first.wait_for()
    assert "chainlit" not in reader.page.inner_text("body").lower()
    assert reader.page.locator("#readme-button").count() == 0


def test_a_starter_question_is_answered(reader: Reader) -> None:
    reader.page.goto(reader.server.url)
    reader.page.locator("#starters button:enabled").nth(1).click()
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_contain_text(INFLUENCE)


def test_an_answer_does_not_open_the_panel_over_itself(reader: Reader) -> None:
    reader.ask("How do we get more influence?")
    reader.page.wait_for_timeout(500)
    assert reader.page.locator("#side-view-content").count() == 0


@pytest.mark.parametrize(
    ("reader", "question", "words", "button"),
    [
        ({}, "How?", INFLUENCE, "Open in the document"),
        (DUTCH | DARK, "Hoe?", SHARED, "Open in het document"),
        (PHONE, "How?", INFLUENCE, "Open in the document"),
    ],
    ids=["English", "Dutch, dark", "phone"],
    indirect=["reader"],
)
def test_a_citation_opens_the_passage_with_the_quote_and_leads_to_it_in_the_document(
    reader: Reader, question: str, words: str, button: str
) -> None:
    reader.ask(question)
    reader.open_citation(1)
    expect(reader.page.locator(".citation mark")).to_have_text(words)
    expect(reader.page.locator(".citation-open")).to_contain_text(button)
    document = reader.follow()
    expect(document.locator("#quote")).to_have_text(words)
    assert in_view(document, "#quote")


def test_the_next_citation_shows_its_own_quote_in_view(reader: Reader) -> None:
    reader.ask("How?")
    reader.open_citation(1)
    reader.open_citation(2)
    expect(reader.page.locator(".citation mark")).to_have_text(UNION)
    reader.page.wait_for_timeout(300)
    assert in_view(reader.page, ".citation mark")


@pytest.mark.parametrize("reader", [PHONE, PHONE | DUTCH | DARK], ids=["English", "Dutch, dark"], indirect=True)
def test_nothing_is_cut_off_on_a_phone(reader: Reader) -> None:
    reader.ask("How?")
    assert reader.fits()
    reader.page.goto(f"{reader.server.url}/source/partners")
    assert reader.fits()


@pytest.mark.parametrize(("reader", "theme"), [({}, "light"), (DARK, "dark")], indirect=["reader"])
def test_the_theme_follows_the_system(reader: Reader, theme: str) -> None:
    reader.page.goto(reader.server.url)
    expect(reader.page.locator("html")).to_have_class(theme)


def test_a_theme_chosen_in_the_chat_holds_on_the_documents_page(reader: Reader) -> None:
    reader.page.goto(reader.server.url)
    reader.page.evaluate("localStorage.setItem('vite-ui-theme', 'dark')")
    reader.page.goto(f"{reader.server.url}/source/partners")
    expect(reader.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_markup_in_a_question_is_shown_as_typed(reader: Reader) -> None:
    reader.ask("How? ![p](https://evil.example/p.png) <b>bold</b>")
    expect(reader.page.locator("[data-step-type=user_message]")).to_contain_text("![p](https://evil.example/p.png) <b>")


def test_markup_in_a_documents_words_is_shown_as_words(reader: Reader) -> None:
    reader.ask("hostile")
    answer = reader.page.locator("[data-step-type=assistant_message]")
    expect(answer).to_contain_text("<script>x</script> [1]")
    assert answer.locator(".message-content").locator("img, script, a:not(.element-link), h1").count() == 0
    assert answer.locator(".element-link").count() == 1


def test_every_button_has_a_name_for_assistive_technology(reader: Reader) -> None:
    reader.ask("How?")
    reader.open_citation(1)
    reader.page.locator(".citation mark").wait_for()
    reader.page.wait_for_timeout(200)
    buttons = reader.page.locator("button:visible, a:visible").evaluate_all(
        "found => found.filter(e => !e.ariaLabel && !e.textContent.trim()).map(e => e.outerHTML)"
    )
    assert buttons == []
