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
from assistant.store.review.translations import Correction, Opinion, agree
from assistant.text.memory import Coverage, Memory, Origin, Translated, coverage, lapsed, source_texts
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
    """A unit: its words, and what they are in the other language; ``wrong`` is what was typed and cannot be taken.

    ``opinions`` is what each reviewer left it as, ``own`` what the one who looks can take back.
    """

    key: str
    source: str
    translated: Translated | None
    opinions: tuple[Opinion, ...] = ()
    own: int = 0
    wrong: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is to be checked, or reviewers differ on it."""
        return self.translated is None or self.translated.origin is not Origin.CHECKED or not self.agreed

    @property
    def agreed(self) -> bool:
        """Whether reviewers left it in the same words, as far as there are two."""
        return not self.opinions or agree(self.opinions)


def routes(assistant: Answers, database: Database) -> APIRouter:
    """Return the routes; they go before the review of one question, whose address could be any word."""
    router = APIRouter(prefix="/review/translations")

    @router.get("")
    def show_all(request: Request, _: Reviewer) -> Response:
        agreed = translations.agreement(database)
        return _page(request, "translations.html", rows=tuple(_counted(assistant)), agreed=agreed)

    @router.get("/{document_id}/{language}")
    def show(request: Request, person: Reviewer, document_id: str, language: Language) -> Response:
        return _listed(request, person, _found(assistant, document_id, language), database)

    @router.post("/{document_id}/{language}")
    def correct(request: Request, person: Reviewer, document_id: str, language: Language, form: Filled) -> Response:
        return _correct(request, person, _found(assistant, document_id, language), form, database)

    return router


def _counted(assistant: Answers) -> Iterator[tuple[Document, Coverage, int]]:
    """Yield how much of each document is translated, and how many of its translations lapsed."""
    for document in assistant.documents():
        memory = assistant.memory(document.id, document.language.other)
        yield document, coverage(document, memory), len(lapsed(document, memory))


def _correct(
    request: Request, person: Person, found: tuple[Document, Memory], form: FormData, database: Database
) -> Response:
    """Keep what a reviewer made of a unit; what cannot be taken is shown again, with why."""
    document, memory = found
    query = "?show=all" if request.query_params.get("show") == "all" else ""
    key, words = str(form.get("unit", "")), _clean(str(form.get("text", "")))
    source = source_texts(document).get(key)
    if source is None:  # the document was changed meanwhile
        raise HTTPException(409)
    if form.get("do") == "undo":
        translations.undo(database, _number(str(form.get("opinion", ""))), person)
    elif not words or len(words) > LONGEST * len(source) + ROOM or (instructs(words) and not instructs(source)):
        return _listed(request, person, found, database, wrong=(key, words))
    else:
        before = memory.units[key].text if key in memory.units else ""
        kept = Correction(document.id, memory.language, key, words, form.get("do") == "check", before)
        translations.save(database, kept, person)
    return RedirectResponse(f"/review/translations/{document.id}/{memory.language}{query}#u-{key}", 303)


def _found(assistant: Answers, document_id: str, language: Language) -> tuple[Document, Memory]:
    document = assistant.document(document_id)
    if document is None or document.language is language:
        raise HTTPException(404)
    return document, assistant.memory(document_id, language)


def _listed(
    request: Request,
    person: Person,
    found: tuple[Document, Memory],
    database: Database,
    wrong: tuple[str, str] = ("", ""),
) -> Response:
    document, memory = found
    everything = request.query_params.get("show") == "all"
    said = translations.standing(database, document.id, memory.language)
    rows = []
    for key, source in source_texts(document).items():
        opinions = said.get(key, ())
        own = next((each.id for each in opinions if each.reviewer_id == person.id), 0)
        row = Row(key, source, memory.units.get(key), opinions, own, wrong[1] if key == wrong[0] else "")
        if everything or key == wrong[0] or row.is_open:
            rows.append(row)
    values = {"rows": rows, "document": document, "into": memory.language, "only_open": not everything}
    lost = lapsed(document, memory)
    return _page(request, "translation.html", status=422 if wrong[0] else 200, lost=lost, **values)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 12 else 0


def _clean(words: str) -> str:
    """Return words on one line, composed, without hidden characters."""
    composed = unicodedata.normalize("NFC", " ".join(words.split()))
    return "".join(char for char in composed if unicodedata.category(char)[0] != "C")


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    language = language_of(request)
    given = {"words": TRANSLATION_TEXTS[language], "texts_board": BOARD_TEXTS[language]} | values
    return page(request, f"review/{template}", status, **given)
