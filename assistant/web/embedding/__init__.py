"""The server that has the embedding model, for servers of the chat that have none: texts in, vectors out."""

import asyncio
import hmac
import ipaddress
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from assistant.errors import ConfigurationError
from assistant.models.apart import MODEL_HEADER, Wanted, dump_vectors
from assistant.models.apart.client import TextEncoder
from assistant.settings import Settings
from assistant.telemetry import logs
from assistant.web.edge.alone import came_from_afar
from assistant.web.embedding.batching import TOGETHER, Batcher, Full

Result = TypeVar("Result")

logger = logging.getLogger(__name__)

LARGEST_BODY = 8 << 20
"""Bytes of a request."""
LOOK = 0.2
"""Seconds after which it is looked whether who asked is still there."""
LEAVE = 2
"""Seconds for what is asked when the server is told to end; then it is broken off."""
IDLE = 75
"""Seconds for which a connection stays open: longer than clients keep one, so that none is closed amid a request."""


def create_embedding_app(encoder: TextEncoder, model: str, token: str = "", together: int = TOGETHER) -> FastAPI:
    """Return the application; with a token, nobody without it is given vectors."""
    batcher = Batcher(encoder, together)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        working = asyncio.create_task(batcher.run())
        yield
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working

    app = FastAPI(
        title="ser-assistant embed-server", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.state.batcher = batcher

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok", "model": model, "passes": batcher.passes, "texts": batcher.texts})

    @app.post("/encode")
    async def encode(request: Request) -> Response:
        refused = _refused(request, token)
        if refused is not None:
            return refused
        try:
            wanted = Wanted.model_validate_json(await request.body())
        except ValueError as error:
            return JSONResponse({"detail": str(error)[:500]}, 422)
        try:
            found = await _while_there(request, batcher.encode(wanted))
        except _Gone:
            return Response(status_code=499)
        except Full:
            return JSONResponse({"detail": "Too many texts are waiting."}, 503, {"Retry-After": "1"})
        return Response(dump_vectors(found), media_type="application/octet-stream", headers={MODEL_HEADER: model})

    return app


class _Gone(Exception):
    """Whoever asked has left."""


async def _while_there(request: Request, encoding: Coroutine[Any, Any, Result]) -> Result:
    """Wait for vectors as long as who asked for them does."""
    task = asyncio.ensure_future(encoding)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=LOOK)
            if not task.done() and await request.is_disconnected():
                raise _Gone
        return await task
    finally:
        task.cancel()


def _refused(request: Request, token: str) -> Response | None:
    if "origin" in request.headers or (not token and came_from_afar(request.scope)):
        return JSONResponse({"detail": "Pages of browsers, and other machines without a token, may not ask."}, 403)
    given = request.headers.get("authorization", "")
    if token and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return JSONResponse({"detail": "A token is needed."}, 401, {"WWW-Authenticate": "Bearer"})
    if int(request.headers.get("content-length") or LARGEST_BODY + 1) > LARGEST_BODY:
        return JSONResponse({"detail": "The request is too large, or its length is not known."}, 413)
    return None


def run(settings: Settings, host: str, port: int, together: int = TOGETHER) -> None:
    """Load the model and serve it until interrupted.

    Raises:
        ConfigurationError: where others than this machine could reach it and no token is set.
        ModelUnavailable: when the model cannot be loaded.
    """
    from assistant.bootstrap import model_id, neutral_encoder

    if not settings.embedding_token and not _is_local(host):
        raise ConfigurationError(
            f"On {host} others can reach the embedding server. Set ASSISTANT_EMBEDDING_TOKEN, the same here and where "
            "it is asked."
        )
    logs.set_up(settings.log_level, settings.log_format)
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    app = create_embedding_app(encoder, model_id(settings), settings.embedding_token, together)
    logger.info("The embedding model is served on %s, port %d", host, port)
    serve(app, host, port)


def serve(app: FastAPI, host: str, port: int) -> None:
    """Serve until interrupted or told to end, which it does within seconds, whatever it is at."""
    with suppress(KeyboardInterrupt):
        uvicorn.run(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=LEAVE,
        )


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
