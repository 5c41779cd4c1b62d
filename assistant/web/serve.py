"""Serve the chat: one process for each data folder, stopped by an interrupt."""

import logging
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TypeVar

import uvicorn
from fastapi import FastAPI
from filelock import FileLock, Timeout

from assistant.domain import Language
from assistant.errors import AssistantError, DataFolderInUse
from assistant.search.travel.follow import Follower
from assistant.settings import Settings
from assistant.store import Database, open_database
from assistant.telemetry import logs
from assistant.web.edge.limits import BYTES
from assistant.web.edge.stage import Stage
from assistant.web.edge.work import Work
from assistant.web.messages import TEXTS
from assistant.web.operating.draining import DrainingServer
from assistant.web.port import Answers, Guides, TakesIn

logger = logging.getLogger(__name__)

Served = TypeVar("Served", bound=Answers)

STOP_SECONDS = 5
TURN = 0.001
"""Seconds for which a thread that computes keeps Python for itself while others wait, among them all who ask."""


def run(settings: Settings) -> None:
    """Open the assistant and serve it until interrupted.

    Raises:
        DataFolderInUse: another server runs on the data folder.
        AssistantError: the port is taken, or there is nothing to serve; the message says what to do.
    """
    # Only here, so that the web can be tested and the command line can answer without loading a model.
    from assistant.bootstrap import open_assistant, open_follower, open_intake, open_store, partner_guide

    serve(settings, open_assistant, partner_guide, open_intake, open_store, open_follower)


def serve(
    settings: Settings,
    open_assistant: Callable[[Settings, Database], Served],
    guide_of: Callable[[Served, Settings], Guides | None] = lambda *_: None,
    intake_of: Callable[[Settings, Database, Served], TakesIn | None] = lambda *_: None,
    store_of: Callable[[Settings], Database] = lambda settings: open_database(settings.database_address),
    follower_of: Callable[[Settings, Database, Served], Follower] | None = None,
) -> None:
    """Serve what ``open_assistant`` returns; what can be refused at once is refused before it is opened."""
    logs.set_up(settings.log_level, settings.log_format)
    sys.setswitchinterval(TURN)
    with _own(settings.data_dir), _listening(settings) as listener, _traced(settings):
        from assistant.web.app import create_app

        database = store_of(settings)
        assistant = open_assistant(settings, database)
        guide, intake = guide_of(assistant, settings), intake_of(settings, database, assistant)
        work = Work.of(settings)
        work.stage.is_warm = False
        app = create_app(assistant, settings, database, guide=guide, intake=intake, work=work)
        if settings.store_url and follower_of:
            follow(app, follower_of(settings, database, assistant))
        server = DrainingServer(
            uvicorn.Config(
                app,
                log_config=None,
                proxy_headers=False,  # ``web.proxy`` knows whom to believe
                access_log=settings.log_level == "debug",
                server_header=False,
                ws_max_size=BYTES,
                timeout_graceful_shutdown=STOP_SECONDS,
            ),
            work.stage,
            lambda: work.queues.are_idle,
            settings.drain_seconds,
        )
        if settings.database_url and not settings.limits_url:
            logger.warning("Limits hold for this server alone; where there are others, set ASSISTANT_LIMITS_URL.")
        Thread(target=warm_up, args=(assistant, work.stage), daemon=True).start()
        logger.info("The chat is on %s", address(settings))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def follow(app: FastAPI, follower: Follower) -> None:
    """Let an application's index follow the shared store until it stops; ``/readyz`` says how it stands."""
    app.state.standing = lambda: follower.standing
    app.state.left.callback(follower.start())


def warm_up(assistant: Answers, stage: Stage) -> None:
    """Search once in each language, so that no reader waits for what is loaded and compiled at first use."""
    try:
        with suppress(AssistantError):
            for language in Language:
                assistant.search(TEXTS[language].starters[0].question)
    finally:
        stage.is_warm = True


def address(settings: Settings) -> str:
    """Return the address to open in a browser."""
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::"} else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


@contextmanager
def _own(data_dir: Path) -> Iterator[None]:
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir / "server.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise DataFolderInUse(
            f"Another server runs on the data folder {data_dir}. Stop it, or give this one its own folder with --data."
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _traced(settings: Settings) -> Iterator[None]:
    if not settings.traces_url:
        yield
        return
    from assistant.telemetry.export import send_traces

    send_the_rest = send_traces(settings.traces_url)
    try:
        yield
    finally:
        send_the_rest()


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            raise AssistantError(
                f"Cannot serve on {settings.host}, port {settings.port}: {error.strerror}. "
                "Stop what uses it, or choose another with --port or --host."
            ) from None
        yield listener
