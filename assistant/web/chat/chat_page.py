"""The page of the chat, as Chainlit makes it, and the small things that it asks for."""

import re
from hashlib import sha256
from pathlib import Path

from chainlit.server import get_html_template
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.domain import Language
from assistant.web.chat.frontend import other_chainlit
from assistant.web.edge.chainlit.allowed import UUID
from assistant.web.edge.chainlit.framed import language_of_frame, prefix
from assistant.web.page import base_of, language_of

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
INLINE_SCRIPTS = 2
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
_LANGUAGE = '<html lang="en"'

CONTENT_SECURITY_POLICY = (
    # Chainlit compiles the panels' components in the browser, which needs eval, and its parts bring styles along.
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self' {sockets}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HOST = re.compile(r"[\w.\-:\[\]]+", re.ASCII)


def routes(folder: Path, base: str) -> APIRouter:
    """Return the routes; ``folder`` is what Chainlit runs from, ``base`` the path under which people find us."""
    router = APIRouter()
    made = {each: _made(folder / "public", each) for each in (base, *(base + prefix(each) for each in Language))}

    @router.api_route("/", methods=["GET", "HEAD"])
    @router.get("/thread/{chat:path}")
    def chat_page(request: Request, chat: str = "") -> Response:
        if chat and not re.fullmatch(UUID, chat):
            raise HTTPException(404)
        policy = CONTENT_SECURITY_POLICY.format(sockets=_sockets(request))
        html = made.get(base_of(request), made[base])
        if language_of_frame(request):
            first = f'<script src="{base_of(request)}/public/framed.js"></script>'
            html = html.replace("<script", f"{first}\n<script", 1)
        spoken = html.replace(_LANGUAGE, f'<html lang="{language_of(request)}"', 1)
        return HTMLResponse(spoken, headers=HEADERS | {"Content-Security-Policy": policy})

    @router.get("/favicon")
    @router.get("/logo")
    @router.get("/avatars/{_name}")
    def logo(_name: str = "") -> FileResponse:
        return FileResponse(folder / "public" / "favicon.svg")

    @router.post("/set-session-cookie")
    def no_cookie() -> dict[str, str]:
        """Set none: it would only tell apart the servers behind one address."""
        return {"message": ""}

    return router


def _sockets(request: Request) -> str:
    """Return where the page may open sockets: not every browser takes ``'self'`` to mean them."""
    scheme = "wss" if request.url.scheme == "https" else "ws"
    return f"{scheme}://{request.url.netloc}" if _HOST.fullmatch(request.url.netloc) else ""


def _made(public: Path, base: str) -> str:
    """Return the page as it is found at a path.

    Raises:
        ConfigurationError: the installed Chainlit has another page than is known.
    """
    shipped: str = get_html_template(base)  # type: ignore[no-untyped-call]
    if _LANGUAGE not in shipped:
        raise other_chainlit("has a page that does not begin with its language")
    return _without_inline_scripts(shipped, public, base)


def _without_inline_scripts(page: str, public: Path, base: str) -> str:
    """Return the page with what it runs in a file, so that a browser need not run what stands in a page.

    Raises:
        ConfigurationError: the installed Chainlit's page has other scripts than those that are known.
    """
    scripts = _INLINE.findall(page)
    if len(scripts) != INLINE_SCRIPTS:
        raise other_chainlit(f"has {len(scripts)} scripts inside it, not {INLINE_SCRIPTS}")
    (public / "start.js").write_text("\n".join(scripts), encoding="utf-8")
    started = sha256("".join(scripts).encode()).hexdigest()[:12]
    return _INLINE.sub("", page).replace(
        "<script", f'<script src="{base}/public/start.js?v={started}"></script>\n<script', 1
    )
