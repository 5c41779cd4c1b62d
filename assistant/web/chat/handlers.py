"""What Chainlit calls: the starter questions, one handler that answers a message, and the chats of earlier days."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from uuid import uuid4

import chainlit as cl
from chainlit.types import ThreadDict
from chainlit.user import User

from assistant.domain import Answer, Language, Turn
from assistant.errors import QuestionError
from assistant.partner.wording import step_text
from assistant.people.person import Person
from assistant.proof.provenance import recall
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.chat import admission, asking, beside, editing, history, lines, render, writing
from assistant.web.chat.guide import GuideChat, NoGuide, lead
from assistant.web.chat.guide.buttons import ACTION
from assistant.web.chat.language import buttons, switching
from assistant.web.chat.language.switching import Switching
from assistant.web.chat.panels import element
from assistant.web.chat.suggestions import Suggestions
from assistant.web.chat.tools import again, earlier
from assistant.web.chat.tools.scope import Scopes
from assistant.web.chat.tools.task import as_task
from assistant.web.chat.tools.texts import TOOL_TEXTS
from assistant.web.edge import incident
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import Limits
from assistant.web.edge.queues import Queue
from assistant.web.edge.work import Work
from assistant.web.files.shelf import Shelf
from assistant.web.kept import Keeper, Outcome, Place
from assistant.web.messages import TEXTS, preferred
from assistant.web.pages import exports
from assistant.web.port import Guides

Result = TypeVar("Result")

NOT_KEPT = "NotKept"
"""The component that says so under an answer, and takes its thumbs away."""


@dataclass(frozen=True)
class Around:
    """What an answer in the chat is made with besides: questions to go on with, and the documents chosen."""

    suggestions: Suggestions
    scopes: Scopes


def register(keeper: Keeper, work: Work, scopes: Scopes, guide: Guides | None, shelf: Shelf | None) -> None:
    """Hand Chainlit the handlers."""
    around = Around(Suggestions(keeper.assistant), scopes)
    switched = Switching(keeper, partial(_again, keeper, around, work.queues.chat))
    own = partial(beside.around, shelf, keeper.database)
    leads = lead(guide, partial(_show, keeper), keeper.database if keeper.keeps else None, work.queues.chat)

    @cl.data_layer  # type: ignore[arg-type]  # without one, Chainlit keeps nothing
    def data_layer() -> history.ChatHistory | None:
        return history.ChatHistory(keeper.database) if keeper.keeps else None

    writing.register_stop()

    @cl.set_starters
    async def starters(_user: User | None, language: str | None) -> list[cl.Starter]:
        return _starters(preferred(language), guided=leads.offered)

    @cl.on_message
    async def on_message(message: cl.Message) -> None:
        await around.suggestions.withdraw()
        if await _guarded(_taken(keeper, leads, message.content)) is False:
            said = own(message.content, _browser_language(), work.queues.chat)
            async with lines.answering(cl.context.session.thread_id), said:
                await reply(keeper, message, around, work.queues.chat)
            if leads.suits(message.content):
                await _guarded(leads.offer(message.content, _browser_language()))

    @cl.on_chat_resume
    async def on_chat_resume(thread: ThreadDict) -> None:
        """Show buttons again; Chainlit shows the rest, as ``history`` gives it."""
        await _guarded(switched.resume(thread))
        given = await asyncio.to_thread(earlier.last_brief, keeper, thread)
        brief = recall(given.record).answer if given else None
        await _guarded(leads.resume(brief, str(given.message_id) if given else "", thread))

    _register_buttons(leads, work.limits)
    editing.register(keeper, _guarded, leads.rewind)
    _register_languages(switched, work.limits)
    _register_again(keeper, around, work)
    admission.register(work.limits)
    lines.register(keeper, partial(again.offer, keeper, around.suggestions))


async def _taken(keeper: Keeper, leads: GuideChat | NoGuide, words: str) -> bool:
    """Tell the page that a message came from somebody who is known; return whether the guide takes it.

    The page need not keep the words any longer.
    """
    chat = {"chat": cl.context.session.thread_id} if keeper.keeps else {}
    await cl.send_window_message({"accepted": True} | chat)
    return await leads.takes(words, _browser_language())


def _register_buttons(leads: GuideChat | NoGuide, limits: Limits) -> None:
    @cl.action_callback(ACTION)
    async def on_guide(action: cl.Action) -> None:
        if await _may_ask(limits):
            await _guarded(leads.act(action, _browser_language()))


def _register_languages(switched: Switching, limits: Limits) -> None:
    @cl.action_callback(buttons.ACTION)
    async def on_language(action: cl.Action) -> None:
        person = await asking.person_in_chat() if await _may_ask(limits) else None
        if person:
            await _guarded(switched.act(action, person.id))


def _register_again(keeper: Keeper, around: Around, work: Work) -> None:
    async def ask(question: cl.Message) -> None:
        await around.suggestions.withdraw()
        async with lines.answering(cl.context.session.thread_id):
            await reply(keeper, question, around, work.queues.chat)

    @cl.action_callback(again.ACTION)
    async def on_again(action: cl.Action) -> None:
        if await _may_ask(work.limits):
            await as_task(again.act(action, ask))


async def _may_ask(limits: Limits) -> bool:
    """Count a click like a message; who clicked too often is told so."""
    may = admission.may_ask(limits, cl.context.session)
    if not may:
        await _send(cl.ErrorMessage(LIMIT_TEXTS[_browser_language()].too_many))
    return may


def _starters(language: Language, guided: bool) -> list[cl.Starter]:
    first = [cl.Starter(step_text("start", language), step_text("start_question", language))] if guided else []
    return first + [cl.Starter(each.label, each.question) for each in TEXTS[language].starters]


async def reply(keeper: Keeper, message: cl.Message, around: Around, queue: Queue) -> None:
    """Answer a message; whatever goes wrong, the reader gets a short message and the log the rest."""
    language = _browser_language()
    texts = TEXTS[language]
    try:
        person = await asking.person_in_chat()
        if person is None:
            await _send(cl.ErrorMessage(ACCOUNT_TEXTS[language].logged_out_chat))
            return
        if not message.content.strip():
            await _send(cl.Message(texts.empty_question))
            return
        told = await earlier.before(keeper, message.id)
        await _answer(keeper, around, queue, person, message.content, told)
    except asyncio.CancelledError:  # the stop button, before there was a word
        await _send(cl.Message(TOOL_TEXTS[language].stopped))
    except QuestionError:
        await _send(cl.Message(texts.long_question))
    except Exception as error:  # noqa: BLE001  Chainlit would send the exception's own words to the browser
        await _send(cl.ErrorMessage(incident.told(error, language, "Answering")))


async def _answer(
    keeper: Keeper,
    around: Around,
    queue: Queue,
    person: Person,
    question: str,
    history: Sequence[Turn] = (),
    language: Language | None = None,
) -> None:
    """Answer a question in a message of its own, in its language or the one that is asked for."""
    place = Place(person.id, cl.context.session.thread_id, str(uuid4()))
    shown = cl.Message("", id=place.message_id)
    chosen = await asyncio.to_thread(around.scopes.of, person.id, str(place.chat_id))
    assistant = keeper.assistant.within(chosen)
    async with around.suggestions.put_off(), queue.place(person.id) as turn:
        answer = await writing.answered(assistant, question, history, shown, turn, language)
        shown.elements = await _elements(keeper, answer, place)  # type: ignore[assignment]  # typed by a variable
        shown.content = await asyncio.to_thread(render.markdown, answer)
        offered = again.actions(answer, str(place.message_id))
        shown.actions = offered + switching.actions(answer, str(place.message_id), keeps=keeper.keeps)
        await _send(shown)
    await around.scopes.settle(person.id, str(place.chat_id))
    around.suggestions.follow(answer, history, str(place.message_id))


async def _again(keeper: Keeper, around: Around, queue: Queue, asked: buttons.Again) -> None:
    """Answer a question once more, in the language that a button says."""
    person = await asking.person_in_chat()
    if person is not None:
        await around.suggestions.withdraw()
        await _answer(keeper, around, queue, person, asked.question, language=asked.language)


async def _guarded(doing: Coroutine[None, None, Result]) -> Result | None:
    """Do something for a person who is still logged in; whatever goes wrong is told as in ``reply``."""
    language = _browser_language()
    try:
        if await asking.person_in_chat() is not None:
            return await doing
        doing.close()
        await _send(cl.ErrorMessage(ACCOUNT_TEXTS[language].logged_out_chat))
    except Exception as error:  # noqa: BLE001  as in ``reply``
        await _send(cl.ErrorMessage(incident.told(error, language, "The partner guide")))
    return None


async def _show(keeper: Keeper, answer: Answer, words: str, actions: Sequence[cl.Action]) -> str:
    """Keep an answer of the partner guide and send it with its panels; return the message's id."""
    person = await asking.person_in_chat()
    place = Place(person.id if person else "", cl.context.session.thread_id, str(uuid4()))
    elements = await _elements(keeper, answer, place)
    content = "\n\n".join(filter(None, (words, render.markdown(answer))))
    offered = [*actions, *switching.actions(answer, str(place.message_id), keeps=keeper.keeps)]
    await _send(cl.Message(content, elements=elements, actions=offered, id=place.message_id))
    return str(place.message_id)


async def _send(message: cl.Message | cl.ErrorMessage) -> None:
    await message.send()  # type: ignore[no-untyped-call]


async def _elements(keeper: Keeper, answer: Answer, place: Place) -> list[cl.CustomElement]:
    """Keep an answer and return the panels of its citations."""
    outcome, panels = await asyncio.to_thread(_kept, keeper, answer, place)
    shown = [element(panel.name, panel.props, "side") for panel in panels]
    if outcome.failed:
        shown.append(element(NOT_KEPT, {"text": LIMIT_TEXTS[answer.language].not_kept}, "inline"))
    elif outcome.kept and exports.are_offered(answer):
        shown.append(element(exports.ELEMENT, exports.links_of(answer), "inline"))
    return shown


def _kept(keeper: Keeper, answer: Answer, place: Place) -> tuple[Outcome, Sequence[render.Panel]]:
    outcome = keeper.keep(answer, place)
    return outcome, render.panels(outcome.recalled, rated=outcome.kept)


def _browser_language() -> Language:
    environment = cl.context.session.environ or {}
    return preferred(environment.get("HTTP_ACCEPT_LANGUAGE"))
