"""What Chainlit calls: the starter questions and one handler that answers a message."""

import chainlit as cl
from chainlit.user import User

from assistant.domain import Answer, Language, Turn
from assistant.errors import QuestionError
from assistant.web import incident, render
from assistant.web.messages import TEXTS, preferred
from assistant.web.port import Answers

HISTORY = 8
"""How many earlier messages a follow-up question may lean on."""


def register(assistant: Answers) -> None:
    """Hand Chainlit the handlers."""

    @cl.set_starters
    async def starters(_user: User | None, language: str | None) -> list[cl.Starter]:
        return [cl.Starter(each.label, each.question) for each in TEXTS[preferred(language)].starters]

    @cl.on_message
    async def on_message(message: cl.Message) -> None:
        await reply(assistant, message)


async def reply(assistant: Answers, message: cl.Message) -> None:
    """Answer a message; whatever goes wrong, the reader gets a short message and the log the rest."""
    texts = TEXTS[_browser_language()]
    if not message.content.strip():
        await _send(cl.Message(texts.empty_question))
        return
    try:
        answer = await cl.make_async(assistant.ask)(message.content, _history(message))
        panels = await cl.make_async(_panels)(assistant, answer)
        elements = [cl.CustomElement(name=panel.name, props=panel.props, display="side") for panel in panels]
        await _send(cl.Message(render.markdown(answer), elements=elements))
    except QuestionError:
        await _send(cl.Message(texts.long_question))
    except Exception:  # noqa: BLE001  Chainlit would send the exception's own words to the browser
        await _send(cl.ErrorMessage(texts.failed.format(id=incident.record("Answering"))))


async def _send(message: cl.Message | cl.ErrorMessage) -> None:
    await message.send()  # type: ignore[no-untyped-call]


def _panels(assistant: Answers, answer: Answer) -> list[render.Panel]:
    return [
        render.panel(
            citation, assistant.passage(citation.passage_id), assistant.document(citation.document_id), answer.language
        )
        for citation in render.shown_citations(answer)
    ]


def _history(message: cl.Message) -> tuple[Turn, ...]:
    earlier = [each for each in cl.chat_context.get() if each.id != message.id and not each.is_error]
    return tuple(
        Turn("user", each.content) if each.type == "user_message" else Turn("assistant", render.plain(each.content))
        for each in earlier[-HISTORY:]
    )


def _browser_language() -> Language:
    environment = cl.context.session.environ or {}
    return preferred(environment.get("HTTP_ACCEPT_LANGUAGE"))
