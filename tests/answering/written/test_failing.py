"""A chat model that is slow, down or refuses to serve: the answer comes all the same, in time, and says so."""

import time
from threading import Event
from typing import Any

import httpx
import pytest

from assistant.answer import Assistant
from assistant.answering.events import Finished, Proven
from assistant.answering.phrases import phrase
from assistant.answering.written.breaker import Breaker
from assistant.answering.written.prove import Supports
from assistant.domain import Language
from assistant.errors import Trouble
from tests.answering.written.conftest import QUESTION, Written, with_model
from tests.answering.written.replies import lines
from tests.answering.written.test_shown import NGO, REACHES, UNION
from tests.fakes_chat import ScriptedChatModel

EN = Language.EN


class Refused(Exception):
    """A provider's refusal."""

    def __init__(self, status_code: int) -> None:
        super().__init__(f"Error code: {status_code}")
        self.status_code = status_code


FAILURES = {
    "down": (httpx.ConnectError("no route"), Trouble.UNREACHABLE),
    "connection refused": (ConnectionRefusedError(), Trouble.UNREACHABLE),
    "broken off": (httpx.RemoteProtocolError("peer closed connection"), Trouble.UNREACHABLE),
    "out of quota": (Refused(429), Trouble.QUOTA),
    "wrong key": (Refused(401), Trouble.KEY),
    "not allowed": (Refused(403), Trouble.KEY),
    "no such model": (Refused(404), Trouble.MODEL),
    "its own time-out": (httpx.ReadTimeout("slow"), Trouble.SLOW),
    "an error of its own": (Refused(500), Trouble.OTHER),
    "an unforeseen error": (ValueError("?"), Trouble.OTHER),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", FAILURES)
def test_a_model_that_fails_leaves_the_documents_own_words(
    extractive: Assistant, written: Written, name: str, language: Language
) -> None:
    error, trouble = FAILURES[name]
    own, answer = extractive.ask(QUESTION[language]), written(error).ask(QUESTION[language])
    happened = "model_slow" if trouble is Trouble.SLOW else "model_failed"
    assert answer.text == f"{phrase(happened, language)}\n\n{own.text}"
    assert (answer.sentences, answer.citations, answer.status) == (own.sentences, own.citations, own.status)
    assert (answer.composer, answer.fallback, answer.checks) == ("extract", trouble, ())


@pytest.mark.parametrize("language", Language)
def test_a_model_that_breaks_off_keeps_what_was_proven_and_the_documents_go_on(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    model = ScriptedChatModel(replies=[_pieces(UNION[language], REACHES[language], ConnectionError())])
    answer = with_model(extractive, model, supports).ask(QUESTION[language])
    own = [each.text for each in extractive.ask(QUESTION[language]).sentences if each.text != UNION[language]]
    after = [phrase("model_broken_off", language), *own] if own else []
    assert [each.text for each in answer.body] == [REACHES[language], phrase("checked_by_rules", language), *after]
    assert (answer.composer, answer.fallback) == ("generate", Trouble.UNREACHABLE)


@pytest.mark.parametrize("pieces", [[""] * 300, [*"QUOTE 1: " * 33]], ids=["silent", "drop by drop"])
def test_a_slow_model_is_waited_for_no_longer_than_its_time(
    extractive: Assistant, supports: Supports, pieces: list[str]
) -> None:
    model = ScriptedChatModel(replies=[pieces], pause=0.2)
    started = time.monotonic()
    answer = with_model(extractive, model, supports, timeout=3).ask(QUESTION[EN])
    assert (answer.fallback, answer.composer) == (Trouble.SLOW, "extract")
    assert time.monotonic() - started < 30  # all of it would take a minute
    assert _soon(lambda: model.broken_off == 1)


def test_a_dead_model_is_left_alone_after_two_failures_and_tried_again_after_a_rest(
    extractive: Assistant, supports: Supports
) -> None:
    clock = [0.0]
    breaker = Breaker(now=lambda: clock[0])
    model = ScriptedChatModel(replies=[*[ConnectionError()] * 3, lines((UNION[EN], REACHES[EN])), "", ""])
    assistant = with_model(extractive, model, supports, breaker=breaker)

    def ask() -> str:
        return assistant.ask(QUESTION[EN]).fallback

    assert [ask() for _ in range(4)] == ["unreachable", "unreachable", "resting", "resting"]
    clock[0] = breaker.rest + 1
    assert [ask(), ask()] == ["unreachable", "resting"]
    clock[0] *= 2
    assert [ask(), ask(), len(model.prompts)] == ["", "nothing", 5]


def test_only_one_question_tries_a_dead_model_after_its_rest() -> None:
    clock = [0.0]
    breaker = Breaker(now=lambda: clock[0])
    breaker.failed()
    breaker.failed()
    clock[0] = breaker.rest
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.worked()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_a_sentence_is_given_as_soon_as_it_is_proven(extractive: Assistant, supports: Supports) -> None:
    model = ScriptedChatModel(replies=[_pieces(UNION[EN], REACHES[EN], "QUOTE 1:", " never", " ended")], pause=0.05)
    events = with_model(extractive, model, supports).stream(QUESTION[EN])
    first = next(events)
    assert isinstance(first, Proven)
    assert (first.text, first.part.text, first.citations[0].quote) == (f"{REACHES[EN]} [1]", REACHES[EN], UNION[EN])
    (last,) = events
    assert isinstance(last, Finished)
    assert last.answer.text == f"{first.text}\n\n{phrase('checked_by_rules', EN)}"


def test_the_pieces_are_the_beginning_of_the_finished_text(written: Written) -> None:
    *proven, last = written(lines((UNION[EN], f"- {REACHES[EN]}"), (NGO[EN], f"- {NGO[EN]}"))).stream(QUESTION[EN])
    assert isinstance(last, Finished)
    assert "".join(each.text for each in proven if isinstance(each, Proven)) == f"- {REACHES[EN]} [1]\n- {NGO[EN]} [2]"
    assert last.answer.text == f"- {REACHES[EN]} [1]\n- {NGO[EN]} [2]\n\n{phrase('checked_by_rules', EN)}"


@pytest.mark.parametrize("language", Language)
def test_the_stop_button_breaks_the_model_off_and_keeps_what_was_shown(
    extractive: Assistant, supports: Supports, language: Language
) -> None:
    stop = Event()
    model = ScriptedChatModel(replies=[_pieces(UNION[language], REACHES[language], *["more"] * 500)], pause=0.05)
    events = with_model(extractive, model, supports).stream(QUESTION[language], stop=stop)
    next(events)
    stop.set()
    (last,) = events
    assert isinstance(last, Finished)
    notes = [phrase("checked_by_rules", language), phrase("model_stopped", language)]
    assert [each.text for each in last.answer.body] == [REACHES[language], *notes]
    assert (last.answer.fallback, _soon(lambda: model.broken_off == 1)) == ("stopped", True)


def test_whoever_goes_away_breaks_the_model_off(extractive: Assistant, supports: Supports) -> None:
    model = ScriptedChatModel(replies=[_pieces(UNION[EN], REACHES[EN], *["more"] * 500)], pause=0.05)
    events: Any = with_model(extractive, model, supports).stream(QUESTION[EN])
    next(events)
    events.close()
    assert _soon(lambda: model.broken_off == 1)


def test_stopped_before_anything_was_written_the_documents_answer(extractive: Assistant, supports: Supports) -> None:
    stop, model = Event(), ScriptedChatModel(replies=[])
    stop.set()
    (last,) = with_model(extractive, model, supports).stream(QUESTION[EN], stop=stop)
    assert isinstance(last, Finished)
    assert (last.answer.text, model.prompts) == (extractive.ask(QUESTION[EN]).text, [])


def _pieces(quote: str, sentence: str, *more: str | Exception) -> list[str | Exception]:
    return [f"QUOTE 1: {quote[:10]}", f"{quote[10:]}\nSENT", f"ENCE: {sentence}\n", *more]


def _soon(condition: Any) -> bool:
    """Wait some seconds at most for what happens in the model's own thread."""
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(condition())
