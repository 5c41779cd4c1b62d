"""The page of the chat, as Chainlit makes it, and the small things that it asks for."""

import re
from hashlib import sha256
from pathlib import Path

from chainlit.server import get_html_template
from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.web.chat.frontend import other_chainlit
from assistant.web.edge.allowed import UUID

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
INLINE_SCRIPTS = 2


def routes(folder: Path) -> APIRouter:
    """Return the routes; ``folder`` is what Chainlit runs from."""
    router = APIRouter()
    shipped: str = get_html_template("")  # type: ignore[no-untyped-call]
    html = _without_inline_scripts(shipped, folder / "public")

    @router.api_route("/", methods=["GET", "HEAD"])
    @router.get("/thread/{chat:path}")
    def chat_page(chat: str = "") -> Response:
        if chat and not re.fullmatch(UUID, chat):
            raise HTTPException(404)
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

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


def _without_inline_scripts(page: str, public: Path) -> str:
    """Return the page with what it runs in a file, so that a browser need not run what stands in a page.

    Raises:
        ConfigurationError: the installed Chainlit's page has other scripts than those that are known.
    """
    scripts = _INLINE.findall(page)
    if len(scripts) != INLINE_SCRIPTS:
        raise other_chainlit(f"has {len(scripts)} scripts inside it, not {INLINE_SCRIPTS}")
    (public / "start.js").write_text("\n".join(scripts), encoding="utf-8")
    started = sha256("".join(scripts).encode()).hexdigest()[:12]
    return _INLINE.sub("", page).replace("<script", f'<script src="/public/start.js?v={started}"></script>\n<script', 1)
