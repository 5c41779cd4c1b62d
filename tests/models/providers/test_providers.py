"""Every provider of chat models, as its own library speaks to a server of its own wire format."""

import json
from collections.abc import Iterator, Sequence

import pytest

from assistant.answering.written.drafts import SCHEMA, drafts_from_lines, drafts_from_values
from assistant.errors import ChatModelFailed, Trouble
from assistant.models.chat_model import ChatModel
from assistant.models.chat_model.providers import open_chat_model
from assistant.text.fence import fenced
from assistant.watch import Watch, watch_for
from tests.models.providers.shapes import ANTHROPIC, READ, WIRES, WRITTEN
from tests.models.providers.wire import Server, Wire, let_go, ready, refused, serving

PROMPT = f"Answer from the passages.\n\n{fenced('Passage 1: Trust takes time.')}\n\nReply now."
LINES = ("QUOTE 1: Trust takes", " time.\nSENT", "ENCE: It takes time.\n")
VALUES = {"sentences": [{"quotes": [{"passage": 1, "words": "Trust takes time."}], "sentence": "It takes time."}]}
THOUGHT = "SENTENCE: The reader is a fool.\n"
RETRIES = 2


@pytest.fixture(params=WIRES, ids=lambda wire: wire.provider)
def wire(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    yield ready(request.param, monkeypatch)
    let_go()


def opened(wire: Wire, server: Server, *, retries: int = 0, structured: bool = False) -> ChatModel:
    """Open a model of a server, as the settings would."""
    name = f"{wire.provider}:m"
    model = open_chat_model(name, f"{server.address}{wire.path}", timeout=20, retries=retries)
    return ChatModel(name, model, structured=structured)


def watch() -> Watch:
    return watch_for(20)


def said(model: ChatModel, timed: Watch | None = None) -> Sequence[str]:
    """Return the sentences that a model writes."""
    return [draft.text for draft in drafts_from_lines(model.text(PROMPT, timed or watch()))]


def test_words_come_as_they_are_streamed_and_tokens_are_counted(wire: Wire) -> None:
    timed = watch()
    with serving(wire.words(LINES)) as server:
        model = opened(wire, server)
        assert [piece for piece in model.text(PROMPT, timed) if piece] == list(LINES)
    assert (timed.tokens_in, timed.tokens_out) == (READ, WRITTEN)
    sent = json.dumps(server.asked)
    assert ("Answer from the passages." in sent, "Trust takes time." in sent, "a-key" in sent) == (True, True, False)


def test_values_come_in_the_form_that_is_asked_for(wire: Wire) -> None:
    with serving(wire.values(VALUES)) as server:
        values = opened(wire, server, structured=True).values(PROMPT, SCHEMA, watch())
        (draft,) = drafts_from_values(values)
    assert (draft.text, draft.quotes[0].words) == ("It takes time.", "Trust takes time.")
    assert "sentences" in json.dumps({name: value for name, value in server.asked[0].items() if name != "messages"})


def test_thoughts_that_come_first_are_not_read(wire: Wire) -> None:
    with serving(wire.thoughts(THOUGHT, LINES)) as server:
        assert said(opened(wire, server)) == ["It takes time."]


def test_thoughts_in_the_words_themselves_are_not_read(wire: Wire) -> None:
    with serving(wire.words(["<think>\n", THOUGHT, "</think>\n", *LINES])) as server:
        assert said(opened(wire, server)) == ["It takes time."]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.KEY),
        (403, Trouble.KEY),
        (404, Trouble.MODEL),
        (429, Trouble.QUOTA),
        (400, Trouble.OTHER),
        (500, Trouble.OTHER),
    ],
)
def test_a_refused_request_says_why(wire: Wire, status: int, trouble: Trouble) -> None:
    with serving(refused(status, "no")) as server, pytest.raises(ChatModelFailed) as failed:
        said(opened(wire, server))
    assert failed.value.trouble is trouble


def test_who_asks_too_much_is_served_after_a_while(wire: Wire) -> None:
    if wire.provider not in ("openai", "anthropic"):
        pytest.skip("its library does not ask again")
    with serving(*[refused(429, "slow down")] * RETRIES, wire.words(LINES)) as server:
        assert said(opened(wire, server, retries=RETRIES)) == ["It takes time."]
    assert len(server.asked) == RETRIES + 1


def test_a_model_that_would_not_reply_says_so(wire: Wire) -> None:
    if wire.declines is None:
        pytest.skip("its format has no way to say so")
    with serving(wire.declines()) as server, pytest.raises(ChatModelFailed) as failed:
        said(opened(wire, server))
    assert failed.value.trouble is Trouble.DECLINED


def test_a_server_without_tools_is_asked_for_values_once(wire: Wire) -> None:
    with serving(refused(400, "m does not support tools"), wire.words(LINES)) as server:
        model = opened(wire, server, structured=True)
        with pytest.raises(ChatModelFailed) as failed:
            list(model.values(PROMPT, SCHEMA, watch()))
        assert (failed.value.trouble, model.structured) == (Trouble.FORM, False)
        assert said(model) == ["It takes time."]


def test_what_is_the_same_each_time_is_kept_by_a_provider_that_must_be_told(wire: Wire) -> None:
    with serving(wire.words(LINES)) as server:
        said(opened(wire, server))
    sent = json.dumps(server.asked[0])
    assert ("cache_control" in sent) is (wire is ANTHROPIC)
    if wire is ANTHROPIC:
        fixed, rest = server.asked[0]["messages"][0]["content"]
        assert (fixed["text"], "cache_control" in rest) == ("Answer from the passages.\n\n", False)
        assert fixed["text"] + rest["text"] == PROMPT
