"""The web application: our pages and guard, with Chainlit mounted behind them."""

import os
import secrets
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from assistant.settings import Settings
from assistant.store import Database, open_database
from assistant.web.api.routes import create_api
from assistant.web.assets import Assets
from assistant.web.chat import opinions
from assistant.web.chat.frontend import build_app_root
from assistant.web.edge import login, spoken
from assistant.web.edge.doors import LOOPBACK, door_of, is_alone
from assistant.web.edge.guard import Guard
from assistant.web.edge.identity import Identity
from assistant.web.edge.proxy import Proxies
from assistant.web.kept import Keeper
from assistant.web.page import HERE, page
from assistant.web.pages import about, account, exports
from assistant.web.pages import routes as pages
from assistant.web.port import Answers, Guides, TakesIn
from assistant.web.review.board import routes as board
from assistant.web.review.desk import routes as desk
from assistant.web.review.translations import routes as translations
from assistant.web.upkeep import upkeep


def create_app(
    assistant: Answers,
    settings: Settings,
    database: Database | None = None,
    *,
    guide: Guides | None = None,
    intake: TakesIn | None = None,
) -> FastAPI:
    """Return the whole application; once a process, since Chainlit keeps its state in its modules."""
    database = database or open_database(settings.database_address)
    app = create_pages(assistant, settings, database, intake, guide)
    mount_chat(app, _keeper(assistant, settings, database), settings.data_dir / "web", guide)
    return app


def create_pages(
    assistant: Answers,
    settings: Settings,
    database: Database | None = None,
    intake: TakesIn | None = None,
    guide: Guides | None = None,
) -> FastAPI:
    """Return the application without the chat; without a database, that of the settings is opened.

    Without ``intake`` nothing comes into the review queue; ``guide`` names the purposes that it can be filtered by.
    """
    database = database or open_database(settings.database_address)
    app = FastAPI(
        title="ser-assistant",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=upkeep(database, settings.keep_days, intake),
    )
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    api = create_api(assistant, _keeper(assistant, settings, database), settings, database)
    app.include_router(account.explain_api(api, settings))
    app.mount("/api", api)
    app.include_router(pages.routes(assistant))
    app.include_router(spoken.routes())
    app.include_router(about.routes(assistant, settings))
    app.include_router(login.routes(settings, database))
    app.include_router(account.routes(settings, database))
    app.include_router(opinions.routes(database))
    app.include_router(exports.routes(database))
    # The dashboard first: else its address would be taken for that of a group.
    app.include_router(translations.routes(assistant, database))
    app.include_router(board.routes(assistant, database))
    app.include_router(desk.routes(assistant, database, intake, guide.purposes if guide else None))
    app.add_exception_handler(HTTPException, _refused)
    _surround(app, settings, database)
    return app


def mount_chat(app: FastAPI, keeper: Keeper, folder: Path, guide: Guides | None = None) -> None:
    """Mount Chainlit at ``/``, run from ``folder``; it takes what no route before it took."""
    build_app_root(folder)
    # Chainlit reads its folder and its secret from the environment. Nobody but ``introduce`` uses the secret.
    os.environ["CHAINLIT_APP_ROOT"] = str(folder.resolve())
    os.environ["CHAINLIT_AUTH_SECRET"] = secrets.token_hex(32)
    os.environ["CHAINLIT_CUSTOM_AUTH"] = "1"
    from chainlit.server import app as chainlit
    from chainlit.utils import mount_chainlit

    from assistant.web.chat import handlers as chat
    from assistant.web.edge.introduce import Introduce

    chat.register(keeper, guide)
    app.mount("/assets", Assets(directory=folder / "build" / "assets"))
    # It insists on a file to load; the handlers are registered already, so this adds nothing.
    mount_chainlit(app=app, target=chat.__file__, path="/")
    chainlit.add_middleware(Introduce)


def _surround(app: FastAPI, settings: Settings, database: Database) -> None:
    """Add what every request passes through; the last one added is passed first."""
    if settings.accounts == "oidc":
        from assistant.web.edge import single_sign_on

        app.include_router(single_sign_on.routes(settings, database))
        app.add_middleware(single_sign_on.Remembering)
    app.add_middleware(spoken.Spoken)
    app.add_middleware(Identity, door=door_of(settings, database))
    # A page of another site could reach a server without a login under a name of its own.
    app.add_middleware(Guard, hosts=LOOPBACK if is_alone(settings) else frozenset())
    app.add_middleware(Proxies, trusted=settings.proxies)


def _keeper(assistant: Answers, settings: Settings, database: Database) -> Keeper:
    return Keeper(assistant, database, keeps=settings.keep_days > 0, log_questions=settings.log_questions)


def _refused(request: Request, error: Exception) -> Response:
    """Answer a refusal of one of our own routes: a page for a reader, JSON for Chainlit's page."""
    assert isinstance(error, HTTPException)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)
    if error.status_code == 404:
        return page(request, "missing.html", status=404)
    return page(request, "notice.html", status=error.status_code, notice="forbidden")
