"""The buttons under an answer that shows it in the other language, or with the documents' own words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import chainlit as cl

from assistant.answering.translated import in_original
from assistant.domain import Answer, Language
from assistant.locale import message
from assistant.proof.provenance import recall
from assistant.store import Database, answers
from assistant.web.chat import render

ACTION = "language"
LONGEST = 2_000  # characters of a question that a button asks again


@dataclass(frozen=True)
class Again:
    """A question to be answered in a language."""

    question: str
    language: Language


def buttons(answer: Answer, message_id: str, *, keeps: bool) -> list[cl.Action]:
    """Return the buttons of an answer; its own words can be shown where it is kept."""
    if not answer.citations:
        return []
    other = next(each for each in Language if each is not answer.language)
    question = (answer.standalone or answer.question)[:LONGEST]
    found = [_action("other", other, {"do": "other", "question": question, "language": other.value})]
    if keeps and any(part.translation for part in answer.body):
        found.append(_action("originals", answer.language, {"do": "originals", "message": message_id}))
    return found


def again(payload: Mapping[str, Any]) -> Again | None:
    """Return what a button asks again, None for any other; what the browser sends is taken for a question only."""
    if payload.get("do") != "other" or payload.get("language") not in set(Language):
        return None
    return Again(str(payload.get("question", "")), Language(payload["language"]))


async def show_originals(database: Database, user_id: str, payload: Mapping[str, Any]) -> None:
    """Put the documents' own words in the place of translations, in a message of one's own."""
    given = await cl.make_async(answers.of_message)(database, str(payload.get("message", "")))
    if given is None or given.user_id != user_id or given.chat_id != cl.context.session.thread_id:
        return
    answer = in_original(recall(given.record).answer)
    shown = cl.Message(render.markdown(answer), id=given.message_id)
    shown.actions = buttons(replace(answer, body=()), str(given.message_id), keeps=False)
    await shown.update()  # type: ignore[no-untyped-call]


def _action(name: str, language: Language, payload: dict[str, str]) -> cl.Action:
    return cl.Action(name=ACTION, payload=payload, label=message(f"chat_language.{name}", language))
