"""Recorded replies of chat models are played back to today's prompts."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.answering.events import Proven
from assistant.body import Part, PartKind
from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.text.fence import fenced
from evals.studies.written.pace import Pace
from evals.studies.written.recorded import load_recorded
from evals.studies.written.replay import NOT_GIVEN, Replay, numbered_anew
from evals.studies.written.server import serving
from evals.studies.written.timing import time_first

RECORDED = load_recorded()
FIRST = RECORDED[0]


def prompt(question: str, *passages: str) -> str:
    """Return what a model is asked, as far as a recorded one reads it."""
    given = [fenced(f"Passage {number} (in English): Guide\n\n{text}") for number, text in enumerate(passages, start=1)]
    return "\n\n".join([fenced(question), *given])


def test_the_shipped_replies_are_whole() -> None:
    assert len(RECORDED) == 26
    assert sum(len(each.sentences) for each in RECORDED) == 133
    assert sum(not sentence.supported for each in RECORDED for sentence in each.sentences) == 24


def test_quotes_get_the_numbers_of_the_passages_that_hold_them() -> None:
    reply = "QUOTE 7: Two  words.\nSENTENCE: Said.\nCITAAT 1: Not there.\nZIN: Gezegd."
    assert numbered_anew(reply, prompt("?", "Other.", "Here are\nTwo words. And more.")) == (
        f"QUOTE 2: Two  words.\nSENTENCE: Said.\nCITAAT {NOT_GIVEN}: Not there.\nZIN: Gezegd."
    )


def test_a_model_says_what_was_recorded_of_its_kind() -> None:
    replay = Replay(RECORDED)
    asked = prompt(FIRST.question)
    assert replay.reply(FIRST.kind, asked).splitlines()[-1] == FIRST.reply.splitlines()[-1]
    assert replay.reply("other", asked) == replay.reply(FIRST.kind, prompt("Something else?")) == ""


def test_verdicts_are_those_recorded_and_no_on_what_was_not() -> None:
    wrong = next(each for reply in RECORDED for each in reply.sentences if not each.confirmed)
    right = FIRST.sentences[0]
    asked = "\n".join(fenced(f"{place}: {text}") for place, text in enumerate([right.text, "New.", wrong.text], 1))
    assert Replay(RECORDED).reply("any", asked) == "1: yes\n2: no\n3: no\n"


@pytest.mark.parametrize("stream", [True, False])
def test_the_server_speaks_as_openai_does(stream: bool) -> None:
    asked = {"model": "m", "stream": stream, "messages": [{"role": "user", "content": [{"type": "text", "text": "?"}]}]}
    with serving(lambda model, prompt: f"{model} to {prompt}\n") as address:
        reply = httpx.post(f"{address}/chat/completions", json=asked)
    assert "m to ?" in reply.text
    assert reply.text.endswith("data: [DONE]\n\n") is stream


def test_at_a_pace_a_reply_comes_whole_and_takes_its_time() -> None:
    pace, reply = Pace(first=0.1, rate=100), "SENTENCE: Een lokale vakbond kent de werknemers.\n"
    asked = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "?"}]}
    with serving(lambda model, prompt: reply, pace=pace) as address:
        began = time.monotonic()
        events = httpx.post(f"{address}/chat/completions", json=asked).text.split("\n\n")
    values = [json.loads(each.removeprefix("data: ")) for each in events if each.startswith("data: {")]
    assert "".join(each["choices"][0]["delta"]["content"] for each in values) == reply
    assert time.monotonic() - began >= pace.seconds(reply) > 0.1


class Says:
    """Says the first sentence of a recorded reply after some seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def stream(self, question: str) -> Iterator[Proven]:
        text = next(each for each in RECORDED if each.question == question).sentences[0].text
        time.sleep(self.seconds)
        yield Proven(Part(PartKind.SENTENCE, text, Language.EN), ())


@pytest.mark.parametrize(("seconds", "late"), [(0.0, 0), (0.3, 1)])
def test_a_first_sentence_is_late_by_how_long_it_takes_to_write(seconds: float, late: int) -> None:
    timing = time_first(Says(seconds), RECORDED[:2], Pace(first=0.1, rate=1e6))  # type: ignore[arg-type]
    assert (len(timing.timed), timing.late) == (1, late)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"model": "m"}', b'{"model": "m", "messages": 1}'])
def test_what_is_no_request_is_refused(body: bytes) -> None:
    with serving(lambda model, prompt: "") as address:
        assert httpx.post(f"{address}/chat/completions", content=body).status_code == 400


def test_a_file_that_holds_something_else_is_named(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text('\n{"id": 1}\n')
    with pytest.raises(ConfigurationError, match=r"replies\.jsonl, line 2 is no recorded reply"):
        load_recorded(path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_recorded(tmp_path)
