"""A link shows a chat as it was: where what it shows is changed or removed afterwards, the link is gone."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from assistant.store.schema.tables import messages, shares

ASKED = "user_message"


def overwritten(connection: Connection, chat_id: str, message_id: str, words: str) -> None:
    """Do so where a question is given other words; an answer is shown from its record, which nobody overwrites."""
    question = messages.c.chat_id == chat_id, messages.c.id == message_id, messages.c.kind == ASKED
    other = select(messages.c.created_at).where(*question, messages.c.content != words)
    for row in connection.execute(other).all():
        changed(connection, chat_id, row.created_at)


def changed(connection: Connection, chat_id: str, moment: datetime) -> None:
    """Withdraw the links to a whole chat that show what was said at a moment."""
    whole = shares.c.chat_id == chat_id, shares.c.answer_id.is_(None), shares.c.created_at >= moment
    connection.execute(delete(shares).where(*whole))
