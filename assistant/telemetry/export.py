"""Where traces go: an OpenTelemetry collector, in the background; one that is away costs no answer."""

from collections.abc import Callable

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from assistant.telemetry.spans import trace_with

SERVICE = "ser-assistant"


def send_traces(address: str) -> Callable[[], None]:
    """Send traces to an OTLP address from now on; return what sends the last ones."""
    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(address, timeout=5)))
    trace_with(provider.get_tracer(SERVICE))
    return provider.shutdown
