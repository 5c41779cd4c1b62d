"""Logging in at an OpenID Connect provider."""

import logging
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from joserfc.errors import JoseError
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp

from assistant.errors import ConfigurationError
from assistant.people.claims import Rules, claimed
from assistant.people.person import Person, Role
from assistant.settings import Settings
from assistant.store import Database, identities
from assistant.store.database import now
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.edge import incident
from assistant.web.edge.identity import set_cookie
from assistant.web.edge.logins.issuers import issuers_of, refuse_unfit
from assistant.web.edge.logins.login import admit, local
from assistant.web.page import language_of, page

logger = logging.getLogger(__name__)

MINUTES = 10
"""How long a login at the provider may take."""


def routes(settings: Settings, database: Database) -> APIRouter:
    """Return the routes.

    Raises:
        ConfigurationError: where a setting is missing or cannot be used.
    """
    refuse_unfit(settings)
    router = APIRouter()
    provider = _provider(settings)
    rules = rules_of(settings)

    @router.get("/login/start")
    async def start(request: Request, next: str = "/") -> Response:
        request.session["next"] = local(next)
        try:
            issuers_of(await provider.load_server_metadata(), settings)
            response: Response = await provider.authorize_redirect(request, request.url_for("arrive"))
        except ConfigurationError as error:
            logger.error("%s", error)
            return _notice(request, 503, "provider_unfit")
        except Exception:  # noqa: BLE001  whichever HTTP library Authlib uses has its own errors
            incident.record("Reaching the identity provider")
            return _notice(request, 503, "provider_down")
        return response

    @router.get("/login/arrive")
    async def arrive(request: Request) -> Response:
        try:
            issuers = issuers_of(await provider.load_server_metadata(), settings)
            token = await provider.authorize_access_token(request, claims_options={"iss": {"values": issuers}})
        except (OAuthError, JoseError) as error:
            logger.warning("The identity provider let nobody in: %s", error)
            return _notice(request, 401, "not_let_in")
        except Exception:  # noqa: BLE001  as above
            incident.record("Asking the identity provider")
            return _notice(request, 503, "provider_down")
        person = _person(database, token.get("userinfo") or {}, rules)
        if person is None:
            return _notice(request, 403, "not_let_in")
        response = RedirectResponse(local(request.session.pop("next", "/")), 303)
        set_cookie(response, request, admit(database, person, "oidc", request.headers.get("user-agent", "")))
        return response

    return router


def _notice(request: Request, status: int, name: str) -> HTMLResponse:
    return page(request, "notice.html", status=status, notice=getattr(ACCOUNT_TEXTS[language_of(request)], name))


class Remembering(SessionMiddleware):
    """ASGI middleware: lets the browser keep, signed, what was sent to the provider for the minutes that a login takes.

    Every server with the same secret can end what one of them began.
    """

    def __init__(self, app: ASGIApp, secret: str) -> None:
        super().__init__(app, secret, "ser_login", max_age=MINUTES * 60, path="/login", same_site="lax")


def rules_of(settings: Settings) -> Rules:
    """Return who is let in and as what."""
    domains = frozenset(each.strip().casefold() for each in settings.oidc_domains.split(",") if each.strip())
    return Rules(domains, {group: Role(role) for group, role in settings.oidc_roles.items()}, settings.oidc_groups)


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


def _person(database: Database, claims: dict[str, Any], rules: Rules) -> Person | None:
    """Return whom the provider vouches for, when it is one that may come in."""
    who = claimed(claims, rules)
    if who is None:
        return None
    account = identities.enter(database, who, now())
    return None if account.disabled else account.person
