"""The chat's socket: the one place where what a client says over it is looked at before Chainlit sees it.

Whatever is not named here is closed: an event that a later Chainlit adds opens nothing by itself.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version
from typing import Annotated, Any
from uuid import uuid4

from chainlit.data import get_data_layer
from chainlit.session import WebsocketSession
from pydantic import BaseModel, StringConstraints, ValidationError
from socketio import AsyncNamespace, AsyncServer  # type: ignore[import-untyped]

from assistant.errors import ConfigurationError
from assistant.people.person import Person
from assistant.telemetry.request import begin
from assistant.telemetry.spans import request_span
from assistant.web.edge import incident
from assistant.web.edge.chainlit.allowed import UUID
from assistant.web.edge.sparing import Sparing

logger = Sparing(logging.getLogger(__name__))

Handler = Callable[..., Awaitable[object]]

ROOT = "/"
"""Socket.IO's name for the only group of events that there is."""

Id = Annotated[str, StringConstraints(strict=True, pattern=rf"^{UUID}$")]


class Introduction(BaseModel):
    """What Chainlit's page says of itself when it connects, as far as we believe it."""

    sessionId: Id
    threadId: Id | Annotated[str, StringConstraints(strict=True, max_length=0)] | None = None

    def as_taken(self) -> dict[str, Any]:
        """Return it as Chainlit takes it."""
        return {"clientType": "webapp", "userEnv": None, "chatProfile": None} | self.model_dump()


class Words(BaseModel):
    """What a person typed, under the id that the page gave it."""

    id: Id
    output: Annotated[str, StringConstraints(strict=True)]


class Said(BaseModel):
    """A message as Chainlit's page sends it; what else stands in it is what only we may say."""

    message: Words

    def as_taken(self) -> dict[str, Any]:
        """Return it as Chainlit takes it: a person's message, whatever it calls itself."""
        own = {"type": "user_message", "name": "user", "createdAt": ""}
        return {"message": own | self.message.model_dump(), "fileReferences": []}


TAKEN: Mapping[str, type[Said] | None] = {
    "connection_successful": None,
    "client_message": Said,
    "edit_message": Said,
    "stop": None,
    "clear_session": None,
}
"""The events that our pages send, with what comes along."""

UNHEARD = frozenset({"fetch_favorites", "window_message"})
"""What Chainlit's page sends by itself, and nobody here wants to know."""


class Channel(AsyncNamespace):  # type: ignore[misc]
    """Takes Chainlit's place at the socket, and hands on what is allowed.

    Raises:
        ConfigurationError: the installed Chainlit does not take what our pages send.
    """

    def __init__(self, server: AsyncServer) -> None:
        super().__init__(ROOT)
        self.handlers: dict[str, Handler] = server.handlers.pop(ROOT, {})
        missing = sorted({"connect", "disconnect", *TAKEN} - set(self.handlers))
        if missing:
            raise ConfigurationError(
                f"Chainlit {version('chainlit')} does not take {', '.join(missing)}, which the chat needs. "
                "Install the version that `requirements.lock` names."
            )
        server.register_namespace(self)

    async def trigger_event(self, event: Any, sid: str, *given: Any) -> object:
        """Hand an event on, or drop it."""
        if event == "connect" and self._is_from_the_server(event, sid, given):
            return await self._connect(sid, *given)
        if event == "disconnect" and self._is_from_the_server(event, sid, given):
            return await self.handlers[event](sid)
        if event not in UNHEARD:
            await self._take(event, sid, given)
        return None

    def _is_from_the_server(self, event: str, sid: str, given: tuple[Any, ...]) -> bool:
        """Return whether a line was opened or cut; a client can send events of these names too."""
        if event == "disconnect":
            return not self.server.manager.is_connected(sid, ROOT)
        return bool(given) and given[0] is self.server.get_environ(sid, ROOT)

    async def _connect(self, sid: str, environ: dict[str, Any], says: Any = None) -> object:
        if environ.setdefault("assistant.session", sid) != sid:
            raise _refused("a second session on one line")
        try:
            taken = Introduction.model_validate(says)
        except ValidationError:
            raise _refused("a session without an id of its own") from None
        session, person = WebsocketSession.get_by_id(taken.sessionId), person_of(environ)
        if person is None or (session is not None and (not session.user or session.user.identifier != person.id)):
            raise _refused("a session of somebody else")
        try:
            own = session is not None or await _is_own(taken.threadId, person)
            opened = await self.handlers["connect"](sid, environ, taken.as_taken())
            if not own:
                _give_new_chat(sid)
            return opened
        except ConnectionRefusedError:
            raise
        except Exception:  # noqa: BLE001  the last catch: the client is refused, and the log has the rest
            raise ConnectionRefusedError(incident.record("Opening a chat")) from None

    async def _take(self, event: Any, sid: str, given: tuple[Any, ...]) -> None:
        if not isinstance(event, str) or event not in TAKEN or WebsocketSession.get(sid) is None:
            logger.warning("Dropped an event that is not used here: %.80r", event)
            return
        form = TAKEN[event]
        try:
            taken = (form.model_validate(*given).as_taken(),) if form else ()
        except (TypeError, ValidationError):
            logger.warning("Dropped an event %s of another form than our pages send", event)
            return
        begin()  # each message is a request of its own
        with request_span(event):
            await self.handlers[event](sid, *taken)


def person_of(environ: Mapping[str, Any]) -> Person | None:
    """Return who opened a line, as ``identity`` found out."""
    person: Person | None = environ["asgi.scope"].get("state", {}).get("person")
    return person


async def _is_own(chat_id: str | None, person: Person) -> bool:
    """Return whether there is a chat of an id, and it is a person's."""
    kept = get_data_layer()  # type: ignore[no-untyped-call]
    return bool(kept and chat_id and await kept.get_thread_author(chat_id) == person.id)


def _give_new_chat(sid: str) -> None:
    """Let what is asked over a new line begin a chat whose id is ours.

    An id that somebody brings may be one that another person gave them, who waits there for what they will say.
    """
    session = WebsocketSession.get(sid)
    if session is not None:
        session.thread_id = str(uuid4())


def _refused(what: str) -> ConnectionRefusedError:
    logger.warning("Refused %s", what)
    return ConnectionRefusedError("refused")
