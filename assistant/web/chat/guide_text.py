"""How the partner guide's questions read in the chat; all words of documents and people are escaped."""

from assistant.domain import Answer
from assistant.partner.interview import steps
from assistant.partner.interview.steps import Choice, Flow, Step
from assistant.partner.wording import step_text
from assistant.web.chat import render


def question(flow: Flow, before: Flow | None) -> str:
    """Return a step's question as Markdown, after what was answered before it."""
    view = steps.view(flow, ())
    language = flow.language
    parts = [step_text("welcome", language)] if before is None else [_answered(before, flow)]
    parts.append(f"**{view.number}/{len(Step) - 1} · {render.escape(view.title)}**")
    parts.append(f"{render.escape(view.question)} {step_text('several' if view.several else 'one', language)}")
    return "\n\n".join(filter(None, parts))


def choices_of(answer: Answer) -> tuple[Choice, ...]:
    """Return what is named in bold in a list of quotes, such as the purposes, as answers to choose from."""
    return tuple(Choice(part.lead, part.lead, language=part.language) for part in answer.body if part.lead)


def _answered(before: Flow, flow: Flow) -> str:
    """Return what the step before was answered, in the words of now; nothing when one goes back."""
    order = list(Step)
    if order.index(flow.step) <= order.index(before.step):
        return ""
    answer = steps.shown_answers(flow, before.step) or step_text("skipped", flow.language)
    return f"{render.escape(steps.title(before.step, flow.language))}: {render.escape(answer)}"
