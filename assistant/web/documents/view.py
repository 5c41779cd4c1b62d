"""What the pages about documents do and show."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from assistant.domain import Language
from assistant.people.person import Person
from assistant.store import Database, audit
from assistant.text.left_out import kinds_left_out
from assistant.web.documents.drafts import Drafts, Kept
from assistant.web.documents.port import Desk, Refused, Row, Stated, TookTooLong
from assistant.web.documents.renewal import Renewal
from assistant.web.documents.texts import DOCUMENTS_TEXTS
from assistant.web.edge.identity import person_of
from assistant.web.edge.queues import Busy, Queue
from assistant.web.page import language_of, page
from assistant.web.pages.source import make_page
from assistant.web.pages.source_texts import SOURCE_TEXTS

CHANGES = {"withdraw": "withdrawn", "reinstate": "reinstated"}
PARAGRAPHS_SHOWN = 40
LONGEST = 500

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sends it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Fault:
    """Why something was not done: the code of a text of ours, and what the command that was run said."""

    code: str
    said: str = ""


@dataclass(frozen=True)
class DocumentPages:
    """The pages; what takes long waits in a queue of its own."""

    desk: Desk
    drafts: Drafts
    renewal: Renewal
    database: Database
    queue: Queue

    async def all(self, request: Request, *, done: str = "", fault: Fault | None = None) -> Response:
        """Show all documents, how the ingest stands, and the form to add one."""
        listed = await self._listed(request)
        rows, failed = ((), listed) if isinstance(listed, Fault) else (listed, None)
        fault = fault or failed
        return _page(
            request, "all.html", 422 if fault else 200, rows=rows, state=self.renewal.state, done=done, fault=fault
        )

    async def upload(self, request: Request, maintainer: Person, given: Upload | None) -> Response:
        """Keep a file as a draft, if it can be read."""
        if given is None:
            return await self.all(request, fault=Fault("no_file"))
        key, path = await asyncio.to_thread(self.drafts.new, given.name, given.data)
        found = await self._looked(request, key, path, Stated())
        if isinstance(found, Fault):
            self.drafts.drop(key)
            return await self.all(request, fault=found)
        audit.note(self.database, maintainer, "document.uploaded", path.name, {"bytes": len(given.data)})
        return RedirectResponse(f"/documents/drafts/{key}", 303)

    async def one(self, request: Request, key: str, fault: Fault | None = None) -> Response:
        """Show a draft: what will be indexed, what is left out, what is amiss and what changes."""
        kept = self._found(key)
        if kept.language is not language_of(request):
            found = await self._looked(request, key, self.drafts.path_of(kept), kept.stated)
            kept, fault = (kept, fault or found) if isinstance(found, Fault) else (found, fault)
        rows = await self._listed(request)
        return _page(
            request,
            "draft.html",
            422 if fault else 200,
            kept=kept,
            stated=_as_found(kept),
            page=make_page(kept.draft.document),
            left_out=kinds_left_out(kept.draft.document),
            rows=() if isinstance(rows, Fault) else [row for row in rows if row.id],
            fault=fault,
            paragraphs_shown=PARAGRAPHS_SHOWN,
        )

    async def again(self, request: Request, key: str, form: Mapping[str, str]) -> Response:
        """Look at a draft again with what is stated of it now."""
        kept = self._found(key)
        found = await self._looked(request, key, self.drafts.path_of(kept), _stated(form))
        if isinstance(found, Fault):
            return await self.one(request, key, found)
        return RedirectResponse(f"/documents/drafts/{key}", 303)

    async def publish(self, request: Request, maintainer: Person, key: str, form: Mapping[str, str]) -> Response:
        """Put a draft in the folder as it is stated now, and ingest."""
        kept, stated = self._found(key), _stated(form)
        stated = replace(stated, replaces=stated.replaces or kept.draft.replaces)
        added = await self._tried(
            request, lambda: self.desk.publish(self.drafts.path_of(kept), stated, language_of(request))
        )
        if isinstance(added, Fault):
            return await self.one(request, key, added)
        details = {"file": added.file, "title": added.title, "replaces": stated.replaces}
        audit.note(self.database, maintainer, "document.published", added.id, details)
        self.drafts.drop(key)
        self.renewal.start(language_of(request))
        return RedirectResponse("/documents?done=published", 303)

    def discard(self, key: str) -> Response:
        """Remove a draft."""
        self.drafts.drop(self._found(key).key)
        return RedirectResponse("/documents?done=discarded", 303)

    async def change(self, request: Request, maintainer: Person, change: str, document_id: str) -> Response:
        """Withdraw a document or put it back, and ingest."""
        if change not in CHANGES:
            raise HTTPException(404)
        act = self.desk.withdraw if change == "withdraw" else self.desk.reinstate
        refused = await self._tried(request, lambda: act(document_id, language_of(request)))
        if isinstance(refused, Fault):
            return await self.all(request, fault=refused)
        audit.note(self.database, maintainer, f"document.{CHANGES[change]}", document_id)
        self.renewal.start(language_of(request))
        return RedirectResponse(f"/documents?done={CHANGES[change]}", 303)

    def file_of(self, key: str) -> Path:
        """Return the file of a draft."""
        return self.drafts.path_of(self._found(key))

    def _found(self, key: str) -> Kept:
        kept = self.drafts.find(key)
        if kept is None:
            raise HTTPException(404)
        return kept

    async def _listed(self, request: Request) -> tuple[Row, ...] | Fault:
        return await self._tried(request, lambda: self.desk.rows(language_of(request)))

    async def _looked(self, request: Request, key: str, path: Path, stated: Stated) -> Kept | Fault:
        language = language_of(request)
        draft = await self._tried(request, lambda: self.desk.look(path, stated, language))
        if isinstance(draft, Fault):
            return draft
        kept = Kept(key, path.name, stated, draft, language)
        self.drafts.keep(kept)
        return kept

    async def _tried(self, request: Request, act: Callable[[], Result]) -> Result | Fault:
        try:
            return await self.queue.do(person_of(request).id, act)
        except Busy:
            return Fault("busy")
        except TookTooLong:
            return Fault("too_long")
        except Refused as refusal:
            return Fault("refused", str(refusal))


def _stated(form: Mapping[str, str]) -> Stated:
    names = ("title", "date", "publisher", "url", "kind", "replaces")
    said = {name: " ".join(form.get(name, "").split())[:LONGEST] for name in names}
    chosen = form.get("language", "")
    return Stated(**said, language=Language(chosen) if chosen in set(Language) else None)


def _as_found(kept: Kept) -> Stated:
    """Return what the form shows: what was stated, else what was found in the document."""
    document, stated = kept.draft.document, kept.stated
    return Stated(
        title=document.title,
        language=document.language,
        date=document.date,
        publisher=stated.publisher,
        url=document.url,
        kind=stated.kind,
        replaces=kept.draft.replaces,
    )


def _page(request: Request, template: str, status: int, **values: object) -> Response:
    language = language_of(request)
    said = {"t": DOCUMENTS_TEXTS[language], "notes": SOURCE_TEXTS[language]}
    return page(request, f"documents/{template}", status, languages=list(Language), **said, **values)
