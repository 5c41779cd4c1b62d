"""Traces: how long each step of a request took. Nothing is measured until ``trace_with`` says where it goes.

A span is begun under the request's, and never made the current one itself: steps stand in generators, which one thread
begins and another goes on with.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.trace import NoOpTracer, Span, SpanKind, Status, StatusCode, Tracer, use_span

from assistant.telemetry.request import request_id

_tracers: list[Tracer] = [NoOpTracer()]


def trace_with(tracer: Tracer) -> None:
    """Measure from now on, with a tracer of ours: what other libraries would tell goes nowhere."""
    _tracers[:] = [tracer]


@contextmanager
def span(name: str, kind: SpanKind = SpanKind.INTERNAL) -> Iterator[Span]:
    """Measure what is done under it; of a fault only its kind is told."""
    begun = _tracers[0].start_span(name, kind=kind, record_exception=False, set_status_on_exception=False)
    try:
        yield begun
    except Exception as error:
        begun.set_status(Status(StatusCode.ERROR))
        begun.set_attribute("error.type", type(error).__name__)
        raise
    finally:
        begun.end()


@contextmanager
def request_span(name: str, kind: SpanKind = SpanKind.SERVER) -> Iterator[Span]:
    """Measure a request or message; what is measured within is part of it."""
    with span(name, kind) as begun, use_span(begun, record_exception=False, set_status_on_exception=False):
        begun.set_attribute("ser.request_id", request_id())
        yield begun
