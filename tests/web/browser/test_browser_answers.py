"""What can be done with an answer in a real browser: go on from it, take it along, and change what was asked."""

import pytest
from playwright.sync_api import Locator, expect

from assistant.domain import Language
from tests.fakes import INFLUENCE, SUGGESTED
from tests.web.browsing import DUTCH, NEEDS_BROWSER, PHONE, Reader, browser, reader

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER

EVERYWHERE = pytest.mark.parametrize(
    ("reader", "language"),
    [({}, Language.EN), (PHONE, Language.EN), (DUTCH, Language.NL), (DUTCH | PHONE, Language.NL)],
    ids=["English, wide", "English, phone", "Dutch, wide", "Dutch, phone"],
    indirect=["reader"],
)
QUESTION = {Language.EN: "How do we get more influence?", Language.NL: "Hoe krijgen we meer invloed?"}
GO_ON = {Language.EN: "You could go on with", Language.NL: "Hiermee kun je verder"}
CHANGE = {
    Language.EN: "Change this question and ask it again",
    Language.NL: "Deze vraag wijzigen en opnieuw stellen",
}


def questions(reader: Reader) -> Locator:
    return reader.page.locator("[data-step-type=user_message]")


def suggestions(reader: Reader, language: Language = Language.EN) -> Locator:
    return reader.page.get_by_role("region", name=GO_ON[language]).get_by_role("button")


@EVERYWHERE
def test_a_suggestion_is_asked_as_if_it_were_typed(reader: Reader, language: Language) -> None:
    first, second = SUGGESTED[language]
    reader.ask(QUESTION[language])
    expect(suggestions(reader, language)).to_have_text([first, second])
    assert reader.fits()
    suggestions(reader, language).first.click()
    expect(questions(reader)).to_have_text([QUESTION[language], first])
    expect(suggestions(reader, language)).to_have_text([second])


def test_a_suggestion_is_reached_and_asked_with_the_keyboard(reader: Reader) -> None:
    reader.ask(QUESTION[Language.EN])
    suggestions(reader).first.wait_for()
    reader.tab_to(".suggestions button")
    reader.page.keyboard.press("Enter")
    expect(questions(reader)).to_have_count(2)
    expect(reader.page.locator("#chat-input")).to_be_focused()


def test_a_refusal_has_neither_suggestions_nor_files(reader: Reader) -> None:
    reader.ask("unknown thing")
    reader.page.wait_for_timeout(500)
    assert reader.page.locator(".suggestions, .files").count() == 0


@EVERYWHERE
def test_an_answer_is_downloaded_also_when_its_chat_is_gone_back_to(reader: Reader, language: Language) -> None:
    reader.ask(QUESTION[language])
    reader.page.wait_for_url("**/thread/*")
    reader.page.reload()
    for name in ("Word", "PDF", "Markdown", "E-mail"):
        with reader.page.expect_download() as started:
            reader.page.locator(".files").get_by_role("link", name=name).click()
    text = started.value.path().read_text(encoding="utf-8")
    assert QUESTION[language] in text


@EVERYWHERE
def test_a_question_is_changed_and_asked_again(reader: Reader, language: Language) -> None:
    reader.ask(QUESTION[language])
    suggestions(reader, language).first.click()
    expect(questions(reader)).to_have_count(2)
    reader.page.get_by_role("button", name=CHANGE[language]).first.click()
    reader.page.locator("#edit-chat-input").fill("unknown thing")
    reader.page.locator(".confirm-edit").click()
    expect(questions(reader)).to_have_text(["unknown thing"])
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_have_count(1)
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_contain_text("The documents do not say this.")
    assert reader.fits()
    reader.page.wait_for_url("**/thread/*")
    reader.page.reload()
    expect(questions(reader)).to_have_text(["unknown thing"])
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_have_count(1)


def test_a_question_is_changed_with_the_keyboard_alone(reader: Reader) -> None:
    reader.ask("unknown thing")
    reader.page.wait_for_url("**/thread/*")
    reader.tab_to(".edit-message")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#edit-chat-input")).to_be_focused()
    reader.page.keyboard.press("ControlOrMeta+A")
    reader.page.keyboard.type(QUESTION[Language.EN])
    reader.tab_to(".confirm-edit")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_contain_text(INFLUENCE)
    expect(reader.page.locator("#chat-input")).to_be_focused()


def test_a_change_that_is_given_up_leaves_everything_as_it_was(reader: Reader) -> None:
    reader.ask(QUESTION[Language.EN])
    reader.page.locator(".edit-message").click()
    reader.page.get_by_role("button", name="Cancel").click()
    expect(questions(reader)).to_have_text([QUESTION[Language.EN]])
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_contain_text(INFLUENCE)


def test_the_other_language_is_one_click_away_also_in_an_earlier_chat(reader: Reader) -> None:
    reader.ask(QUESTION[Language.EN])
    other = reader.page.get_by_role("button", name="Antwoord in het Nederlands")
    expect(other).to_be_visible()
    reader.page.wait_for_url("**/thread/*")
    reader.page.reload()
    other.click()
    expect(reader.page.locator("[data-step-type=assistant_message]")).to_have_count(2)
    expect(reader.page.get_by_role("button", name="Answer in English")).to_be_visible()
