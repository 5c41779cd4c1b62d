"""People who are logged in, put into the database of a server before it starts."""

from collections.abc import Sequence
from datetime import timedelta

from assistant.people.person import Role
from assistant.settings import Settings
from assistant.store import Database, chats, open_database, sessions, users
from assistant.store.chats import Message
from assistant.store.database import now
from evals.bench.questions import QUESTIONS


def log_in_people(settings: Settings, count: int, histories: int) -> Sequence[str]:
    """Return the session tokens of so many new people, the first of whom has a number of chats already."""
    database = open_database(settings.database_address)
    try:
        people = [users.add(database, f"Person {number}", Role.READER) for number in range(count)]
        for number in range(histories):
            _add_chat(database, people[0].id, number)
        return [sessions.begin(database, person.id, timedelta(hours=8), now()) for person in people]
    finally:
        database.close()


def _add_chat(database: Database, user_id: str, number: int) -> None:
    chat, question = f"chat-{number}", QUESTIONS[number % len(QUESTIONS)][1]
    chats.begin(database, chat, user_id, f"{question} {number}")
    for kind, words in (("user_message", question), ("assistant_message", "The documents say nothing of it. " * 20)):
        chats.save(database, Message(f"{chat}-{kind}", chat, kind, "", words, now()), user_id)
