from dataclasses import replace

import pytest

from assistant.body import Translation
from assistant.domain import Composer, Language
from assistant.web.chat.language.buttons import Again, again, buttons
from tests.fakes import FakeAssistant

ANSWER = FakeAssistant().ask("How do we get more influence?")
FIRST = next(part for part in ANSWER.body if part.is_fact)
TRANSLATED = replace(ANSWER, body=(replace(FIRST, quote="Samen.", translation=Translation("machine")),))


def test_what_is_translated_can_be_shown_in_the_documents_own_words_where_it_is_kept() -> None:
    assert [each.label for each in buttons(TRANSLATED, "m1", keeps=True)] == [
        "Antwoord in het Nederlands",
        "Show the original words",
    ]
    assert len(buttons(TRANSLATED, "m1", keeps=False)) == len(buttons(ANSWER, "m1", keeps=True)) == 1


def test_what_shows_the_originals_offers_the_translations_again() -> None:
    (_, back) = buttons(TRANSLATED, "m1", keeps=True, original=True)
    assert (back.label, back.payload) == ("Show the translation", {"do": "translations", "message": "m1"})


def test_a_refusal_with_sentences_near_it_can_be_had_in_the_other_language() -> None:
    refusal = FakeAssistant().ask("unknown thing")
    assert [each.payload["do"] for each in buttons(refusal, "m1", keeps=True)] == ["other"]
    assert buttons(replace(refusal, nearest=()), "m1", keeps=True) == []


@pytest.mark.parametrize(("composer", "offered"), [(Composer.BRIEF, ["originals"]), (Composer.LIST, [])])
def test_the_partner_guide_makes_its_answers_again_by_itself(composer: Composer, offered: list[str]) -> None:
    found = buttons(replace(TRANSLATED, composer=composer), "m1", keeps=True)
    assert [each.payload["do"] for each in found] == offered


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"do": "originals", "message": "m1"},
        {"do": "other"},
        {"do": "other", "language": "de", "question": "x"},
        {"do": "other", "language": ["nl"], "question": "x"},
    ],
)
def test_only_a_button_of_ours_asks_again(payload: dict[str, object]) -> None:
    assert again(payload) is None


def test_what_a_browser_sends_is_taken_for_a_question_only() -> None:
    assert again({"do": "other", "language": "nl", "question": 7}) == Again("7", Language.NL)
