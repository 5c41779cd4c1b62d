"""Logging in at an OpenID Connect provider."""

import logging
import secrets
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from joserfc.errors import JoseError
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp

from assistant.errors import AccountError, ConfigurationError
from assistant.people.person import Origin, Person
from assistant.settings import Settings
from assistant.store import Database, users
from assistant.web.edge import incident
from assistant.web.edge.identity import set_cookie
from assistant.web.edge.login import admit, local
from assistant.web.page import page

logger = logging.getLogger(__name__)

NEEDED = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")


def routes(settings: Settings, database: Database) -> APIRouter:
    """Return the routes.

    Raises:
        ConfigurationError: where a setting is missing.
    """
    missing = [f"ASSISTANT_{name.upper()}" for name in NEEDED if not getattr(settings, name)]
    if missing:
        raise ConfigurationError(f"ASSISTANT_ACCOUNTS=oidc needs {', '.join(missing)}.")
    router = APIRouter()
    provider = _provider(settings)

    @router.get("/login/start")
    async def start(request: Request, next: str = "/") -> Response:
        request.session["next"] = local(next)
        try:
            response: Response = await provider.authorize_redirect(request, request.url_for("arrive"))
        except Exception:  # noqa: BLE001  whichever HTTP library Authlib uses has its own errors
            incident.record("Reaching the identity provider")
            return page(request, "notice.html", status=503, notice="provider_down")
        return response

    @router.get("/login/arrive")
    async def arrive(request: Request) -> Response:
        try:
            token = await provider.authorize_access_token(request)
        except (OAuthError, JoseError) as error:
            logger.warning("The identity provider let nobody in: %s", error)
            return page(request, "notice.html", status=401, notice="not_let_in")
        except Exception:  # noqa: BLE001  as above
            incident.record("Asking the identity provider")
            return page(request, "notice.html", status=503, notice="provider_down")
        person = _person(database, token.get("userinfo") or {}, settings.oidc_domains)
        if person is None:
            return page(request, "notice.html", status=403, notice="not_let_in")
        response = RedirectResponse(local(request.session.pop("next", "/")), 303)
        set_cookie(response, request, admit(database, person, "oidc"))
        return response

    return router


class Remembering(SessionMiddleware):
    """ASGI middleware: remembers, for the minutes that a login takes, what was sent to the provider."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, secrets.token_hex(32), "ser_login", max_age=600, path="/login", same_site="lax")


def _provider(settings: Settings) -> Any:
    oauth = OAuth()
    oauth.register(
        "provider",
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
    )
    return oauth.provider


def _person(database: Database, claims: dict[str, Any], domains: str) -> Person | None:
    """Return the person by a name that the provider vouches for, when it is one that may come in."""
    email = str(claims.get("email") or "")
    name = email if email and claims.get("email_verified") is not False else str(claims.get("preferred_username") or "")
    allowed = {domain.strip().casefold() for domain in domains.split(",") if domain.strip()}
    _, at, domain = name.casefold().rpartition("@")
    if allowed and not (at and domain in allowed):
        return None
    try:
        account = users.ensure(database, name, Origin.SINGLE_SIGN_ON)
    except AccountError:
        return None
    return None if account.disabled else account.person
