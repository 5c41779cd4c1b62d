"""The documents that a chat is about: chosen beside its questions, kept with it, none at first, which means all."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import Document, Language
from assistant.errors import StoreUnavailable, UnknownDocument
from assistant.people.person import Person
from assistant.store import Database, chats
from assistant.store.chats import marks
from assistant.web.edge.chainlit.allowed import UUID
from assistant.web.edge.identity import person_of
from assistant.web.port import Answers

MOST_REMEMBERED = 10_000
"""Chats that a choice is remembered for."""

MOST_CHOSEN = 100

Choices = OrderedDict[tuple[str, str], frozenset[str]]
"""The documents chosen, by person and chat."""

ChatId = Annotated[str, Field(pattern=f"^{UUID}$")]
DocumentId = Annotated[str, Field(max_length=200)]


class Choice(BaseModel):
    """What the page sends: the documents that a chat is to be about; none: all."""

    model_config = ConfigDict(extra="forbid")

    chat: ChatId
    documents: Annotated[list[DocumentId], Field(max_length=MOST_CHOSEN)]


@dataclass(frozen=True)
class Scopes:
    """The choices of all chats; those of chats in which nothing was asked yet wait here, for they are not kept."""

    assistant: Answers
    database: Database
    _waiting: Choices = field(default_factory=OrderedDict)
    _seen: Choices = field(default_factory=OrderedDict)

    def of(self, user_id: str, chat_id: str) -> frozenset[str]:
        """Return which documents a person's chat is about, of those in service; none where it is about all."""
        waiting = self._waiting.get((user_id, chat_id))
        if waiting is None:
            waiting = self._kept(user_id, chat_id)
        return frozenset(each for each in waiting if self.assistant.document(each))

    def _kept(self, user_id: str, chat_id: str) -> frozenset[str]:
        """Return the choice that is kept with a chat; while the database is away, the one that was seen last."""
        try:
            chat = chats.get(self.database, chat_id)
        except StoreUnavailable:
            return self._seen.get((user_id, chat_id), frozenset())
        found = chat.scope if chat and chat.user_id == user_id else frozenset()
        _remember(self._seen, (user_id, chat_id), found)
        return found

    def choose(self, user_id: str, chat_id: str, documents: frozenset[str]) -> bool:
        """Choose documents for a chat of one's own or a new one; False where it is somebody else's.

        Raises:
            UnknownDocument: where one of them is not in service.
        """
        if unknown := sorted(each for each in documents if self.assistant.document(each) is None):
            raise UnknownDocument(unknown)
        chat = chats.get(self.database, chat_id)
        if chat is not None:
            return chat.user_id == user_id and marks.limit(self.database, chat_id, user_id, documents)
        _remember(self._waiting, (user_id, chat_id), documents)
        return True

    async def settle(self, user_id: str, chat_id: str) -> None:
        """Keep a choice with its chat, which has begun."""
        waiting = self._waiting.get((user_id, chat_id))
        if waiting is None:
            return
        if await asyncio.to_thread(marks.limit, self.database, chat_id, user_id, waiting):
            self._waiting.pop((user_id, chat_id), None)


def _remember(choices: Choices, chat: tuple[str, str], documents: frozenset[str]) -> None:
    """Remember a choice; the oldest are forgotten."""
    choices[chat] = documents
    while len(choices) > MOST_REMEMBERED:
        choices.popitem(last=False)


def routes(scopes: Scopes) -> APIRouter:
    """Return the routes; a chat of somebody else is not there."""
    router = APIRouter()
    Someone = Annotated[Person, Depends(person_of)]

    @router.get("/scope/{chat}")
    def show(chat: ChatId, person: Someone) -> dict[str, object]:
        return {
            "chosen": sorted(scopes.of(person.id, chat)),
            "documents": list(map(_json, scopes.assistant.documents())),
        }

    @router.put("/scope")
    def choose(choice: Choice, person: Someone) -> dict[str, object]:
        try:
            own = scopes.choose(person.id, choice.chat, frozenset(choice.documents))
        except UnknownDocument:
            raise HTTPException(422) from None
        if not own:
            raise HTTPException(404)
        return {"chosen": sorted(scopes.of(person.id, choice.chat))}

    return router


def _json(document: Document) -> dict[str, str]:
    language: Language = document.language
    return {"id": document.id, "title": document.title, "language": language.value}
