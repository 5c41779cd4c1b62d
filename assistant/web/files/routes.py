"""The routes by which a reader adds a file to a chat of their own, sees which there is, and takes it back."""

import re
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import UploadFile

from assistant.people.person import Person
from assistant.store import Database, chats
from assistant.web.documents.port import Refused, TookTooLong
from assistant.web.edge import incident
from assistant.web.edge.chainlit.allowed import UUID
from assistant.web.edge.identity import person_of
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import Kind, network_of
from assistant.web.edge.queues import Busy
from assistant.web.edge.work import Work
from assistant.web.files.shelf import KINDS, LARGEST, MOST, Full, Shelf
from assistant.web.files.texts import FILE_TEXTS
from assistant.web.page import language_of

PATH = "/files"
ROOM = 10_000
"""Bytes that a form takes around a file."""

Owner = Annotated[Person, Depends(person_of)]


@dataclass(frozen=True)
class Taking:
    """Takes files in, within bounds: of a person's own chat, of kinds and a size that are read."""

    shelf: Shelf
    database: Database
    work: Work

    def is_own(self, chat_id: str, person: Person) -> bool:
        """Return whether a chat is a person's own."""
        chat = chats.get(self.database, chat_id) if re.fullmatch(UUID, chat_id) else None
        return chat is not None and chat.user_id == person.id

    async def take(self, request: Request, chat_id: str, person: Person) -> str:
        """Read the file that is sent, and return its name; the chat is the person's own, or begins with it.

        Raises:
            HTTPException: with what is wrong, in the reader's language.
        """
        texts, limits = FILE_TEXTS[language_of(request)], LIMIT_TEXTS[language_of(request)]
        counted = self.work.limits
        if not counted.take(Kind.API, person, network_of(request)) or not counted.has_reading_left(person):
            raise HTTPException(429, limits.too_many)
        name, content = await _sent(request)
        if Path(name).suffix.lower() not in KINDS:
            raise HTTPException(415, texts.wrong_kind)
        if len(content) > LARGEST:
            raise HTTPException(413, texts.too_large)
        try:
            await self.work.queues.files.do(person.id, self._keep, chat_id, person, name, content)
        except Busy:
            raise HTTPException(503, limits.busy) from None
        except (Refused, TookTooLong):
            incident.record("Reading a reader's file")
            raise HTTPException(422, texts.unreadable) from None
        except Full:
            raise HTTPException(409, texts.full.format(most=MOST)) from None
        return name

    def _keep(self, chat_id: str, person: Person, name: str, content: bytes) -> None:
        """Read a file, and let its chat begin with it; what cannot be read begins none."""
        began = time.monotonic()
        try:
            self._read(chat_id, person, name, content)
        finally:
            self.work.limits.has_read(person, time.monotonic() - began)

    def _read(self, chat_id: str, person: Person, name: str, content: bytes) -> None:
        self.shelf.has_room(partial(chats.existing, self.database, user_id=person.id), chat_id)
        is_new = re.fullmatch(UUID, chat_id) and chats.get(self.database, chat_id) is None
        begins = partial(chats.begin, self.database, chat_id, person.id, name)
        if not (is_new or self.is_own(chat_id, person)) or not self.shelf.add(chat_id, name, content, begins):
            raise HTTPException(404)


def routes(shelf: Shelf | None, database: Database, work: Work) -> APIRouter:
    """Return the routes; without a shelf there is but one, which says so."""
    router = APIRouter(prefix=PATH)

    @router.get("")
    def about(request: Request, _: Owner) -> dict[str, Any]:
        bounds = {"on": shelf is not None, "kinds": list(KINDS), "largest": LARGEST}
        return vars(FILE_TEXTS[language_of(request)]) | bounds

    if shelf is None:
        return router
    taking = Taking(shelf, database, work)

    @router.get("/{chat_id}")
    def which(chat_id: str, person: Owner) -> dict[str, str]:
        return {"name": shelf.name_of(chat_id) if taking.is_own(chat_id, person) else ""}

    @router.delete("/{chat_id}")
    def take_back(chat_id: str, person: Owner) -> dict[str, str]:
        if not taking.is_own(chat_id, person):
            raise HTTPException(404)
        shelf.remove(chat_id)
        return {"name": ""}

    @router.post("/{chat_id}", status_code=201)
    async def add(request: Request, chat_id: str, person: Owner) -> dict[str, str]:
        return {"name": await taking.take(request, chat_id, person)}

    return router


async def _sent(request: Request) -> tuple[str, bytes]:
    """Return the name and the content of the file that is sent, empty where none is."""
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return "", b""
        name = "".join(char for char in Path(file.filename).name if char.isprintable())
        return name, await file.read(LARGEST + 1)
