"""The last answer in another form, by a chat model: from its quotes alone, each sentence proven, as it comes."""

from collections.abc import Sequence

import pytest

from assistant.answer import Assistant
from assistant.answering.events import Finished, Proven
from assistant.answering.phrases import phrase
from assistant.answering.written.asking import Rework
from assistant.answering.written.prove import Supports
from assistant.answering.written.rework import reworked
from assistant.domain import Answer, Composer, Language, Turn
from tests.answering.written.conftest import QUESTION, checked_by, with_model
from tests.answering.written.replies import Reply, lines
from tests.answering.written.test_shown import NGO, REACHES, UNION
from tests.fakes_chat import ScriptedChatModel

EN, NL = Language.EN, Language.NL
REQUEST = {EN: "Shorter, as an e-mail please.", NL: "Korter, als e-mail graag."}


def rework(
    assistant: Assistant, supports: Supports, language: Language, reply: Reply, kind: str = ""
) -> tuple[Sequence[Proven], Answer | None, str]:
    """Have the answer to a question reworked; return what came on the way, what comes of it, and the prompt."""
    last, model = assistant.ask(QUESTION[language]), ScriptedChatModel(replies=[reply])
    writer = with_model(assistant, model, supports).writer
    assert writer is not None
    events = reworked(writer.begin(), Rework(REQUEST[language], last.text, language), last, assistant.index.get(), kind)
    given = []
    while True:
        try:
            given.append(next(events))
        except StopIteration as ended:
            return given, ended.value, model.prompts[0]


@pytest.mark.parametrize("language", Language)
def test_it_is_written_from_the_quotes_of_the_last_answer(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    given, answer, prompt = rework(extractive, supports, language, lines((UNION[language], REACHES[language])))
    assert answer is not None
    assert [part.text for part in answer.body] == [each.part.text for each in given] == [REACHES[language]]
    assert [each.quote for each in answer.citations] == [UNION[language]]
    assert (REQUEST[language] in prompt, QUESTION[language] in prompt) == (True, True)


@pytest.mark.parametrize("language", Language)
def test_what_the_last_answer_did_not_quote_is_not_said(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    quoted = {each.quote for each in extractive.ask(QUESTION[language]).citations}
    assert NGO[language] not in quoted
    given, answer, prompt = rework(extractive, supports, language, lines((NGO[language], NGO[language])))
    assert (given, answer) == ([], None)
    assert NGO[language] not in prompt


@pytest.mark.parametrize("language", Language)
def test_where_the_model_gives_nothing_proven_there_is_nothing(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    said = "Dear all, 40 people agree!"
    given, answer, _ = rework(extractive, supports, language, lambda prompt: said, "rework_email")
    assert (given, answer) == ([], None)


@pytest.mark.parametrize("language", Language)
def test_a_draft_has_a_beginning_and_an_end_of_our_own_and_comes_as_it_is_proven(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    reply = lines((UNION[language], REACHES[language]))
    given, answer, _ = rework(extractive, supports, language, reply, "rework_email")
    assert answer is not None
    opening, closing = phrase("draft_opening", language), phrase("draft_sources", language, titles="Partners")
    assert [part.text for part in answer.body] == [opening, REACHES[language], closing]
    assert answer.text.startswith("".join(each.text for each in given))


def test_what_is_not_said_is_no_matter_of_a_rework(extractive: Assistant, supports: Supports) -> None:
    def reply(prompt: str) -> str:
        return f"NOT SAID: whether workers are paid\n{lines((UNION[EN], REACHES[EN]))(prompt)}"

    _, answer, _ = rework(extractive, supports, EN, reply)
    assert answer is not None
    assert (answer.text, answer.missing) == (f"{REACHES[EN]} [1]", ())


def test_the_quotes_of_a_written_answer_are_those_that_it_had(assistant: Assistant, supports: Supports) -> None:
    """Of an answer that a model wrote the quotes are not those that the documents' own words would have."""
    asked = "How do we build trust with a local organisation?"
    (other, *_) = assistant.ask("Why are consultants no quick fix?").citations
    history = [Turn("user", asked), Turn("assistant", "We wrote something.", (other,))]
    model = ScriptedChatModel(replies=[lines((other.quote, other.quote))])
    written = checked_by(with_model(assistant, model, supports), ScriptedChatModel(replies=[]))
    *given, last = written.stream("make it shorter", history)
    assert isinstance(last, Finished)
    assert (last.answer.composer, [each.quote for each in last.answer.citations]) == (Composer.REWORK, [other.quote])
    assert len(given) == 1
