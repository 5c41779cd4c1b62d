"""A quote in the other language gets a translation beside it, which is no quote."""

from dataclasses import replace

import pytest

from assistant.answer import Assistant
from assistant.answering.events import Finished
from assistant.answering.written.prove import Supports
from assistant.domain import Language
from assistant.text.memory import Memory, Origin, Translated, unit_key
from tests.answering.written.conftest import QUESTION, checked_by, with_model
from tests.answering.written.replies import lines
from tests.fakes_chat import ScriptedChatModel

EN, NL = Language.EN, Language.NL
TALKS = "In 2022 sprak het bedrijf Hakro met 25 werknemers in Pakistan."
WRITTEN = "In 2022 the company Hakro spoke with 25 workers in Pakistan."


def translated(assistant: Assistant, supports: Supports, *replies: object) -> str:
    model = ScriptedChatModel(replies=[lines((TALKS, WRITTEN)), *replies])
    answer = with_model(assistant, model, supports).ask(QUESTION[EN])
    (citation,) = answer.citations
    (part,) = answer.sentences
    assert (citation.quote, citation.language) == (TALKS, NL)
    assert (part.text, part.language, part.quote) == (WRITTEN, EN, TALKS)
    return citation.translation


@pytest.mark.parametrize("reply", [f"1: {WRITTEN}", f"Here it is:\n\n**1.** {WRITTEN} [1]\n", f"1) **{WRITTEN}**"])
def test_a_quote_in_the_other_language_is_translated(extractive: Assistant, supports: Supports, reply: str) -> None:
    assert translated(extractive, supports, reply) == WRITTEN


BAD = {
    "another number": "1: In 2022 the company Hakro spoke with 250 workers in Pakistan.",
    "another name": "1: In 2022 the company Nike spoke with 25 workers in Pakistan.",
    "a negation": "1: In 2022 the company Hakro did not speak with 25 workers in Pakistan.",
    "not translated": f"1: {TALKS}",
    "a word": "1: Talks.",
    "a page": f"1: {WRITTEN * 10}",
    "no number": WRITTEN,
    "another quote's number": f"2: {WRITTEN}",
    "nothing": "",
}


@pytest.mark.parametrize("name", BAD)
def test_a_translation_that_says_something_else_is_left_out(
    extractive: Assistant, supports: Supports, name: str
) -> None:
    assert translated(extractive, supports, BAD[name]) == ""


def test_a_translation_that_fails_changes_nothing_else(extractive: Assistant, supports: Supports) -> None:
    assert translated(extractive, supports, ConnectionError()) == ""


def test_quotes_in_the_answers_own_language_are_not_sent_to_be_translated(
    extractive: Assistant, supports: Supports
) -> None:
    model = ScriptedChatModel(replies=[lines((TALKS, TALKS))])
    (*_, last) = with_model(extractive, model, supports).stream(QUESTION[NL])
    assert isinstance(last, Finished)
    assert [citation.translation for citation in last.answer.citations] == [""]
    assert len(model.prompts) == 1


class Corrected:
    """People have translated the sentence."""

    def in_force(self, memory: Memory) -> Memory:
        return replace(memory, units={unit_key(TALKS): Translated("They talked.", Origin.CHECKED)})


def test_a_quote_that_is_translated_already_is_not_sent(extractive: Assistant, supports: Supports) -> None:
    model = ScriptedChatModel(replies=[lines((TALKS, WRITTEN))])
    answer = with_model(replace(extractive, corrections=Corrected()), model, supports).ask(QUESTION[EN])
    assert [citation.translation for citation in answer.citations] == ["They talked."]
    assert len(model.prompts) == 1


def test_a_translation_that_is_kept_is_not_asked_for(assistant: Assistant, supports: Supports) -> None:
    quote = next(each for each in assistant.ask("Why are consultants no quick fix?").citations if each.language is EN)
    said = "Adviseurs zijn geen snelle oplossing."
    model = ScriptedChatModel(replies=[lines((quote.quote, said))])
    check = ScriptedChatModel(replies=["1: yes"])
    answer = checked_by(with_model(assistant, model, supports), check).ask(
        "Waarom zijn adviseurs geen snelle oplossing?"
    )
    (cited,) = answer.citations
    assert (cited.quote, cited.translation != "", len(model.prompts)) == (quote.quote, True, 1)
