"""The buttons of the partner guide, and where each leads."""

from collections.abc import Mapping, Sequence
from typing import Any

import chainlit as cl

from assistant.domain import Answer
from assistant.export import FORMATS
from assistant.locale import message
from assistant.partner.interview import steps
from assistant.partner.interview.steps import Choice, Flow, Step
from assistant.partner.wording import step_text
from assistant.web.pages import exports

ACTION = "guide"


def downloads(answer: Answer) -> str:
    """Return the links to an answer as a file, as Markdown."""
    links = [f"[{each.name}]({exports.address(answer.answer_id, suffix)})" for suffix, each in FORMATS.items()]
    return f"{step_text('download', answer.language)} {' · '.join(links)}"


def moved(flow: Flow, payload: Mapping[str, Any]) -> Flow:
    """Return where a button leads."""
    match payload["do"]:
        case "choose":
            return steps.choose(flow, str(payload["value"]))
        case "next":
            return steps.confirm(flow)
        case "skip":
            return steps.skip(flow)
        case "back":
            return steps.back(flow)
        case "change":
            return steps.change(flow, Step(payload["step"]))
    raise ValueError(payload["do"])


def question_buttons(flow: Flow, purposes: Sequence[Choice]) -> list[cl.Action]:
    """Return the buttons of a question."""
    view = steps.view(flow, purposes)
    offered = {choice.value for choice in view.choices}
    told = [Choice(each, each, chosen=True) for each in steps.answers(flow.situation, flow.step) if each not in offered]
    answers = [
        action(f"{'✓ ' if choice.chosen else ''}{choice.label}", do="choose", at=flow.step, value=choice.value)
        for choice in (*view.choices, *told)
    ]
    moves = [("next", view.several or bool(view.given)), ("skip", True), ("back", view.number > 1), ("stop", True)]
    fitting = [move for move, fits in moves if fits]
    return answers + [action(step_text(move, flow.language), do=move, at=flow.step) for move in fitting]


def changes(flow: Flow) -> list[cl.Action]:
    """Return the buttons of a brief: each leads back to a step, the last to the brief in the other language."""
    found = [
        action(step_text("change", flow.language, step=steps.title(step, flow.language)), do="change", step=step)
        for step in Step
        if step is not Step.RESULT
    ]
    return [*found, action(message("chat_language.other", flow.language.other), do="language")]


def action(label: str, **payload: Any) -> cl.Action:
    """Return a button of the guide."""
    return cl.Action(name=ACTION, payload=payload, label=label)
