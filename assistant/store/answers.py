"""Answers as they were given, each with all that proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select

from assistant.store import visitors
from assistant.store.database import Database, now
from assistant.store.schema.tables import answers, model_use

CHAT = "chat"
API = "api"


@dataclass(frozen=True)
class Given:
    """An answer that was given; ``record`` is what ``provenance.record`` made of it."""

    id: str
    user_id: str
    record: Mapping[str, Any]
    channel: str = CHAT
    chat_id: str | None = None
    message_id: str | None = None
    created_at: datetime = field(default_factory=now)


def save(database: Database, given: Given) -> None:
    """Keep an answer, with what is looked for in it in columns of its own."""
    answer = given.record["answer"]
    columns = ("question", "language", "status", "composer", "model", "corpus_version", "prompt_version")
    with database.write() as connection:
        visitors.settle(connection, given.user_id)
        connection.execute(
            insert(answers).values(
                id=given.id,
                user_id=given.user_id,
                chat_id=given.chat_id,
                message_id=given.message_id,
                channel=given.channel,
                corpus=database.corpus,
                created_at=given.created_at,
                standalone=answer["standalone_question"],
                record=dict(given.record),
                **{name: answer[name] for name in columns},
            )
        )
        if usage := answer.get("usage"):
            used = {"answer_id": given.id, "created_at": given.created_at, "corpus": database.corpus}
            connection.execute(insert(model_use).values(used | {"model": answer["model"]} | usage))


def get(database: Database, answer_id: str) -> Given | None:
    """Return an answer, whoever it was given to: the caller compares ``user_id``."""
    return _one(database, answers.c.id == answer_id)


def of_message(database: Database, message_id: str) -> Given | None:
    """Return the answer that a message of a chat shows."""
    return _one(database, answers.c.message_id == message_id)


def of_chat(database: Database, chat_id: str) -> tuple[Given, ...]:
    """Return the answers of a chat, oldest first."""
    wanted = select(answers).where(answers.c.chat_id == chat_id).order_by(answers.c.created_at)
    with database.read() as connection:
        return tuple(given_of(row) for row in connection.execute(wanted))


def of_user(database: Database, user_id: str) -> tuple[Given, ...]:
    """Return all answers that a person was given, oldest first."""
    wanted = select(answers).where(answers.c.user_id == user_id).order_by(answers.c.created_at)
    with database.read() as connection:
        return tuple(given_of(row) for row in connection.execute(wanted))


def last_of(database: Database, user_id: str) -> str:
    """Return the id of the answer that a person was given last, empty where there is none."""
    wanted = select(answers.c.id).where(answers.c.user_id == user_id).order_by(answers.c.created_at.desc()).limit(1)
    with database.read() as connection:
        return connection.execute(wanted).scalar() or ""


def _one(database: Database, condition: ColumnElement[bool]) -> Given | None:
    with database.read() as connection:
        row = connection.execute(select(answers).where(condition).limit(1)).one_or_none()
    return given_of(row) if row else None


def given_of(row: Row[tuple[object, ...]]) -> Given:
    """Return the answer that a row of ``answers`` holds."""
    return Given(row.id, row.user_id, row.record, row.channel, row.chat_id, row.message_id, row.created_at)
