"""The last answer in another form, written by a chat model from its quotes alone: shorter, simpler, as an e-mail."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answering.events import Proven
from assistant.answering.phrases import phrase
from assistant.answering.ports import AnswerIndex
from assistant.answering.wording import Page
from assistant.answering.written.asking import Asked, Rework
from assistant.answering.written.passages import Material
from assistant.answering.written.writer import Writing
from assistant.domain import Answer, Citation, Claim, Composer, Passage, Turn
from assistant.question.understand import Understood

MORE = "more_examples"
"""What is asked of the last answer and its quotes do not hold."""
DRAFTS = frozenset({"rework_email", "rework_report"})
"""Forms that the reader copies; what they begin and end with is the assistant's own."""


def rework_of(asked: Understood, history: Sequence[Turn]) -> Rework:
    """Return what is asked of the last answer of a conversation, in the language that it is asked for in."""
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    return Rework(asked.text, said, asked.language)


def last_quotes(history: Sequence[Turn]) -> tuple[Citation, ...]:
    """Return the quotes of the last answer, none where it is not known what they were."""
    return next((turn.citations for turn in reversed(history) if turn.role == "assistant"), ())


def reworked(
    writing: Writing, rework: Rework, last: Answer, index: AnswerIndex, kind: str = ""
) -> Generator[Proven, None, Answer | None]:
    """Yield each proven sentence of the last answer as it is asked for now, and return it; None where there is none."""
    language, document = rework.language, index.document
    given = list(_quoted(last.citations, index.passages([each.passage_id for each in last.citations])))
    documents = {each.document_id: document(each.document_id) for each in given}
    material = Material(given, {name: each for name, each in documents.items() if each})
    page = Page(document, language)
    written: list[Claim] = []
    for proven in writing.write(Asked(last.question, language, material, rework)):
        if kind in DRAFTS and not written:
            yield page.begin(phrase("draft_opening", language))
        written += proven
        yield page.add(proven, flowing=True)
    if not written:
        return None
    if kind in DRAFTS:
        titles = ", ".join(dict.fromkeys(each.title for each in page.citations.values()))
        page.say(phrase("draft_sources", language, titles=titles))
    cited = writing.translate(tuple(page.citations.values()), language)
    made = replace(last, language=language, body=tuple(page.parts), citations=cited, composer=Composer.WRITTEN)
    return writing.sign(made)


def _quoted(citations: Sequence[Citation], passages: Mapping[str, Passage]) -> Iterator[Passage]:
    """Yield what an answer quotes, as passages that hold nothing else."""
    for each in citations:
        if each.passage_id in passages:
            yield replace(passages[each.passage_id], text=each.quote, start=each.start, end=each.end)
