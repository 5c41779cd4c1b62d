"""The panel of the partner guide under a message: answers to choose from, and what was understood, to be changed."""

import logging
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import chainlit as cl
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from assistant.domain import Answer, Language
from assistant.locale import message
from assistant.partner.interview import steps
from assistant.partner.interview.situation import LONGEST_STORY
from assistant.partner.interview.steps import QUESTIONS, Choice, Flow, Step
from assistant.partner.wording import step_text
from assistant.web.edge.sparing import Sparing
from assistant.web.pages import exports

logger = Sparing(logging.getLogger(__name__))

ACTION = "guide"
ELEMENT = "Guide"


def _asked(step: Step) -> Step:
    if step not in QUESTIONS:
        raise ValueError("Nothing is asked there.")
    return step


def downloads(answer: Answer) -> str:
    """Return the links to an answer as a file, as Markdown."""
    links = [f"[{each['name']}]({each['href']})" for each in exports.files_of(answer)]
    return f"{step_text('download', answer.language)} {' · '.join(links)}"


class Pressed(BaseModel):
    """What comes back from a button, as far as it may be one of ours."""

    do: Literal["begin", "choose", "next", "skip", "back", "change", "stop", "language", "again"]
    at: Step | None = None
    step: Annotated[Step, AfterValidator(_asked)] = Step.PURPOSES
    value: Annotated[str, Field(max_length=LONGEST_STORY)] = ""
    told: Annotated[str, Field(max_length=LONGEST_STORY)] = ""


def pressed_of(payload: Mapping[str, Any]) -> Pressed | None:
    """Return what a button says, None where it is none of ours: it comes from the browser, whatever was sent there."""
    try:
        return Pressed.model_validate(payload)
    except ValidationError:
        logger.warning("Dropped a click of another form than our pages send")
        return None


def moved(flow: Flow, pressed: Pressed) -> Flow:
    """Return where a button leads; from a brief nothing leads on but a change."""
    if flow.step is Step.RESULT and pressed.do != "change":
        return flow
    match pressed.do:
        case "choose":
            return steps.choose(flow, pressed.value)
        case "next":
            return steps.confirm(flow)
        case "skip":
            return steps.skip(flow)
        case "back":
            return steps.back(flow)
        case "change":
            return steps.change(flow, pressed.step)
    return flow


def panel(flow: Flow, purposes: Sequence[Choice] = ()) -> dict[str, Any]:
    """Return what the panel of a message shows: that of a question, or that of a brief."""
    return _of_brief(flow) if flow.step is Step.RESULT else _of_question(flow, purposes)


def _of_question(flow: Flow, purposes: Sequence[Choice]) -> dict[str, Any]:
    view = steps.view(flow, purposes)
    offered = {choice.value for choice in view.choices}
    told = [Choice(each, each, chosen=True) for each in steps.answers(flow.situation, flow.step) if each not in offered]
    moves = [("next", view.several or bool(view.given)), ("skip", True), ("back", bool(flow.before)), ("stop", True)]
    fitting = [name for name, fits in moves if fits]
    return _panel(
        flow.language,
        view.question,
        [_choice(flow, choice) for choice in (*view.choices, *told)],
        [_move(flow, name) for name in fitting],
    ) | {"chips": [_chip(flow, step) for step in QUESTIONS if step is not flow.step and _told(flow, step)]}


def _of_brief(flow: Flow) -> dict[str, Any]:
    other = flow.language.other
    moves = [
        {"label": message("chat_language.other", other), "payload": {"do": "language", "at": flow.step}},
        {"label": step_text("again", flow.language), "payload": {"do": "again", "at": flow.step}},
    ]
    chips = [_chip(flow, step) for step in QUESTIONS]
    return _panel(flow.language, step_text("understood", flow.language), [], moves) | {"chips": chips, "brief": True}


def _panel(language: Language, label: str, choices: list[Any], moves: list[Any]) -> dict[str, Any]:
    return {
        "action": ACTION,
        "language": language.value,
        "label": label,
        "says": step_text("says", language),
        "choices": choices,
        "moves": moves,
    }


def _choice(flow: Flow, choice: Choice) -> dict[str, Any]:
    return {
        "label": f"{'✓ ' if choice.chosen else ''}{choice.label}",
        "chosen": choice.chosen,
        "says": choice.explanation,
        "language": (choice.language or flow.language).value,
        "payload": {"do": "choose", "at": flow.step, "value": choice.value},
    }


def _chip(flow: Flow, step: Step) -> dict[str, Any]:
    """Return a chip: what was understood, or that it was not, and where it leads."""
    told = steps.shown_answers(flow, step) or step_text("unknown", flow.language)
    title = steps.title(step, flow.language)
    label = step_text("change", flow.language, step=title)
    return {"label": label, "title": title, "told": told, "payload": {"do": "change", "at": flow.step, "step": step}}


def _move(flow: Flow, name: str) -> dict[str, Any]:
    return {"label": step_text(name, flow.language), "payload": {"do": name, "at": flow.step}}


def _told(flow: Flow, step: Step) -> bool:
    return bool(steps.answers(flow.situation, step))


def action(label: str, **payload: Any) -> cl.Action:
    """Return a button of the guide."""
    return cl.Action(name=ACTION, payload=payload, label=label)
