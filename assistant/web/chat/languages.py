"""The buttons under an answer that show it in the other language, or with the documents' own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answering.translated import in_original
from assistant.domain import Answer, Language
from assistant.locale import message
from assistant.proof.provenance import recall
from assistant.store import Database, answers

ACTION = "language"
LONGEST = 2_000  # characters of a question that a button asks again


@dataclass(frozen=True)
class Button:
    """A button, and what comes back when it is pressed."""

    label: str
    payload: dict[str, str]


@dataclass(frozen=True)
class Again:
    """A question to be answered in a language."""

    question: str
    language: Language


def buttons(answer: Answer, message_id: str, *, keeps: bool) -> list[Button]:
    """Return the buttons of an answer; its own words can be shown where it is kept."""
    if not answer.citations:
        return []
    other = next(each for each in Language if each is not answer.language)
    question = (answer.standalone or answer.question)[:LONGEST]
    payload = {"do": "other", "question": question, "language": other.value}
    found = [Button(message("chat_language.other", other), payload)]
    if keeps and any(part.translation for part in answer.body):
        payload = {"do": "originals", "message": message_id}
        found.append(Button(message("chat_language.originals", answer.language), payload))
    return found


def again(payload: Mapping[str, Any]) -> Again | None:
    """Return what a button asks again, None for any other; what the browser sends is taken for a question only."""
    if payload.get("do") != "other" or payload.get("language") not in list(Language):
        return None
    return Again(str(payload.get("question", "")), Language(payload["language"]))


def originals(database: Database, user_id: str, chat_id: str, payload: Mapping[str, Any]) -> tuple[str, Answer] | None:
    """Return a message of one's own in this chat, and its answer with the documents' own words; None for any other."""
    given = answers.of_message(database, str(payload.get("message", "")))
    if given is None or given.user_id != user_id or given.chat_id != chat_id:
        return None
    return str(given.message_id), in_original(recall(given.record).answer)
