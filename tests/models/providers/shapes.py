"""The shapes in which each provider's server sends, as their documentation gives them and their servers stream them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tests.models.providers.wire import Sent, Values, Wire, events

READ, WRITTEN = 100, 20  # tokens that every reply says it used


def _choice(delta: Values, ends: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": ends}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def _openai(deltas: Sequence[Values], ends: str = "stop") -> Sent:
    used = {"prompt_tokens": READ, "completion_tokens": WRITTEN, "total_tokens": READ + WRITTEN}
    last = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": used}
    role = {"role": "assistant", "content": ""}
    return events([_choice(role), *map(_choice, deltas), _choice({}, ends), last], done=True)


def _content(words: Sequence[str]) -> list[Values]:
    return [{"content": piece} for piece in words]


OPENAI = Wire(
    "openai",
    "/v1",
    "OPENAI_API_KEY",
    words=lambda words: _openai(_content(words)),
    thoughts=lambda thought, words: _openai([{"reasoning_content": thought}, *_content(words)]),
    values=lambda values: _openai(_content([json.dumps(values)])),
    declines=lambda: _openai([], "content_filter"),
)


def _anthropic(blocks: Sequence[tuple[Values, Sequence[Values]]], ends: str = "end_turn") -> Sent:
    def sent() -> Iterator[Values]:
        message = {"id": "m1", "type": "message", "role": "assistant", "model": "m", "content": []}
        used = {"input_tokens": READ, "output_tokens": 1}
        yield {
            "type": "message_start",
            "message": message | {"stop_reason": None, "stop_sequence": None, "usage": used},
        }
        for index, (begins, deltas) in enumerate(blocks):
            yield {"type": "content_block_start", "index": index, "content_block": begins}
            yield from ({"type": "content_block_delta", "index": index, "delta": each} for each in deltas)
            yield {"type": "content_block_stop", "index": index}
        delta = {"stop_reason": ends, "stop_sequence": None}
        yield {"type": "message_delta", "delta": delta, "usage": used | {"output_tokens": WRITTEN}}
        yield {"type": "message_stop"}

    return events(sent(), named=True)


def _text(words: Sequence[str]) -> tuple[Values, Sequence[Values]]:
    return {"type": "text", "text": ""}, [{"type": "text_delta", "text": piece} for piece in words]


def _thinking(thought: str) -> tuple[Values, Sequence[Values]]:
    deltas = [{"type": "thinking_delta", "thinking": thought}, {"type": "signature_delta", "signature": "s"}]
    return {"type": "thinking", "thinking": "", "signature": ""}, deltas


def _tool(values: Values) -> tuple[Values, Sequence[Values]]:
    whole = json.dumps(values)
    pieces = [whole[: len(whole) // 2], whole[len(whole) // 2 :]]
    begins = {"type": "tool_use", "id": "t1", "name": "answer", "input": {}}
    return begins, [{"type": "input_json_delta", "partial_json": piece} for piece in pieces]


ANTHROPIC = Wire(
    "anthropic",
    "",
    "ANTHROPIC_API_KEY",
    words=lambda words: _anthropic([_text(words)]),
    thoughts=lambda thought, words: _anthropic([_thinking(thought), _text(words)]),
    values=lambda values: _anthropic([_tool(values)], "tool_use"),
    declines=lambda: _anthropic([], "refusal"),
)


def _mistral(deltas: Sequence[Values], ends: str = "stop") -> Sent:
    used = {"prompt_tokens": READ, "completion_tokens": WRITTEN, "total_tokens": READ + WRITTEN}
    role = {"role": "assistant", "content": ""}
    return events([_choice(role), *map(_choice, deltas), _choice({"content": ""}, ends) | {"usage": used}], done=True)


def _mistral_thought(thought: str) -> Values:
    return {"content": [{"type": "thinking", "thinking": [{"type": "text", "text": thought}]}]}


def _mistral_text(words: Sequence[str]) -> list[Values]:
    return [{"content": [{"type": "text", "text": piece}]} for piece in words]


def _mistral_tool(values: Values) -> Values:
    call = {"name": "answer", "arguments": json.dumps(values)}
    return {"content": "", "tool_calls": [{"id": "t12345678", "type": "function", "index": 0, "function": call}]}


MISTRAL = Wire(
    "mistralai",
    "/v1",
    "MISTRAL_API_KEY",
    words=lambda words: _mistral(_content(words)),
    thoughts=lambda thought, words: _mistral([_mistral_thought(thought), *_mistral_text(words)]),
    values=lambda values: _mistral([_mistral_tool(values)], "tool_calls"),
    declines=lambda: _mistral([], "content_filter"),
)


def _ollama(messages: Sequence[Values]) -> Sent:
    def sent() -> Iterator[dict[str, Any]]:
        shared = {"model": "m", "created_at": "2025-01-01T00:00:00Z"}
        for message in messages:
            yield shared | {"message": {"role": "assistant", "content": ""} | dict(message), "done": False}
        counts = {"prompt_eval_count": READ, "eval_count": WRITTEN, "total_duration": 1}
        yield shared | {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"} | counts

    return Sent("".join(f"{json.dumps(each)}\n" for each in sent()), "application/x-ndjson")


OLLAMA = Wire(
    "ollama",
    "",
    "OLLAMA_API_KEY",
    words=lambda words: _ollama(_content(words)),
    thoughts=lambda thought, words: _ollama([{"thinking": thought}, *_content(words)]),
    values=lambda values: _ollama(_content([json.dumps(values)])),
    declines=None,
)

WIRES = (OPENAI, ANTHROPIC, MISTRAL, OLLAMA)
