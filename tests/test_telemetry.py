"""Traces: a span a step under its request, GenAI's names for a chat model's calls, and nothing of what was said."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import NoOpTracer

from assistant.clock import Clock
from assistant.errors import ChatModelFailed, Trouble
from assistant.settings import PROJECT
from assistant.telemetry.export import send_traces
from assistant.telemetry.genai import model_call
from assistant.telemetry.logs import ForPeople, JsonLines
from assistant.telemetry.request import begin
from assistant.telemetry.spans import request_span, trace_with
from assistant.watch import watch_for


@pytest.fixture(autouse=True)
def _silent_afterwards() -> Iterator[None]:
    yield
    trace_with(NoOpTracer())


@pytest.fixture
def traces() -> InMemorySpanExporter:
    exporter, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace_with(provider.get_tracer("test"))
    return exporter


def steps(clock: Clock) -> Iterator[str]:
    """Measure a step that others go on with between its pieces, as an answer's are."""
    with clock.step("retrieve"):
        pass
    with clock.step("write"):
        yield "one"
        yield "two"


def test_each_step_is_a_span_of_its_request_whichever_thread_goes_on_with_it(traces: InMemorySpanExporter) -> None:
    name = begin()
    with request_span("HTTP POST"):
        answer = steps(Clock())
        next(answer)
        thread = threading.Thread(target=lambda: list(answer))
        thread.start()
        thread.join()
    spans = {each.name: each for each in traces.get_finished_spans()}
    request = spans.pop("HTTP POST")
    assert set(spans) == {"retrieve", "write"}
    assert {each.parent.span_id for each in spans.values() if each.parent} == {request.context.span_id}
    assert (request.attributes or {})["ser.request_id"] == name


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, {}),
        (ChatModelFailed("zebra", Trouble.SLOW), {"error.type": "ChatModelFailed", "ser.trouble": "slow"}),
        (RuntimeError("zebra"), {"error.type": "RuntimeError"}),
    ],
)
def test_a_call_of_a_chat_model_tells_its_tokens_and_the_kind_of_its_fault(
    traces: InMemorySpanExporter, error: Exception | None, told: dict[str, str]
) -> None:
    watch = watch_for(1)
    try:
        with model_call("openai:gpt:m", watch):
            watch.tokens_in, watch.tokens_out = 700, 40
            if error:
                raise error
    except (ChatModelFailed, RuntimeError):
        pass
    (call,) = traces.get_finished_spans()
    assert call.name == "chat gpt:m"
    assert dict(call.attributes or {}) == told | {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt:m",
        "gen_ai.usage.input_tokens": 700,
        "gen_ai.usage.output_tokens": 40,
    }
    assert "zebra" not in shown(call)


def shown(span: ReadableSpan) -> str:
    return str(span.to_json())


def test_a_collector_gets_the_spans_by_http() -> None:
    got: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        send_the_rest = send_traces(f"http://127.0.0.1:{server.server_port}/v1/traces")
        with Clock().step("retrieve"):
            pass
        send_the_rest()
        server.shutdown()
    assert [path for path, _ in got] == ["/v1/traces"]
    assert b"retrieve" in got[0][1]
    assert b"ser-assistant" in got[0][1]


def test_the_library_of_the_embedding_model_tells_its_maker_nothing(tmp_path: Path) -> None:
    code = "import assistant.models.bundled.model"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=os.environ | {"HOME": str(tmp_path)}, check=True
    )
    assert (run.returncode, list(tmp_path.rglob("*"))) == (0, [])


def entry(name: str, message: str, *filled: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, "library.py", 7, message, filled, None)


HOSTILE_ENTRIES = [
    entry("root", "Failed to validate request: input_value='SECRETQ'"),
    entry(
        "mcp.server.lowlevel.server", "Tool '%s' not listed", "SECRETQ\n2026-11-30 12:00:00,000 INFO assistant: FORGED"
    ),
    entry("psycopg.pool", "error: %s", 'invalid percent-encoded token: "SECRETQ%zz"'),
    entry("chainlit", "SECRETQ" * 200_000),
    entry("assistant.web", "asked %s", "\u202e\n2026-11-30 12:00:00,000 INFO assistant: FORGED\r\x1b[2J"),
    entry("assistant.web", "x" * 900_000),
    entry("assistant.search", "The store at http://u:SECRETQ/p@10.0.0.1/x is away"),
    entry("uvicorn.error", "at redis://u:SECRETQ@host"),
]


@pytest.mark.parametrize("form", [ForPeople(), JsonLines()], ids=["text", "json"])
@pytest.mark.parametrize("record", HOSTILE_ENTRIES, ids=[each.name for each in HOSTILE_ENTRIES])
def test_an_entry_of_the_log_is_one_line_without_what_people_typed_or_passwords(
    record: logging.LogRecord, form: logging.Formatter
) -> None:
    line = form.format(record)
    assert line.isprintable()
    assert "SECRETQ" not in line
    assert len(line) < 5_000


@pytest.mark.parametrize(("name", "words"), [("assistant.web", True), ("mcp.server", False), ("uvicorn.error", False)])
def test_a_traceback_is_set_in_and_a_librarys_has_no_words(name: str, words: bool) -> None:
    try:
        raise ValueError("TYPED\n2026-11-30 12:00:00,000 INFO assistant: FORGED")
    except ValueError:
        fault = logging.LogRecord(name, logging.ERROR, "library.py", 7, "It failed", (), sys.exc_info())
    first, *rest = ForPeople().format(fault).splitlines()
    assert first.endswith("It failed") or not words
    assert all(each.startswith("  ") for each in rest)
    assert any("ValueError" in each for each in rest)
    assert any(each.strip() == "ValueError: TYPED" for each in rest) is words
