"""The page about this assistant: what it knows and does not do, what is stored, and whom to ask."""

import re
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.domain import Document, Language
from assistant.settings import Settings
from assistant.web.edge.doors import is_alone
from assistant.web.page import language_of, page
from assistant.web.pages.about_texts import ABOUT_TEXTS
from assistant.web.port import Answers

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def routes(assistant: Answers, settings: Settings) -> APIRouter:
    """Return the route."""
    router = APIRouter()

    @router.get("/about")
    def show(request: Request) -> HTMLResponse:
        language = language_of(request)
        return page(
            request,
            "about.html",
            about=ABOUT_TEXTS[language],
            documents=listed(assistant.documents(), language),
            settings=settings,
            contact_address=address_of(settings.contact),
            has_cookie=not is_alone(settings) and settings.accounts != "proxy",
        )

    return router


def listed(documents: tuple[Document, ...], language: Language) -> list[Document]:
    """Return documents by title, those in the reader's language first."""
    return sorted(documents, key=lambda each: (each.language is not language, each.title.casefold()))


def address_of(contact: str) -> str:
    """Return where a link to a contact leads, empty when it is neither an e-mail address nor a web address."""
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    return contact if urlsplit(contact).scheme in {"http", "https"} else ""
