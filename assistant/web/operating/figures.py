"""``/metrics`` for Prometheus: closed, but to the networks and the token that the settings name."""

import hmac
from collections.abc import Callable, Iterator

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from assistant.address import is_within
from assistant.errors import AssistantError
from assistant.search.travel.follow import Standing
from assistant.settings import Settings
from assistant.store import Database
from assistant.telemetry.metrics import REGISTRY
from assistant.web.edge.alone import FORWARDED
from assistant.web.edge.queues import Queues
from assistant.web.edge.stage import Stage
from assistant.web.port import Answers


def routes(
    assistant: Answers,
    settings: Settings,
    database: Database,
    queues: Queues,
    stage: Stage,
    standing: Callable[[], Standing | None] = lambda: None,
) -> APIRouter:
    """Return the route; ``standing`` tells how a server stands that takes its index from a shared store."""
    router, present = APIRouter(), CollectorRegistry()
    present.register(Present(assistant, database, queues, stage, standing))

    @router.get("/metrics")
    def metrics(request: Request) -> Response:
        if not _may_read(request, settings):
            raise HTTPException(404)
        return Response(generate_latest(REGISTRY) + generate_latest(present), media_type=CONTENT_TYPE_LATEST)

    return router


def _may_read(request: Request, settings: Settings) -> bool:
    """Return whether somebody brings the token, or comes straight from a network that may read: through a proxy the
    whole world may come.
    """
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    if settings.metrics_token and hmac.compare_digest(token.encode(), settings.metrics_token.encode()):
        return True
    straight = not any(name.startswith(FORWARDED) for name in request.headers)
    return straight and is_within(request.client.host if request.client else "", settings.readers)


class Present(Collector):
    """How things stand at the moment when it is asked."""

    def __init__(
        self,
        assistant: Answers,
        database: Database,
        queues: Queues,
        stage: Stage,
        standing: Callable[[], Standing | None],
    ) -> None:
        self._assistant = assistant
        self._database = database
        self._queues = queues
        self._stage = stage
        self._standing = standing

    def collect(self) -> Iterator[Metric]:
        """Give the figures."""
        yield GaugeMetricFamily("ser_ready", "Whether it is started and does not stop.", value=self._stage.is_ready)
        yield self._generation()
        if standing := self._standing():
            yield _behind(standing)
        places = GaugeMetricFamily("ser_queue_places", "Places taken in a queue.", labels=["queue", "state"])
        for name, queue in vars(self._queues).items():
            working, waiting = queue.load
            places.add_metric([name, "working"], working)
            places.add_metric([name, "waiting"], waiting)
        yield places
        connections = GaugeMetricFamily("ser_database_connections", "Connections to the database.", labels=["state"])
        for state, count in zip(("in_use", "idle"), self._database.connections, strict=True):
            connections.add_metric([state], count)
        yield connections

    def _generation(self) -> Metric:
        found = GaugeMetricFamily("ser_generation_info", "The version of the documents in service.", labels=["version"])
        try:
            found.add_metric([self._assistant.corpus_version], 1)
        except AssistantError:
            found.add_metric(["none"], 0)
        return found


def _behind(standing: Standing) -> Metric:
    name = "Whether another version of the documents is named than is in service, and why."
    found = GaugeMetricFamily("ser_generation_behind", name, labels=["fault"])
    found.add_metric([standing.kind], standing.behind)
    return found
