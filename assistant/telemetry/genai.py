"""Calls of chat models, as OpenTelemetry names them. Its names are still to be settled, so they stand here alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.trace import SpanKind

from assistant.errors import ChatModelFailed
from assistant.telemetry.spans import span
from assistant.watch import Watch


@contextmanager
def model_call(name: str, watch: Watch) -> Iterator[None]:
    """Measure a call of the chat model ``provider:model``, and what it used by its watch."""
    provider, _, model = name.partition(":")
    with span(f"chat {model}", SpanKind.CLIENT) as call:
        call.set_attribute("gen_ai.operation.name", "chat")
        call.set_attribute("gen_ai.provider.name", provider)
        call.set_attribute("gen_ai.request.model", model)
        try:
            yield
        except ChatModelFailed as error:
            call.set_attribute("ser.trouble", error.trouble.value)
            raise
        finally:
            call.set_attribute("gen_ai.usage.input_tokens", watch.tokens_in)
            call.set_attribute("gen_ai.usage.output_tokens", watch.tokens_out)
