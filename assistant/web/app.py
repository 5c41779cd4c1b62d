"""The web application: our pages and guard, with Chainlit mounted behind them."""

import os
import secrets
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import Route

from assistant.errors import StoreUnavailable
from assistant.settings import Settings
from assistant.store import Database, open_database
from assistant.store.audit.anchor import Anchorage
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.api.mcp import McpDoor
from assistant.web.api.routes import create_api
from assistant.web.assets import Assets
from assistant.web.chat import opinions
from assistant.web.chat.frontend import build_app_root
from assistant.web.documents import routes as documents
from assistant.web.documents.commands import Commands
from assistant.web.documents.drafts import Drafts
from assistant.web.documents.port import Desk
from assistant.web.documents.renewal import Renewal
from assistant.web.documents.view import DocumentPages
from assistant.web.door_texts import DOOR_TEXTS
from assistant.web.edge import incident, spoken
from assistant.web.edge.allowance import Allowance
from assistant.web.edge.alone import Alone
from assistant.web.edge.chainlit.framed import Framed
from assistant.web.edge.chainlit.spared import spared
from assistant.web.edge.doors import door_of, is_alone
from assistant.web.edge.guard import Guard
from assistant.web.edge.identity import Identity
from assistant.web.edge.logins import login
from assistant.web.edge.logins.login import Entrance
from assistant.web.edge.logins.secret import key_for
from assistant.web.edge.proxy import Proxies
from assistant.web.edge.reached import Reached
from assistant.web.edge.turnstile import Turnstile
from assistant.web.edge.work import Work
from assistant.web.embed import routes as embed
from assistant.web.files import routes as files
from assistant.web.files.shelf import LARGEST, Shelf
from assistant.web.kept import Keeper
from assistant.web.operating import figures, probes
from assistant.web.operating.followed import Followed
from assistant.web.page import HERE, language_of, page
from assistant.web.pages import about, account, explained, exports, people
from assistant.web.pages import routes as pages
from assistant.web.pages.chats import routes as chat_pages
from assistant.web.port import Answers, Guides, TakesIn
from assistant.web.review.board import routes as board
from assistant.web.review.desk import routes as desk
from assistant.web.review.translations import routes as translations
from assistant.web.upkeep import upkeep

UPLOADS = {"/documents": documents.LARGEST_UPLOAD, f"{files.PATH}/": LARGEST + files.ROOM}
"""Where more may be sent than a question, and how much."""

MOST_TOLD = 5
"""Faults of one request that are told."""


def create_app(
    assistant: Answers,
    settings: Settings,
    database: Database | None = None,
    *,
    guide: Guides | None = None,
    intake: TakesIn | None = None,
    work: Work | None = None,
) -> FastAPI:
    """Return the whole application; once a process, since Chainlit keeps its state in its modules."""
    database = database or open_database(settings.database_address)
    work = work or Work.of(settings)
    shelf = Shelf.of(settings, database)
    app = create_pages(assistant, settings, database, intake, guide, work, shelf=shelf)
    base = settings.public.path if settings.public else ""
    mount_chat(app, _keeper(assistant, settings, database), settings.data_dir / "web", work, guide, base, shelf)
    return app


def create_pages(
    assistant: Answers,
    settings: Settings,
    database: Database | None = None,
    intake: TakesIn | None = None,
    guide: Guides | None = None,
    work: Work | None = None,
    keeper: Desk | None = None,
    shelf: Shelf | None = None,
) -> FastAPI:
    """Return the application without the chat; without a database, that of the settings is opened.

    Without ``intake`` nothing comes into the review queue; ``guide`` names the purposes that it can be filtered by.
    ``keeper`` keeps the documents, by default by the commands; ``shelf`` the files that readers add, where they may.
    """
    database, work = database or open_database(settings.database_address), work or Work.of(settings)
    entrance = Entrance.of(database, work.queues)
    own = _keeper(assistant, settings, database)
    mcp = McpDoor(assistant, guide, own, work)
    app = FastAPI(
        title="ser-assistant",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=upkeep(
            database,
            settings.keep_days,
            intake,
            Anchorage(settings.audit_anchor),
            mcp.running,
            work.queues.chat.is_waited_for,
        ),
    )
    app.state.left = ExitStack()
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    api = create_api(assistant, own, work, database)
    app.include_router(explained.routes(api, settings))
    app.mount("/api", api)
    app.router.routes.append(Route("/mcp", endpoint=mcp))
    app.include_router(probes.routes(assistant, database, work.stage))
    standing = partial(probes.standing_of, app)
    app.include_router(figures.routes(assistant, settings, database, work.queues, work.stage, standing))
    app.include_router(pages.routes(assistant))
    app.include_router(spoken.routes(database))
    app.include_router(embed.routes(settings))
    app.include_router(about.routes(assistant, settings))
    app.include_router(login.routes(settings, database, entrance))
    app.include_router(account.routes(settings, database, work.queues))
    app.include_router(people.routes(settings, database))
    app.include_router(_documents(app, keeper or Commands(settings), settings, database, work))
    app.include_router(files.routes(shelf, database, work))
    app.include_router(opinions.routes(database))
    app.include_router(exports.routes(database))
    app.include_router(chat_pages.routes(database))
    # The dashboard first: else its address would be taken for that of a group.
    app.include_router(translations.routes(assistant, database))
    app.include_router(board.routes(assistant, database))
    app.include_router(desk.routes(assistant, database, intake, guide.purposes if guide else None))
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(StoreUnavailable, _away)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_middleware(Allowance, limits=work.limits)
    _surround(app, settings, database, entrance)
    return app


def mount_chat(
    app: FastAPI,
    keeper: Keeper,
    folder: Path,
    work: Work,
    guide: Guides | None = None,
    base: str = "",
    shelf: Shelf | None = None,
) -> None:
    """Serve the chat at ``/``, with Chainlit run from ``folder`` and behind our doors; people find it at ``base``."""
    build_app_root(folder)
    # Chainlit reads its folder and its secret from the environment. Nobody but ``introduce`` uses the secret.
    os.environ["CHAINLIT_APP_ROOT"] = str(folder.resolve())
    os.environ["CHAINLIT_AUTH_SECRET"] = secrets.token_hex(32)
    os.environ["CHAINLIT_CUSTOM_AUTH"] = "1"
    with spared():
        from chainlit.server import app as chainlit
        from chainlit.server import sio
        from chainlit.utils import mount_chainlit

        from assistant.web.chat import chat_page
        from assistant.web.chat import handlers as chat
        from assistant.web.chat.tools import scope
        from assistant.web.edge.chainlit import awake, clicks
        from assistant.web.edge.chainlit import files as sent
        from assistant.web.edge.chainlit.allowed import Allowed
        from assistant.web.edge.chainlit.channel import Channel
        from assistant.web.edge.chainlit.introduce import Introduce

    awake.keep_awake()
    app.state.left.enter_context(sent.keep_apart(folder))
    scopes = scope.Scopes(keeper.assistant, keeper.database)
    app.include_router(scope.routes(scopes))
    app.include_router(clicks.routes())
    chat.register(keeper, work, scopes, guide, shelf)
    # It insists on a file to load, where all is registered already, and on an application, where anyone would reach it.
    mount_chainlit(app=FastAPI(), target=chat.__file__, path="/")
    Channel(sio)
    app.include_router(chat_page.routes(folder, base))
    app.mount("/assets", Assets(directory=folder / "build" / "assets"))
    app.mount("/public", StaticFiles(directory=folder / "public"))
    chainlit.add_exception_handler(RequestValidationError, _unfit)
    app.mount("/", Allowed(Introduce(chainlit)))


def _surround(app: FastAPI, settings: Settings, database: Database, entrance: Entrance) -> None:
    """Add what every request passes through; the last one added is passed first."""
    if settings.accounts == "oidc":
        from assistant.web.edge.logins import single_sign_on

        app.include_router(single_sign_on.routes(settings, database))
        app.add_middleware(single_sign_on.Remembering, secret=key_for(settings, database, "login"))
    app.add_middleware(spoken.Spoken)
    app.add_middleware(Identity, door=door_of(settings, database))
    app.add_middleware(Turnstile, entrance=entrance)
    if is_alone(settings):
        app.add_middleware(Alone)
    app.add_middleware(Guard, address=settings.public, uploads=UPLOADS)
    if settings.embedders:
        app.add_middleware(Framed, origins=settings.embedders)
    app.add_middleware(Reached, settings=settings)
    app.add_middleware(Followed)
    app.add_middleware(Proxies, trusted=settings.proxies)


def _documents(app: FastAPI, desk: Desk, settings: Settings, database: Database, work: Work) -> APIRouter:
    """Return the routes of the pages about documents; an ingest ends with the server."""
    app.state.left.callback(desk.close)
    drafts = Drafts(settings.data_dir / "drafts")
    return documents.routes(DocumentPages(desk, drafts, Renewal(desk), database, work.queues.documents))


def _keeper(assistant: Answers, settings: Settings, database: Database) -> Keeper:
    return Keeper(assistant, database, keeps=settings.keep_days > 0, log_questions=settings.log_questions)


def _away(request: Request, error: Exception) -> Response:
    return incident.database_away(request)


def _unfit(request: Request, error: Exception) -> Response:
    """Say which fields are wrong, and repeat nothing of what was sent: it may be of any length, and no text at all."""
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, each['loc'][:2]))}: {each['msg']}" for each in error.errors()[:MOST_TOLD])
    return JSONResponse({"detail": told[:500].encode("ascii", "replace").decode()}, 422)


def _refused(request: Request, error: Exception) -> Response:
    """Answer a refusal of one of our own routes: a page for a reader, JSON for Chainlit's page."""
    assert isinstance(error, HTTPException)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": error.detail}, error.status_code, error.headers)
    if error.status_code == 404:
        return page(request, "no_page.html", status=404, door=DOOR_TEXTS[language_of(request)])
    return page(request, "notice.html", status=error.status_code, notice=ACCOUNT_TEXTS[language_of(request)].forbidden)
