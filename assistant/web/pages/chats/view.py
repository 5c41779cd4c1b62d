"""What a chat consists of, read from what is kept: for a file, and for whoever has a link to it."""

from collections.abc import Iterator
from datetime import datetime

from assistant.domain import Answer, Language
from assistant.export.conversation import Asked, Conversation, conversation
from assistant.proof.provenance import recall
from assistant.store import Database, answers, chats
from assistant.store.answers import Given
from assistant.store.chats import ASKED, Chat
from assistant.store.chats.shares import Share
from assistant.text.plain import plain
from assistant.web.edge import incident
from assistant.web.own import OWN_FILE, parts_of


def of_chat(database: Database, chat: Chat, language: Language, until: datetime | None = None) -> Conversation:
    """Return a chat, or what was said in it up to a moment."""
    said = list(_said(database, chat, until))
    spoken = next((each.language for each in reversed(said) if isinstance(each, Answer)), language)
    return conversation(chat.title, said, spoken, chat.updated_at.date())


def of_share(database: Database, share: Share, language: Language) -> Conversation | None:
    """Return what a link leads to; None where it cannot be shown any more."""
    chat = chats.get(database, share.chat_id)
    if chat is None or not share.answer_id:
        return of_chat(database, chat, language, share.created_at) if chat else None
    given = answers.get(database, share.answer_id)
    answer = answer_of(given) if given else None
    if answer is None:
        return None
    return conversation(answer.question, [answer], answer.language, share.created_at.date())


def given_in(database: Database, chat_id: str) -> list[tuple[str, str]]:
    """Return the answers that a chat shows, each by its id with its question."""
    shown = {each.id for each in chats.messages_of(database, chat_id)}
    found = [each for each in answers.of_chat(database, chat_id) if each.message_id in shown]
    return [(each.id, each.record["answer"]["question"]) for each in found]


def answer_of(given: Given) -> Answer | None:
    """Return the answer that is kept, None where its record cannot be read any more."""
    try:
        return recall(given.record).answer
    except (AttributeError, LookupError, TypeError, ValueError):
        incident.record("Reading an answer")
        return None


def _said(database: Database, chat: Chat, until: datetime | None) -> Iterator[Asked | Answer]:
    given = {each.message_id: each for each in answers.of_chat(database, chat.id)}
    spoken = Language.EN
    for message in chats.messages_of(database, chat.id):
        if message.is_error or (until is not None and message.created_at > until):
            continue
        answer = answer_of(given[message.id]) if message.id in given else None
        spoken = answer.language if answer else spoken
        if message.author == OWN_FILE:
            yield Asked("", False, parts_of(message.content, spoken))
            continue
        asked = message.kind == ASKED
        yield answer or Asked(message.content if asked else plain(message.content), asked)
