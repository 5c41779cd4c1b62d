"""Answers as files to download: each person's own, in Word, PDF, Markdown or as the text of an e-mail."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from assistant.answering.talking.rework import is_letter
from assistant.body import Part
from assistant.domain import STRUCTURED, Answer, Language
from assistant.export import FORMATS, file_name
from assistant.export.paper import Paper, clean, paper_of
from assistant.people.person import Person
from assistant.proof.provenance import recall
from assistant.store import Database, answers, chats
from assistant.store.answers import Given
from assistant.store.chats import OWN_FILE
from assistant.store.database import now
from assistant.web.edge import incident
from assistant.web.edge.identity import person_of
from assistant.web.messages import TEXTS
from assistant.web.own import parts_of

ELEMENT = "Files"
"""The component that shows the links under an answer."""


def address(answer_id: str, suffix: str) -> str:
    """Return where an answer can be downloaded; ``suffix`` is one of ``FORMATS``."""
    return f"/export/{answer_id}.{suffix}"


def are_offered(answer: Answer) -> bool:
    """Tell whether links stand under an answer: a refusal is not worth a file, and the guide shows its own."""
    return answer.status.answers and answer.composer not in STRUCTURED


def files_of(answer: Answer) -> list[dict[str, str]]:
    """Return a link to an answer as each kind of file."""
    spoken = answer.language
    return [{"name": each.names[spoken], "href": address(answer.answer_id, suffix)} for suffix, each in FORMATS.items()]


def links_of(answer: Answer) -> dict[str, object]:
    """Return the properties of the links' component."""
    links = files_of(answer)
    texts = TEXTS[answer.language]
    shared = {"name": texts.share, "href": f"/share/{answer.answer_id}"}
    return {
        "letter": is_letter(answer),
        "label": texts.download,
        "language": answer.language,
        "links": links,
        "share": shared,
    }


def routes(database: Database) -> APIRouter:
    """Return the route; an answer of someone else is not there, as one that never was."""
    router = APIRouter()
    Someone = Annotated[Person, Depends(person_of)]

    @router.get("/export/{answer_id}.{suffix}")
    def download(answer_id: str, suffix: str, person: Someone) -> Response:
        given = answers.get(database, answer_id)
        if given is None or given.user_id != person.id or suffix not in FORMATS:
            raise HTTPException(404)
        try:
            answer = recall(given.record).answer
        except (AttributeError, LookupError, TypeError, ValueError):  # a record that cannot be read any more
            incident.record("Reading an answer")
            raise HTTPException(404) from None
        paper = _with_own(paper_of(answer, (given.created_at or now()).date()), own_of(database, given))
        return file_of(paper, suffix, paper.title if is_letter(answer) else answer.question)

    return router


def own_of(database: Database, given: Given) -> list[Part]:
    """Return what a reader's own file said to the same question, nothing where there was none."""
    said = chats.messages_of(database, given.chat_id) if given.chat_id else ()
    run = next((each.run_id for each in said if each.id == given.message_id), None)
    own = [each for each in said if run and each.run_id == run and each.author == OWN_FILE]
    return [part for each in own for part in parts_of(each.content, Language(given.record["answer"]["language"]))]


def _with_own(paper: Paper, own: Sequence[Part]) -> Paper:
    """Return a paper with what a reader's file says before what the documents say."""
    return replace(paper, body=(*(replace(part, text=clean(part.text)) for part in own), *paper.body))


def file_of(paper: Paper, suffix: str, name: str) -> Response:
    """Return a paper as a file of a format, called by some words."""
    format_ = FORMATS[suffix]
    return Response(
        format_.write(paper),
        media_type=format_.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(name, format_.suffix)}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
