"""Chainlit's view of what is kept: the chats of one person, shown again with their citations."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from chainlit.context import context
from chainlit.data.base import BaseDataLayer
from chainlit.data.utils import queue_until_user_message
from chainlit.element import Element, ElementDict
from chainlit.step import StepDict
from chainlit.types import PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from chainlit.user import PersistedUser, User
from chainlit.user_session import user_session
from starlette.exceptions import HTTPException

from assistant.errors import StoreUnavailable
from assistant.people.person import Origin
from assistant.store import Database, answers, audit, chats, feedback, users
from assistant.store.chats import ASKED, Message
from assistant.store.feedback import WHOLE
from assistant.store.users import Account
from assistant.web.chat.elements import feedback_of, panels_of, run_of, stamp, step_of, thread_of

KINDS = frozenset({"user_message", "assistant_message"})
"""Only what people see is kept: Chainlit's other steps hold a fault's own words."""

LONGEST_PAGE = 100
LONGEST_SEARCH = 1_000
"""Characters that chats may be searched for."""

LEFT = "left"
"""The question that could not be kept when it was asked."""

TURN = "turn"
"""One message after another: an answer does not overtake its question."""


# What happens before the first question waits for it, so that a chat nobody used is not kept.
Method = TypeVar("Method", bound=Callable[..., Any])
waits: Callable[[Method], Method] = queue_until_user_message()  # type: ignore[no-untyped-call]


class ChatHistory(BaseDataLayer):
    """Chainlit's data layer over our store.

    Chainlit asks for some things without saying for whom; what it asks while a chat is open is done in the name of the
    person of that chat, and the rest is refused here and has a route of our own.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """Return a person that ``identity`` has let in; their id is what Chainlit knows them by."""
        with suppress(StoreUnavailable):
            return _person_of(await asyncio.to_thread(users.by_id, self.database, identifier))
        return None

    async def create_user(self, user: User) -> PersistedUser | None:
        """Return a person that is known already, or a visitor of whom nothing is kept yet; Chainlit adds nobody."""
        with suppress(StoreUnavailable):  # it is away: who asks was found out before Chainlit was asked
            known = await asyncio.to_thread(users.by_id, self.database, user.identifier)
            if known is not None or user.metadata.get("origin") != Origin.VISITOR:
                return _person_of(known)
        return PersistedUser(
            id=user.identifier,
            createdAt=stamp(datetime.now(UTC)),
            identifier=user.identifier,
            display_name=user.display_name,
            metadata=user.metadata,
        )

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[ThreadDict]:
        """Return a page of a person's chats, without their messages."""
        limit = min(max(pagination.first, 1), LONGEST_PAGE)
        if len(filters.search or "") > LONGEST_SEARCH:
            raise HTTPException(422)
        found = await asyncio.to_thread(
            chats.page, self.database, filters.userId or "", limit, pagination.cursor or "", filters.search or ""
        )
        ids = [chat.id for chat in found.chats]
        info = PageInfo(found.more, ids[0] if ids else None, ids[-1] if ids else None)
        return PaginatedResponse(info, [thread_of(chat) for chat in found.chats])

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """Return a chat with its messages, citations and feedback."""
        return await asyncio.to_thread(self._thread, thread_id)

    async def get_thread_author(self, thread_id: str) -> str:
        """Return whose chat it is, nobody's where there is none."""
        chat = await asyncio.to_thread(chats.get, self.database, thread_id)
        return chat.user_id if chat else ""

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """Begin a chat, or rename it; what Chainlit holds of a session besides is not kept."""
        if user_id:
            await asyncio.to_thread(chats.begin, self.database, thread_id, user_id, name or "")
        elif name:
            await asyncio.to_thread(chats.rename, self.database, thread_id, name)

    async def delete_thread(self, thread_id: str) -> None:
        """Remove a chat with all that is in it; Chainlit has checked whose it is."""
        await asyncio.to_thread(self._delete, thread_id)

    @waits
    async def create_step(self, step_dict: StepDict) -> None:
        """Keep a message in the chat of the person who is in it.

        A question that came while the database was away is kept with its answer, where that one is.
        """
        person = context.session.user
        if step_dict["type"] not in KINDS or not isinstance(person, PersistedUser):
            return
        message = _message(step_dict)
        async with _turn():
            left = None if message.kind == ASKED else user_session.get(LEFT)  # type: ignore[no-untyped-call]
            try:
                for each in filter(None, (left, message)):
                    await asyncio.to_thread(chats.save, self.database, each, person.id)
            except StoreUnavailable:  # the answer says that it was not kept
                left = message if message.kind == ASKED else left
            else:
                left = None
            user_session.set(LEFT, left)  # type: ignore[no-untyped-call]

    @waits
    async def update_step(self, step_dict: StepDict) -> None:
        """Keep a message's new words."""
        await self.create_step(step_dict)

    @waits
    async def delete_step(self, step_id: str) -> None:
        """Remove a message from the chat of the person who is in it."""
        person = context.session.user
        if isinstance(person, PersistedUser):
            await asyncio.to_thread(chats.remove_message, self.database, step_id, person.id)

    async def create_element(self, element: Element) -> None:
        """Keep nothing: a citation's panel is made again from the answer."""

    async def get_element(self, thread_id: str, element_id: str) -> ElementDict | None:
        """Return none: a chat is given with all its panels."""
        return None

    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Remove nothing: citations belong to their answer."""

    async def upsert_feedback(self, feedback: object) -> str:
        """Refuse: Chainlit does not say whose feedback it is. ``web.feedback`` takes it."""
        raise PermissionError

    async def delete_feedback(self, feedback_id: str) -> bool:
        """Refuse, as above."""
        raise PermissionError

    async def get_favorite_steps(self, user_id: str) -> list[StepDict]:
        """Return none: there are no favourites."""
        return []

    async def build_debug_url(self) -> str:
        """Return none."""
        return ""

    async def close(self) -> None:
        """Leave the database open: the application closes it."""

    def _thread(self, thread_id: str) -> ThreadDict | None:
        chat = chats.get(self.database, thread_id)
        if chat is None:
            return None
        thread = thread_of(chat)
        given = {each.message_id or "": each for each in answers.of_chat(self.database, thread_id)}
        said = {each.target: each for each in feedback.of_chat(self.database, thread_id) if each.citation == WHOLE}
        runs: dict[str, StepDict] = {}
        for message in chats.messages_of(self.database, thread_id):
            answer = given.get(message.id)
            opinion = said.get(answer.id if answer else message.id)
            if message.run_id and message.run_id not in runs:
                runs[message.run_id] = run_of(message)
                thread["steps"].append(runs[message.run_id])
            if message.run_id and opinion:
                runs[message.run_id]["feedback"] = feedback_of(message.run_id, opinion)
            thread["steps"].append(step_of(message))
            if answer is not None:
                thread["elements"] += panels_of(message, answer.record)  # type: ignore[operator]
        return thread

    def _delete(self, thread_id: str) -> None:
        chat = chats.get(self.database, thread_id)
        if chat is not None:
            owner = users.by_id(self.database, chat.user_id)
            chats.remove(self.database, thread_id, owner.person if owner else audit.SYSTEM)


def _turn() -> asyncio.Lock:
    """Return what lets one message of a chat after another be kept."""
    turn: asyncio.Lock | None = user_session.get(TURN)  # type: ignore[no-untyped-call]
    if turn is None:
        user_session.set(TURN, turn := asyncio.Lock())  # type: ignore[no-untyped-call]
    return turn


def _person_of(account: Account | None) -> PersistedUser | None:
    if account is None or account.disabled:
        return None
    person = account.person
    return PersistedUser(
        id=person.id,
        createdAt=stamp(account.created_at),
        identifier=person.id,
        display_name=person.name,
        metadata={"role": person.role.value, "origin": person.origin.value},
    )


def _message(step: StepDict) -> Message:
    return Message(
        id=step["id"],
        chat_id=step["threadId"],
        kind=step["type"],
        author=step.get("name") or "",
        content=step.get("output") or "",
        created_at=_moment(step.get("createdAt")),
        is_error=bool(step.get("isError")),
        run_id=step.get("parentId") if step["type"] == "assistant_message" else None,
    )


def _moment(stamp: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat(stamp or "")
    except ValueError:
        return datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
