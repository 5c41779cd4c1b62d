"""The server that has the embedding model, for servers of the chat that have none: texts in, vectors out."""

import asyncio
import hmac
import ipaddress
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from assistant.errors import ConfigurationError
from assistant.models.apart import MODEL_HEADER, Wanted, dump_vectors
from assistant.models.apart.client import TextEncoder
from assistant.settings import Settings
from assistant.web.embedding.batching import TOGETHER, Batcher, Full

logger = logging.getLogger(__name__)

LARGEST_BODY = 8 << 20
"""Bytes of a request."""
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
            found = await batcher.encode(wanted)
        except Full:
            return JSONResponse({"detail": "Too many texts are waiting."}, 503, {"Retry-After": "1"})
        return Response(dump_vectors(found), media_type="application/octet-stream", headers={MODEL_HEADER: model})

    return app


def _refused(request: Request, token: str) -> Response | None:
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
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    app = create_embedding_app(encoder, model_id(settings), settings.embedding_token, together)
    logger.info("The embedding model is served on %s, port %d", host, port)
    with suppress(KeyboardInterrupt):
        uvicorn.run(
            app, host=host, port=port, log_config=None, access_log=False, server_header=False, timeout_keep_alive=IDLE
        )


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
