"""Where the partner guide of a chat is: of a person's own chat, and of no other."""

from typing import Any

from sqlalchemy import select, update

from assistant.store.chats import is_own
from assistant.store.database import Database
from assistant.store.schema.tables import chats


def kept(database: Database, chat_id: str, user_id: str) -> dict[str, Any] | None:
    """Return where the guide is, None where none is under way."""
    with database.read() as connection:
        found = connection.execute(select(chats.c.guide).where(is_own(chat_id, user_id))).scalar_one_or_none()
    return found or None


def keep(database: Database, chat_id: str, user_id: str, guide: dict[str, Any] | None) -> None:
    """Keep where the guide is."""
    with database.write() as connection:
        connection.execute(update(chats).where(is_own(chat_id, user_id)).values(guide=guide or {}))
