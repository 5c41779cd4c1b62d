"""The buttons under an answer that show it in the other language, or with the documents' own words and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answering.translated import in_original, shows_translations
from assistant.domain import Answer, Composer, Language
from assistant.locale import message
from assistant.proof.provenance import recall
from assistant.store import Database, answers

ACTION = "language"
LONGEST = 2_000  # characters of a question that a button asks again
ORIGINALS, TRANSLATIONS = "originals", "translations"


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


@dataclass(frozen=True)
class Turned:
    """A message of an answer as it is to be shown, and the button that turns it back."""

    message_id: str
    answer: Answer
    back: Button


def buttons(answer: Answer, message_id: str, *, keeps: bool, original: bool = False) -> list[Button]:
    """Return the buttons of an answer; its own words can be shown, or its translations again, where it is kept."""
    if answer.composer == Composer.LIST or not (answer.citations or answer.nearest):
        return []
    found = []
    if answer.composer != Composer.BRIEF:  # the partner guide makes a brief again by itself
        other = answer.language.other
        question = (answer.standalone or answer.question)[:LONGEST]
        payload = {"do": "other", "question": question, "language": other.value}
        found.append(Button(message("chat_language.other", other), payload))
    if keeps and shows_translations(answer):
        found.append(turning(TRANSLATIONS if original else ORIGINALS, answer.language, message_id))
    return found


def turning(to: str, language: Language, message_id: str) -> Button:
    """Return the button that shows an answer with originals or with translations."""
    return Button(message(f"chat_language.{to}", language), {"do": to, "message": message_id})


def again(payload: Mapping[str, Any]) -> Again | None:
    """Return what a button asks again, None for any other; what the browser sends is taken for a question only."""
    if payload.get("do") != "other" or payload.get("language") not in list(Language):
        return None
    return Again(str(payload.get("question", "")), Language(payload["language"]))


def turned(database: Database, user_id: str, chat_id: str, payload: Mapping[str, Any]) -> Turned | None:
    """Return what a button makes of a message of one's own in this chat; None for any other."""
    to = payload.get("do")
    given = answers.of_message(database, str(payload.get("message", ""))) if to in (ORIGINALS, TRANSLATIONS) else None
    if given is None or given.user_id != user_id or given.chat_id != chat_id:
        return None
    answer = recall(given.record).answer
    back = turning(TRANSLATIONS if to == ORIGINALS else ORIGINALS, answer.language, str(given.message_id))
    return Turned(str(given.message_id), in_original(answer) if to == ORIGINALS else answer, back)
