"""What is kept of a chat as Chainlit's page takes it: messages, what is said of them, panels of citations, files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from chainlit.element import ElementDict
from chainlit.step import StepDict
from chainlit.types import FeedbackDict, ThreadDict

from assistant.proof.provenance import Recalled, recall
from assistant.store.chats import Chat, Message
from assistant.store.feedback import Feedback
from assistant.web.chat import render
from assistant.web.edge import incident
from assistant.web.pages import exports

RUN = "on_message"
"""Chainlit's name for what happens between a question and the end of its replies."""


def panels_of(message: Message, record: Mapping[str, Any]) -> list[ElementDict]:
    """Return what belongs to an answer; nothing where its record cannot be read, so that the chat is shown."""
    try:
        return elements_of(message, recall(record))
    except (AttributeError, LookupError, TypeError, ValueError):
        incident.record("Reading an answer")
        return []


def thread_of(chat: Chat) -> ThreadDict:
    """Return a chat, without its messages."""
    return ThreadDict(
        id=chat.id,
        createdAt=stamp(chat.updated_at),
        name=chat.title,
        userId=chat.user_id,
        userIdentifier=chat.user_id,
        tags=[],
        metadata={},
        steps=[],
        elements=[],
    )


def step_of(message: Message) -> StepDict:
    """Return a message as Chainlit's page takes it."""
    at = stamp(message.created_at)
    kind: Any = message.kind
    return StepDict(
        id=message.id,
        threadId=message.chat_id,
        parentId=message.run_id,
        type=kind,
        name=message.author,
        input="",
        output=message.content,
        isError=message.is_error,
        createdAt=at,
        start=at,
        end=at,
        streaming=False,
        metadata={},
    )


def run_of(message: Message) -> StepDict:
    """Return the run of a reply: what Chainlit's page offers to rate."""
    run = step_of(message)
    run.update(StepDict(id=message.run_id or "", parentId=None, type="run", name=RUN, output="", isError=False))
    return run


def feedback_of(run_id: str, opinion: Feedback) -> FeedbackDict:
    """Return what was said of a reply."""
    value: Any = opinion.value
    return FeedbackDict(forId=run_id, id=opinion.id, value=value, comment=opinion.comment)


def stamp(moment: datetime) -> str:
    """Return a moment as the page reads it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def elements_of(message: Message, recalled: Recalled) -> list[ElementDict]:
    """Return the panels of an answer's citations, and the links to it as a file."""
    shown = [
        _element(message, str(panel.number), name=panel.name, display="side", props=panel.props)
        for panel in render.panels(recalled)
    ]
    if exports.are_offered(recalled.answer):
        links = exports.links_of(recalled.answer)
        shown.append(_element(message, "files", name=exports.ELEMENT, display="inline", props=links))
    return shown


def _element(
    message: Message, part: str, *, name: str, display: Literal["inline", "side"], props: dict[str, object]
) -> ElementDict:
    """Return a part of a message as Chainlit's page takes it."""
    return ElementDict(
        id=f"{message.id}-{part}",
        threadId=message.chat_id,
        forId=message.id,
        type="custom",
        name=name,
        display=display,
        props=props,
        mime="application/json",
    )
