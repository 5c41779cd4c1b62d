"""The pages about translations. Nothing is looked up before the role is known."""

import unicodedata
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.domain import Document, Language
from assistant.people.person import Person, Role
from assistant.search.injection import instructs
from assistant.store import Database
from assistant.store.review import translations
from assistant.store.review.translations import Correction
from assistant.text.memory import Coverage, Memory, Origin, Translated, coverage, source_texts
from assistant.web.edge.identity import needs
from assistant.web.page import language_of, page
from assistant.web.port import Answers
from assistant.web.review.board.texts import BOARD_TEXTS
from assistant.web.review.translations.texts import TRANSLATION_TEXTS

LONGEST, ROOM = 4, 200  # as for the files: so many times as long as the original, and so many characters more

Reviewer = Annotated[Person, Depends(needs(Role.REVIEWER))]


async def _form(request: Request, _: Reviewer) -> AsyncIterator[FormData]:
    """Give the form that a reviewer sends; that of anybody else is not read."""
    async with request.form(max_files=0) as form:
        yield form


Filled = Annotated[FormData, Depends(_form)]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit: its words, and what they are in the other language; ``wrong`` is what was typed and cannot be taken."""

    key: str
    source: str
    translated: Translated | None
    wrong: str = ""


def routes(assistant: Answers, database: Database) -> APIRouter:
    """Return the routes; they go before the review of one question, whose address could be any word."""
    router = APIRouter(prefix="/review/translations")

    @router.get("")
    def show_all(request: Request, _: Reviewer) -> Response:
        return _page(request, "translations.html", rows=tuple(_counted(assistant)))

    @router.get("/{document_id}/{language}")
    def show(request: Request, _: Reviewer, document_id: str, language: Language, show: str = "") -> Response:
        document, memory = _found(assistant, document_id, language)
        return _listed(request, document, memory, only_open=show != "all")

    @router.post("/{document_id}/{language}")
    def correct(request: Request, person: Reviewer, document_id: str, language: Language, form: Filled) -> Response:
        return _correct(request, person, _found(assistant, document_id, language), form, database)

    return router


def _counted(assistant: Answers) -> Iterator[tuple[Document, Coverage]]:
    for document in assistant.documents():
        for language in Language:
            if language is not document.language:
                yield document, coverage(document, assistant.memory(document.id, language))


def _correct(
    request: Request, person: Person, found: tuple[Document, Memory], form: FormData, database: Database
) -> Response:
    """Keep what a reviewer made of a unit; what cannot be taken is shown again, with why."""
    document, memory = found
    everything = request.query_params.get("show") == "all"
    key, words = str(form.get("unit", "")), _clean(str(form.get("text", "")))
    source = source_texts(document).get(key)
    if source is None:  # the document was changed meanwhile
        raise HTTPException(409)
    if not words or len(words) > LONGEST * len(source) + ROOM or (instructs(words) and not instructs(source)):
        return _listed(request, document, memory, only_open=not everything, wrong=(key, words))
    before = memory.units[key].text if key in memory.units else ""
    kept = Correction(document.id, memory.language, key, words, form.get("do") == "check", before)
    translations.save(database, kept, person)
    query = "?show=all" if everything else ""
    return RedirectResponse(f"/review/translations/{document.id}/{memory.language}{query}#u-{key}", 303)


def _found(assistant: Answers, document_id: str, language: Language) -> tuple[Document, Memory]:
    document = assistant.document(document_id)
    if document is None or document.language is language:
        raise HTTPException(404)
    return document, assistant.memory(document_id, language)


def _listed(
    request: Request, document: Document, memory: Memory, *, only_open: bool, wrong: tuple[str, str] = ("", "")
) -> Response:
    rows = [
        Row(key, source, memory.units.get(key), wrong[1] if key == wrong[0] else "")
        for key, source in source_texts(document).items()
        if not only_open or key == wrong[0] or _is_open(memory.units.get(key))
    ]
    values = {"rows": rows, "document": document, "into": memory.language, "only_open": only_open}
    return _page(request, "translation.html", status=422 if wrong[0] else 200, **values)


def _is_open(translated: Translated | None) -> bool:
    return translated is None or translated.origin is not Origin.CHECKED


def _clean(words: str) -> str:
    """Return words on one line, composed, without hidden characters."""
    composed = unicodedata.normalize("NFC", " ".join(words.split()))
    return "".join(char for char in composed if unicodedata.category(char)[0] != "C")


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    language = language_of(request)
    given = {"words": TRANSLATION_TEXTS[language], "texts_board": BOARD_TEXTS[language]} | values
    return page(request, f"review/{template}", status, **given)
