"""How the partner guide's answers and questions read in the chat; all words of documents and people are escaped."""

from collections.abc import Sequence

from assistant.domain import Answer
from assistant.export.paper import Item, Words, lines_of
from assistant.partner.interview import steps
from assistant.partner.interview.steps import Choice, Flow, Step
from assistant.partner.wording import step_text
from assistant.web.chat import render


def markdown(answer: Answer) -> str:
    """Return an answer with headings and names in bold as Markdown for the chat."""
    blocks: list[str] = []
    for part in lines_of(answer):
        if part.heading:
            level = part.level + 1  # the page's own title is the highest heading
            blocks.append(f"{'#' * level} {render.escape(part.heading)}{_markers(part.numbers)}")
        for item in part.items:
            joins = item.listed and blocks and blocks[-1].startswith("- ")
            blocks.append(f"{blocks.pop()}\n{_line(item)}" if joins else _line(item))
    return "\n\n".join(blocks)


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
    items = [item for part in lines_of(answer) for item in part.items]
    return tuple(Choice(item.lead, item.lead, language=item.words[0].language) for item in items if item.lead)


def _answered(before: Flow, flow: Flow) -> str:
    """Return what the step before was answered, in the words of now; nothing when one goes back."""
    order = list(Step)
    if order.index(flow.step) <= order.index(before.step):
        return ""
    answer = steps.shown_answers(flow, before.step) or step_text("skipped", flow.language)
    return f"{render.escape(steps.title(before.step, flow.language))}: {render.escape(answer)}"


def _line(item: Item) -> str:
    lead = f"**{render.escape(item.lead)}**{':' if item.words[0].text else ''}" if item.lead else ""
    words = " ".join(filter(None, map(_words, item.words)))
    return f"{'- ' if item.listed else ''}{lead}{' ' if lead else ''}{words}"


def _words(words: Words) -> str:
    return f"{render.escape(words.text) if words.text else ''}{_markers(words.numbers)}".strip()


def _markers(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)
