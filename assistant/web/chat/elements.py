"""What stands with a kept answer in the chat, as Chainlit's page takes it: panels of citations, links to files."""

from typing import Literal

from chainlit.element import ElementDict

from assistant.proof.provenance import Recalled
from assistant.store.chats import Message
from assistant.web.chat import render
from assistant.web.pages import exports


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
