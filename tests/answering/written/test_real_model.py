"""A real chat model: small, and a bad writer. What is shown of it is proven all the same."""

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from assistant.answer import Assistant
from assistant.answering.events import Finished, Proven
from assistant.answering.phrases import phrase
from assistant.answering.prompts import load_prompts
from assistant.answering.written.asking import PROMPTS
from assistant.answering.written.prove import Prover, Supports
from assistant.answering.written.writer import Writer
from assistant.domain import Answer, Fate, Language
from assistant.errors import ChatModelFailed, Trouble
from assistant.models.chat_model import ChatModel
from assistant.watch import watch_for
from tests.answering.written.conftest import GIDS, GUIDE, QUESTION
from tests.answering.written.real import ModelServer, chat, in_form, serving, soon

EN = Language.EN
ENDLESS = "Count from one to one thousand, each number on a line of its own: 1, 2, 3"
pytestmark = pytest.mark.timeout(300)


def writing(assistant: Assistant, model: ChatModel, supports: Supports, seconds: float = 120) -> Assistant:
    return replace(assistant, writer=Writer(model, load_prompts(PROMPTS), Prover(supports), seconds))


def assert_proven(assistant: Assistant, supports: Supports, answer: Answer) -> None:
    """Every sentence has a literal quote, and says that quote or is supported by it."""
    cited = {citation.number: citation for citation in answer.citations}
    assert answer.sentences
    for sentence in answer.sentences:
        assert sentence.citations
        for citation in (cited[number] for number in sentence.citations):
            document = assistant.document(citation.document_id)
            assert document is not None
            assert document.text[citation.start : citation.end] == citation.quote
            assert supports(sentence.text, answer.language, citation.quote, citation.language).supported


def finished(assistant: Assistant, question: str) -> Answer:
    """Return the answer, whose text begins with the pieces that were shown while it was written."""
    *proven, last = assistant.stream(question)
    assert isinstance(last, Finished)
    assert last.answer.text.startswith("".join(each.text for each in proven if isinstance(each, Proven)))
    assert bool(proven) == (last.answer.composer == "generate")
    return last.answer


def test_all_that_is_shown_is_proven(extractive: Assistant, supports: Supports, server: ModelServer) -> None:
    model = chat(server, tokens=120, grammar=in_form(GUIDE, GIDS))  # half a minute of two cores
    answer = finished(writing(extractive, model, supports), QUESTION[Language.NL])
    assert_proven(extractive, supports, answer)
    shown = [check for check in answer.checks if check.outcome is not Fate.DROPPED]
    assert answer.checks
    assert (answer.composer == "generate") == bool(shown)


@pytest.mark.parametrize(("language", "structured"), [(EN, False), (Language.NL, True)], ids=["lines", "fields"])
def test_whatever_form_it_gives_only_proven_sentences_are_shown(
    extractive: Assistant, supports: Supports, server: ModelServer, language: Language, structured: bool
) -> None:
    model = chat(server, tokens=50, structured=structured)
    answer = finished(writing(extractive, model, supports), QUESTION[language])
    assert_proven(extractive, supports, answer)
    assert answer.fallback in {"", "nothing", "unproven", "incomplete"}


def test_the_real_documents_are_answered_from(assistant: Assistant, supports: Supports, server: ModelServer) -> None:
    answer = writing(assistant, chat(server, tokens=60), supports).ask("Which purposes can a collaboration serve?")
    assert_proven(assistant, supports, answer)
    assert answer.model == "openai:smollm2"


def test_a_reply_comes_in_pieces_and_its_tokens_are_counted(server: ModelServer) -> None:
    watch = watch_for(120)
    pieces = chat(server, tokens=20).text(ENDLESS, watch)
    assert next(pieces) is not None
    assert watch.tokens_out == 0  # it is still being written
    assert len(list(pieces)) > 5
    assert watch.tokens_in > 10
    assert 5 < watch.tokens_out <= 20  # it may come to an end before its limit


def test_the_stop_button_frees_the_model(server: ModelServer) -> None:
    stop = Event()
    pieces = chat(server, tokens=3_000, ignore_eos=True).text(ENDLESS, watch_for(120, stop))
    next(pieces)
    assert server.is_writing
    stop.set()
    assert list(pieces) == []
    assert soon(lambda: not server.is_writing)


def test_whoever_goes_away_frees_the_model(extractive: Assistant, supports: Supports, server: ModelServer) -> None:
    model = chat(server, tokens=3_000, ignore_eos=True)
    stop = Event()
    asking = Thread(target=lambda: list(writing(extractive, model, supports).stream(QUESTION[EN], stop=stop)))
    asking.start()
    assert soon(lambda: server.is_writing)
    stop.set()
    asking.join(30)
    assert (asking.is_alive(), soon(lambda: not server.is_writing)) == (False, True)


def test_a_model_that_takes_too_long_is_left_and_freed(
    extractive: Assistant, supports: Supports, server: ModelServer
) -> None:
    model = chat(server, tokens=3_000, ignore_eos=True)
    answer = writing(extractive, model, supports, seconds=1).ask(QUESTION[EN])
    assert (answer.fallback, answer.composer) == (Trouble.SLOW, "extract")
    assert answer.text == f"{phrase('model_slow', EN)}\n\n{extractive.ask(QUESTION[EN]).text}"
    assert soon(lambda: not server.is_writing)


def test_a_model_killed_in_the_middle_of_its_reply_is_noticed(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        pieces = chat(server, tokens=3_000, ignore_eos=True).text(ENDLESS, watch_for(120))
        next(pieces)
        server.kill()
        with pytest.raises(ChatModelFailed) as failure:
            list(pieces)
    assert failure.value.trouble is Trouble.UNREACHABLE


def test_a_model_killed_in_the_middle_of_an_answer_leaves_the_documents_own_words(
    extractive: Assistant, supports: Supports, tmp_path: Path
) -> None:
    language = Language.NL
    with serving(tmp_path) as server:
        assistant = writing(extractive, chat(server, tokens=3_000, ignore_eos=True), supports)
        killing = Thread(target=_kill_while_writing, args=[server])
        killing.start()
        answer = assistant.ask(QUESTION[language])
        killing.join(30)
        again = assistant.ask(QUESTION[language])
    for given in (answer, again):
        assert (given.fallback, given.composer) == (Trouble.UNREACHABLE, "extract")
        assert given.text == f"{phrase('model_failed', language)}\n\n{extractive.ask(QUESTION[language]).text}"
    assert assistant.ask(QUESTION[language]).fallback == Trouble.RESTING


def _kill_while_writing(server: ModelServer) -> None:
    assert soon(lambda: server.is_writing)
    server.kill()
