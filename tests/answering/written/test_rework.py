"""The last answer in another form, by a chat model: from its quotes alone, and every sentence proven."""

import pytest

from assistant.answer import Assistant
from assistant.answering.written.model import Rework
from assistant.answering.written.prove import Supports
from assistant.answering.written.rework import reworked
from assistant.domain import Answer, Language
from tests.answering.written.conftest import QUESTION, with_model
from tests.answering.written.replies import Reply, lines
from tests.answering.written.test_shown import NGO, REACHES, UNION
from tests.fakes_chat import ScriptedChatModel

EN, NL = Language.EN, Language.NL
REQUEST = {EN: "Shorter, as an e-mail please.", NL: "Korter, als e-mail graag."}


def rework(assistant: Assistant, supports: Supports, language: Language, reply: Reply) -> tuple[Answer | None, str]:
    """Have the answer to a question reworked; return what comes of it, and the prompt."""
    last, model = assistant.ask(QUESTION[language]), ScriptedChatModel(replies=[reply])
    writer = with_model(assistant, model, supports).writer
    assert writer is not None
    index = assistant.index.get()
    wanted = Rework(REQUEST[language], last.text, language)
    return reworked(writer.begin(), wanted, last, language, index.passages, index.document), model.prompts[0]


@pytest.mark.parametrize("language", Language)
def test_it_is_written_from_the_quotes_of_the_last_answer(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    answer, prompt = rework(extractive, supports, language, lines((UNION[language], REACHES[language])))
    assert answer is not None
    assert [part.text for part in answer.body] == [REACHES[language]]
    assert [each.quote for each in answer.citations] == [UNION[language]]
    assert (REQUEST[language] in prompt, QUESTION[language] in prompt) == (True, True)


@pytest.mark.parametrize("language", Language)
def test_what_the_last_answer_did_not_quote_is_not_said(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    quoted = {each.quote for each in extractive.ask(QUESTION[language]).citations}
    assert NGO[language] not in quoted
    answer, prompt = rework(extractive, supports, language, lines((NGO[language], NGO[language])))
    assert answer is None
    assert NGO[language] not in prompt


@pytest.mark.parametrize("language", Language)
def test_where_the_model_gives_nothing_proven_there_is_nothing(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    assert rework(extractive, supports, language, lambda prompt: "Dear all, 40 people agree!")[0] is None
