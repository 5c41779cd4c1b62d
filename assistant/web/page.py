"""How each of our own pages is made: from a template, in the reader's language."""

import re
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection

from assistant.domain import Language
from assistant.locale.stated import publisher_in
from assistant.text.dates import date_in
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.messages import TEXTS, preferred

HERE = Path(__file__).parent

templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.filters["published_by"] = publisher_in
templates.filters["dated"] = date_in


def language_of(request: Request) -> Language:
    """Return the language asked for in the address, else the browser's."""
    asked = request.query_params.get("lang") or request.query_params.get("language")
    return preferred(asked or request.headers.get("accept-language"))


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page; each template has the texts, the languages and the person besides its own values."""
    language = language_of(request)
    other = language.other
    html = templates.get_template(template).render(
        texts=TEXTS[language],
        account=ACCOUNT_TEXTS[language],
        language=language,
        other=other,
        other_address="/" if status in {403, 404} else _here(request),  # a refusal tells nothing of what there is
        person=request.state.person,
        **values,
    )
    html = rooted(html, base_of(request))
    return HTMLResponse(html, status, headers={"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"})


def _here(request: Request) -> str:
    """Return the address of a page on this server, without the language that it was asked for in."""
    here = request.url.remove_query_params(["lang", "language"])
    return f"{here.path}?{here.query}" if here.query else here.path


def base_of(connection: HTTPConnection) -> str:
    """Return the path under which people find the server, empty for the root."""
    base: str = connection.scope.get("state", {}).get("base", "")
    return base


def rooted(html: str, base: str) -> str:
    """Return a page whose links lead to ourselves; its words cannot be meant, since quotes in them are escaped."""
    return re.sub(r'\b(href|src|action|formaction)="/(?!/)', rf'\1="{base}/', html) if base else html
