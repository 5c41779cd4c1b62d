"""The web application: our pages and guard, with Chainlit mounted behind them."""

import os
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.settings import Settings
from assistant.web.assets import Assets
from assistant.web.frontend import build_app_root
from assistant.web.guard import Guard
from assistant.web.pages import HERE, routes
from assistant.web.port import Answers

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def create_app(assistant: Answers, settings: Settings) -> FastAPI:
    """Return the whole application; once a process, since Chainlit keeps its state in its modules."""
    app = create_pages(assistant, settings)
    mount_chat(app, assistant, settings.data_dir / "web")
    return app


def create_pages(assistant: Answers, settings: Settings) -> FastAPI:
    """Return the application without the chat."""
    app = FastAPI(title="ser-assistant", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard, hosts=_hosts(settings))
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    app.include_router(routes(assistant))
    return app


def mount_chat(app: FastAPI, assistant: Answers, folder: Path) -> None:
    """Mount Chainlit at ``/``, run from ``folder``; it takes what no route before it took."""
    build_app_root(folder)
    # Chainlit reads its folder from the environment, once, while it is imported.
    os.environ["CHAINLIT_APP_ROOT"] = str(folder.resolve())
    from chainlit.utils import mount_chainlit

    from assistant.web import chat

    chat.register(assistant)
    app.mount("/assets", Assets(directory=folder / "build" / "assets"))
    # It insists on a file to load; the handlers are registered already, so this adds nothing.
    mount_chainlit(app=app, target=chat.__file__, path="/")


def _hosts(settings: Settings) -> frozenset[str]:
    """Return the host names served: on this machine's own address only its own names, or a web page could reach us."""
    return LOOPBACK if settings.host in LOOPBACK else frozenset()
