"""How the partner guide's questions read in the chat; all words of documents and people are escaped."""

from assistant.body import PartKind
from assistant.domain import Answer, Language
from assistant.partner.interview import steps
from assistant.partner.interview.steps import Choice, Flow
from assistant.partner.wording import step_text
from assistant.web.chat import render

STARTS = frozenset(step_text("start_question", each) for each in Language)
"""The words that begin the guide."""


def question(flow: Flow) -> str:
    """Return a question as Markdown; the first one asks to be told, and offers to choose instead."""
    view = steps.view(flow, ())
    language = flow.language
    is_first = not (flow.before or flow.situation.about)
    parts = [step_text("welcome", language)] if is_first else []
    parts.append(f"**{render.escape(view.question)}**")
    parts.append(step_text("several" if view.several else "one", language))
    return "\n\n".join(parts)


def choices_of(answer: Answer) -> tuple[Choice, ...]:
    """Return what is named in bold in a list of quotes, such as the purposes, as answers with what explains them."""
    found: list[Choice] = []
    for part in answer.body:
        if part.kind is PartKind.ITEM and part.lead:
            found.append(Choice(part.lead, part.lead, language=part.language))
        elif part.joined and found and not found[-1].explanation:
            found[-1] = Choice(found[-1].value, found[-1].label, part.text, found[-1].language)
    return tuple(found)
