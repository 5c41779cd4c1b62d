"""Conversations: each belongs to one person, and only that person's id opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, exists, func, or_, select, update

from assistant.store import audit, visitors
from assistant.store.chats import fixed
from assistant.store.chats.fixed import ASKED as ASKED
from assistant.store.database import Database, inserting, now
from assistant.store.groups import remove_empty
from assistant.store.schema.tables import chats, messages

MAX_TITLE = 120
OWN_FILE = "own file"
"""Who says what a reader's own file says: no answer of ours, and for nobody else."""
SAME_SERVER = timedelta(seconds=1)


@dataclass(frozen=True)
class Chat:
    """A conversation without its messages; ``scope`` are the documents that it is about, empty: all."""

    id: str
    user_id: str
    title: str
    created_at: datetime
    updated_at: datetime
    pinned: bool = False
    scope: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Message:
    """One message of a conversation; ``kind`` is ``user_message`` or ``assistant_message``.

    ``run_id`` is what the replies to one question have in common.
    """

    id: str
    chat_id: str
    kind: str
    author: str
    content: str
    created_at: datetime
    is_error: bool = False
    run_id: str | None = None


@dataclass(frozen=True)
class Page:
    """Some of a person's chats, the last touched first; ``more`` tells whether there are others after them."""

    chats: tuple[Chat, ...]
    more: bool


def begin(database: Database, chat_id: str, user_id: str, title: str = "") -> bool:
    """Begin a chat, or give one that has no title yet its title; False where the id is another person's chat."""
    with database.write() as connection:
        return _begin(connection, chat_id, user_id, title)


def get(database: Database, chat_id: str) -> Chat | None:
    """Return a chat, whoever it belongs to: the caller compares ``user_id``."""
    with database.read() as connection:
        row = connection.execute(select(chats).where(chats.c.id == chat_id)).one_or_none()
    return _chat(row) if row else None


def existing(database: Database, ids: Sequence[str], user_id: str = "") -> frozenset[str]:
    """Return which of some chats there are, or are a person's own."""
    wanted = select(chats.c.id).where(chats.c.id.in_(ids), *[chats.c.user_id == user_id] * bool(user_id))
    with database.read() as connection:
        return frozenset(connection.execute(wanted).scalars())


def rename(database: Database, chat_id: str, title: str) -> None:
    """Give a chat another title."""
    with database.write() as connection:
        connection.execute(update(chats).where(chats.c.id == chat_id).values(title=short(title)))


def remove(database: Database, chat_id: str, actor: audit.Named) -> None:
    """Remove a chat with its messages, answers and feedback; the audit log tells who did it."""
    with database.erase() as connection:
        connection.execute(delete(chats).where(chats.c.id == chat_id))
        remove_empty(connection)
        audit.add(connection, actor, "chat.removed", chat_id)


def is_of(database: Database, chat_id: str, user_id: str) -> bool:
    """Return whether there is a chat, and it is a person's own."""
    return bool(user_id and existing(database, [chat_id], user_id))


def save(database: Database, message: Message, user_id: str) -> bool:
    """Add a message to a person's chat, begun where needed, or replace its words; False where it is not theirs."""
    with database.write() as connection:
        if not _begin(connection, message.chat_id, user_id):
            return False
        # An id that stands in another chat is another person's message, or a mistake: it is left as it is. So is an
        # answer whose id somebody gives to a question.
        replaced = inserting(connection, messages).values(
            vars(message) | {"created_at": _in_order(connection, message)}
        )
        changed = {"content": message.content, "is_error": message.is_error}
        here = and_(messages.c.chat_id == message.chat_id, messages.c.kind == message.kind)
        if message.kind == ASKED:
            fixed.overwritten(connection, message.chat_id, message.id, message.content)
        saved = connection.execute(
            replaced.on_conflict_do_update(index_elements=["id"], set_=changed, where=here).returning(messages.c.id)
        ).one_or_none()
        connection.execute(update(chats).where(is_own(message.chat_id, user_id)).values(updated_at=now()))
    return saved is not None


def remove_message(database: Database, message_id: str, user_id: str) -> None:
    """Remove a message from a person's own chat."""
    own = select(chats.c.id).where(chats.c.user_id == user_id)
    with database.erase() as connection:
        gone = delete(messages).where(messages.c.id == message_id, messages.c.chat_id.in_(own))
        for row in connection.execute(gone.returning(messages.c.chat_id, messages.c.created_at)).all():
            fixed.changed(connection, row.chat_id, row.created_at)


def edit_message(database: Database, message_id: str, user_id: str, content: str) -> bool:
    """Give a person's own question other words and remove what came after it; False where it is not theirs.

    The answers to what is removed stay until their chat goes: they were given, and what was thought of them is kept.
    """
    own = select(chats.c.id).where(chats.c.user_id == user_id)
    asked = and_(messages.c.id == message_id, messages.c.kind == ASKED, messages.c.chat_id.in_(own))
    with database.erase() as connection:
        message = connection.execute(select(messages).where(asked)).one_or_none()
        if message is None:
            return False
        here = messages.c.chat_id == message.chat_id
        first = connection.execute(
            select(messages.c.id).where(here).order_by(messages.c.created_at, messages.c.id).limit(1)
        ).scalar_one()
        later = or_(
            messages.c.created_at > message.created_at,
            and_(messages.c.created_at == message.created_at, messages.c.id > message_id),
        )
        connection.execute(delete(messages).where(here, later))
        fixed.changed(connection, message.chat_id, message.created_at)
        connection.execute(update(messages).where(messages.c.id == message_id).values(content=content))
        if first == message_id:  # a chat is called by its first question until somebody gives it another name
            named = and_(is_own(message.chat_id, user_id), chats.c.title == short(message.content))
            connection.execute(update(chats).where(named).values(title=short(content)))
    return True


def messages_of(database: Database, chat_id: str) -> tuple[Message, ...]:
    """Return a chat's messages in order."""
    wanted = select(messages).where(messages.c.chat_id == chat_id).order_by(messages.c.created_at, messages.c.id)
    with database.read() as connection:
        return tuple(_message(row) for row in connection.execute(wanted))


def rated(database: Database, rated_id: str) -> Message | None:
    """Return the message of an id, or the last reply of a run; the caller compares the chat's owner."""
    wanted = select(messages).where(or_(messages.c.id == rated_id, messages.c.run_id == rated_id))
    with database.read() as connection:
        row = connection.execute(wanted.order_by(messages.c.created_at.desc()).limit(1)).one_or_none()
    return _message(row) if row else None


def page(database: Database, user_id: str, limit: int, after: str = "", words: str = "") -> Page:
    """Return a person's chats, those whose title or messages hold the words; ``after`` is the last chat's id."""
    wanted = select(chats).where(chats.c.user_id == user_id)
    if words.strip():
        wanted = wanted.where(_holds(words.strip()))
    with database.read() as connection:
        rows = connection.execute(_after(wanted, after).limit(limit + 1)).all()
    return Page(chats_of(rows[:limit]), len(rows) > limit)


def short(title: str) -> str:
    """Return the first words of a question as a title of one line."""
    line = "".join(filter(str.isprintable, " ".join(title.split())))
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"


def _begin(connection: Connection, chat_id: str, user_id: str, title: str = "") -> bool:
    owner = select(chats.c.user_id).where(chats.c.id == chat_id)
    found = connection.execute(owner).scalar_one_or_none()
    if found is None:
        moment = now()
        values = {"id": chat_id, "user_id": user_id, "title": short(title), "created_at": moment, "updated_at": moment}
        visitors.settle(connection, user_id)
        connection.execute(inserting(connection, chats).values(values).on_conflict_do_nothing())
        found = connection.execute(owner).scalar_one()  # another server may have begun it in between
    if title and found == user_id:
        untitled = and_(is_own(chat_id, user_id), chats.c.title == "")
        connection.execute(update(chats).where(untitled).values(title=short(title)))
    return bool(found == user_id)


def _in_order(connection: Connection, message: Message) -> datetime:
    """Return when a message was said, at least after what was said before it.

    A chat may go on at another server, whose clock is behind. Within ``SAME_SERVER`` it is that of the same server,
    which keeps what was said at nearly the same time in any order.
    """
    earlier = (messages.c.chat_id == message.chat_id, messages.c.id != message.id)
    last: datetime | None = connection.execute(select(func.max(messages.c.created_at)).where(*earlier)).scalar()
    if last is None or last - message.created_at < SAME_SERVER:
        return message.created_at
    return last + timedelta(microseconds=1)


def _after(wanted: Select[tuple[object, ...]], chat_id: str) -> Select[tuple[object, ...]]:
    if chat_id:
        last = select(chats.c.updated_at).where(chats.c.id == chat_id).scalar_subquery()
        wanted = wanted.where(or_(chats.c.updated_at < last, and_(chats.c.updated_at == last, chats.c.id < chat_id)))
    return wanted.order_by(chats.c.updated_at.desc(), chats.c.id.desc())


def _holds(words: str) -> ColumnElement[bool]:
    said = exists().where(messages.c.chat_id == chats.c.id, messages.c.content.icontains(words, autoescape=True))
    return or_(chats.c.title.icontains(words, autoescape=True), said)


def is_own(chat_id: str, user_id: str) -> ColumnElement[bool]:
    """Return the condition of a chat that is a person's own."""
    return and_(chats.c.id == chat_id, chats.c.user_id == user_id)


def chats_of(rows: Sequence[Row[tuple[object, ...]]]) -> tuple[Chat, ...]:
    """Return the chats that rows of ``chats`` hold."""
    return tuple(_chat(row) for row in rows)


def _chat(row: Row[tuple[object, ...]]) -> Chat:
    scope = frozenset(row.scope.split())
    return Chat(row.id, row.user_id, row.title, row.created_at, row.updated_at, row.pinned, scope)


def _message(row: Row[tuple[object, ...]]) -> Message:
    return Message(row.id, row.chat_id, row.kind, row.author, row.content, row.created_at, row.is_error, row.run_id)
