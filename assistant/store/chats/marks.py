"""What a person sets for a chat of their own: that it is pinned, and which documents it is about."""

from collections.abc import Collection

from sqlalchemy import and_, select, update

from assistant.store.chats import Chat, chats_of, is_own, short
from assistant.store.database import Database
from assistant.store.schema.tables import chats


def pin(database: Database, chat_id: str, user_id: str, *, pinned: bool) -> bool:
    """Pin a chat, or let it go; False where it is not the person's."""
    return _set(database, chat_id, user_id, pinned=pinned)


def limit(database: Database, chat_id: str, user_id: str, documents: Collection[str]) -> bool:
    """Say which documents a chat is about; False where it is not the person's."""
    return _set(database, chat_id, user_id, scope=" ".join(sorted(documents)))


def pinned_of(database: Database, user_id: str) -> tuple[Chat, ...]:
    """Return a person's pinned chats, the last touched first."""
    wanted = select(chats).where(chats.c.user_id == user_id, chats.c.pinned).order_by(chats.c.updated_at.desc())
    with database.read() as connection:
        return chats_of(connection.execute(wanted).all())


def call(database: Database, chat_id: str, user_id: str, title: str, instead_of: Collection[str]) -> bool:
    """Give a person's chat a title in the place of one that says nothing; False where it has another."""
    named = and_(is_own(chat_id, user_id), chats.c.title.in_([short(each) for each in instead_of]))
    with database.write() as connection:
        changed = connection.execute(update(chats).where(named).values(title=short(title)))
    return changed.rowcount > 0


def _set(database: Database, chat_id: str, user_id: str, **values: object) -> bool:
    with database.write() as connection:
        changed = connection.execute(update(chats).where(is_own(chat_id, user_id)).values(values))
    return changed.rowcount > 0
