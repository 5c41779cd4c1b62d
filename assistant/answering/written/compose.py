"""Compose an answer that a chat model writes, and go on with the documents' own words where that is not enough."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.events import Proven
from assistant.answering.evidence import Evidence
from assistant.answering.phrases import phrase
from assistant.answering.wording import DocumentById, Page, finished, quote_all
from assistant.answering.written.passages import material
from assistant.answering.written.writer import Writing
from assistant.domain import Answer, Claim, Composer
from assistant.errors import Trouble
from assistant.question.understand import Understood
from assistant.search.retrieve import Retrieved

NOTHING, UNPROVEN, INCOMPLETE, STOPPED = "nothing", "unproven", "incomplete", "stopped"


@dataclass(frozen=True)
class Assignment:
    """What is to be written about; ``claims`` answer it without a model, and ``evidence`` is ``assess`` of them."""

    asked: Understood
    found: Retrieved
    claims: Sequence[Claim]
    evidence: Evidence
    assess: Callable[[Sequence[Claim]], Evidence]
    document: DocumentById


def write(writing: Writing, assignment: Assignment) -> Generator[Proven, None, Answer]:
    """Yield each proven sentence as it comes, and return the answer."""
    asked, evidence = assignment.asked, assignment.evidence
    page = Page(assignment.document, asked.language)
    written: list[Claim] = []
    given = material(asked.query, assignment.claims, assignment.found, assignment.document)
    for proven in writing.write(asked.text, asked.language, given):
        written += proven
        yield page.add(proven, flowing=True)
    fallback = _fallback(writing, written) or _lacking(written, assignment)
    if fallback == STOPPED and written:
        page.note(phrase("model_stopped", asked.language))
    elif fallback:
        _go_on(page, assignment, fallback)
    answer = finished(page, asked, evidence)
    return replace(
        answer,
        composer=Composer.WRITTEN if written else Composer.EXTRACT,
        fallback=fallback,
        citations=writing.translate(answer.citations, asked.language),
    )


def _fallback(writing: Writing, written: Sequence[Claim]) -> str:
    """Return in a word why what was written is not the whole answer; empty where it is."""
    if writing.watch.stopped:
        return STOPPED
    if writing.trouble or written:
        return writing.trouble
    return UNPROVEN if writing.checks else NOTHING


def _lacking(written: Sequence[Claim], assignment: Assignment) -> str:
    """Tell whether what was written lacks a thing asked for that the documents' own words hold."""
    lacks = set(assignment.assess(written).missing)
    return INCOMPLETE if lacks.difference(assignment.evidence.missing) else ""


def _go_on(page: Page, assignment: Assignment, fallback: str) -> None:
    language = assignment.asked.language
    if fallback in set(Trouble):
        page.note(phrase("model_failed", language))
    elif fallback in (NOTHING, UNPROVEN):
        page.note(phrase("model_unproven", language))
    quote_all(page, assignment.claims)
