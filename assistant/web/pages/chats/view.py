"""What a chat consists of, read from what is kept: for a file, and for whoever has a link to it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from assistant.domain import Answer, Language
from assistant.export.conversation import Asked, Conversation, conversation
from assistant.proof.provenance import recall
from assistant.store import Database, answers, chats
from assistant.store.answers import Given
from assistant.store.chats import ASKED, OWN_FILE, Chat, short
from assistant.store.chats.shares import Share
from assistant.text.plain import plain
from assistant.web.edge import incident
from assistant.web.own import parts_of
from assistant.web.pages.chats.texts import CHAT_TEXTS


def of_chat(database: Database, chat: Chat, language: Language) -> Conversation:
    """Return a chat, for its owner."""
    return _conversation(chat.title, _said(database, chat.id), language, chat.updated_at.date())


def _as_shared(database: Database, share: Share, language: Language) -> Conversation:
    """Return a chat as it was when it was shared, called by its first question.

    What it is called is its owner's, and may be a file's name; what such a file says is for its owner alone.
    """
    said = list(_said(database, share.chat_id, share.created_at))
    asked = next((each.text for each in said if isinstance(each, Asked) and each.is_question), "")
    title = short(asked) or CHAT_TEXTS[language].title
    return _conversation(title, said, language, share.created_at.date())


def _conversation(title: str, said: Iterable[Asked | Answer], language: Language, made: date) -> Conversation:
    told = list(said)
    spoken = next((each.language for each in reversed(told) if isinstance(each, Answer)), language)
    return conversation(title, told, spoken, made)


def leaves_out(database: Database, share: Share) -> bool:
    """Return whether something that a file of the owner's says is left out of what a link shows."""
    said = chats.messages_of(database, share.chat_id)
    return not share.answer_id and any(each.author == OWN_FILE and each.created_at <= share.created_at for each in said)


def of_share(database: Database, share: Share, language: Language) -> Conversation | None:
    """Return what a link leads to; None where it cannot be shown any more."""
    chat = chats.get(database, share.chat_id)
    if chat is None or not share.answer_id:
        return _as_shared(database, share, language) if chat else None
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


def _said(database: Database, chat_id: str, shared: datetime | None = None) -> Iterator[Asked | Answer]:
    """Return what was said in a chat, for its owner, or for others as it was when it was shared."""
    given = {each.message_id: each for each in answers.of_chat(database, chat_id)}
    spoken = Language.EN
    for message in chats.messages_of(database, chat_id):
        if message.is_error or (shared and (message.created_at > shared or message.author == OWN_FILE)):
            continue
        answer = answer_of(given[message.id]) if message.id in given else None
        spoken = answer.language if answer else spoken
        if message.author == OWN_FILE:
            yield Asked("", False, parts_of(message.content, spoken))
            continue
        asked = message.kind == ASKED
        yield answer or Asked(message.content if asked else plain(message.content), asked)
