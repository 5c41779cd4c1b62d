"""The last answer in another form, written by a chat model from its quotes alone: shorter, simpler, as an e-mail."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answering.ports import AnswerIndex
from assistant.answering.wording import Page
from assistant.answering.written.model import Rework
from assistant.answering.written.passages import Material
from assistant.answering.written.writer import Writing
from assistant.domain import Answer, Citation, Claim, Composer, Document, Language, Passage, Turn
from assistant.question.understand import Understood

MORE = "more_examples"
"""What is asked of the last answer and its quotes do not hold."""

PassagesById = Callable[[Sequence[str]], Mapping[str, Passage]]


def reworked(
    writing: Writing,
    rework: Rework,
    last: Answer,
    language: Language,
    passages: PassagesById,
    document: Callable[[str], Document | None],
) -> Answer | None:
    """Return the last answer as it is asked for now, None where the model gives nothing that its quotes prove."""
    given = list(_quoted(last.citations, passages([each.passage_id for each in last.citations])))
    documents = {each.document_id: document(each.document_id) for each in given}
    material = Material(given, {name: each for name, each in documents.items() if each})
    page = Page(document, language)
    written: list[Claim] = []
    for proven in writing.write(last.question, language, material, rework):
        written += proven
        page.add(proven, flowing=True)
    if not written:
        return None
    cited = writing.translate(tuple(page.citations.values()), language)
    return replace(last, language=language, body=tuple(page.parts), citations=cited, composer=Composer.WRITTEN)


def written_anew(
    writing: Writing, asked: Understood, history: Sequence[Turn], last: Answer, index: AnswerIndex
) -> Answer | None:
    """Return the last answer as a chat model writes it anew for what was asked now, None where it gives nothing."""
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), last.text)
    made = reworked(
        writing, Rework(asked.text, said, asked.language), last, asked.language, index.passages, index.document
    )
    return writing.sign(made) if made else None


def _quoted(citations: Sequence[Citation], passages: Mapping[str, Passage]) -> Iterator[Passage]:
    """Yield what an answer quotes, as passages that hold nothing else."""
    for each in citations:
        if each.passage_id in passages:
            yield replace(passages[each.passage_id], text=each.quote, start=each.start, end=each.end)
