"""The assistant for other programs: JSON in, JSON out, in the shape of ``assistant.contract``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Request

from assistant.contract import answer_json, search_json
from assistant.domain import Document, SearchResult
from assistant.people.person import Person, Role
from assistant.store import Database, answers, audit
from assistant.web.api.faults import PROBLEMS, SafeRoute, explain_faults
from assistant.web.api.forms import Ask, Rate, Search
from assistant.web.edge.identity import person_of
from assistant.web.edge.limits import Kind, network_of
from assistant.web.edge.queues import Queue
from assistant.web.edge.work import Work
from assistant.web.kept import Keeper, Place
from assistant.web.port import Answers
from assistant.web.rating import rate

Asker = Annotated[Person, Depends(person_of)]
LAST = "last"
"""Names the answer that somebody was given last."""


def create_api(assistant: Answers, keeper: Keeper, work: Work, database: Database) -> FastAPI:
    """Return the API, to be mounted under ``/api``."""
    api = FastAPI(title="SER dialogue assistant", version="1", docs_url=None, redoc_url=None)

    def limit(request: Request, person: Asker) -> None:
        if not work.limits.take(Kind.API, person, network_of(request)):
            raise HTTPException(429, headers={"Retry-After": "60"})

    for router in (_questions(assistant, keeper, work.queues.api), _given(database)):
        api.include_router(router, dependencies=[Depends(limit)], responses=PROBLEMS)
    explain_faults(api)
    return api


def _questions(assistant: Answers, keeper: Keeper, queue: Queue) -> APIRouter:
    router = APIRouter(route_class=SafeRoute)

    @router.post("/ask")
    async def ask(request: Ask, person: Asker) -> dict[str, Any]:
        """Answer a question from the documents, or say that they do not answer it : see ``status``."""

        def answer() -> dict[str, Any]:
            chosen = assistant.within(request.documents)
            given = chosen.ask(request.question, [each.turn for each in request.history])
            failed = keeper.keep(given, Place(person.id)).failed
            return answer_json(given, request.id) | ({"kept": False} if failed else {})

        return await queue.do(person.id, answer)

    @router.post("/search")
    async def search(request: Search, person: Asker) -> dict[str, Any]:
        """List the passages that a question finds, best first."""

        def find() -> SearchResult:
            return assistant.within(request.documents).search(request.question, request.limit)

        return search_json(await queue.do(person.id, find), request.id)

    @router.get("/documents")
    def documents() -> dict[str, Any]:
        """List the documents that answers come from."""
        listed = [_document_json(each) for each in assistant.documents()]
        return {"corpus_version": assistant.corpus_version, "documents": listed}

    return router


def _given(database: Database) -> APIRouter:
    router = APIRouter(route_class=SafeRoute)

    def meant(answer_id: str, person: Person) -> str:
        return answers.last_of(database, person.id) if answer_id == LAST else answer_id

    @router.get("/answers/{answer_id}")
    def given_answer(answer_id: Annotated[str, Path(examples=[LAST])], person: Asker) -> dict[str, Any]:
        """Return an answer of your own with all that it rests on, such as ``last``; reviewers may read everyone's."""
        given = answers.get(database, meant(answer_id, person))
        if given is None or (given.user_id != person.id and not person.may(Role.REVIEWER)):
            raise HTTPException(404)
        audit.opened(database, person, given.id, given.user_id)
        return dict(given.record)

    @router.post("/feedback")
    def feedback(request: Rate, person: Asker) -> dict[str, Any]:
        """Say what you think of an answer that you were given, or of one of its citations."""
        return {
            "id": rate(
                database,
                person,
                meant(request.answer_id, person),
                request.value,
                request.citation,
                request.reason,
                request.comment,
            )
        }

    return router


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "language": document.language.value,
        "publisher": document.publisher,
        "date": document.date,
        "url": document.url,
        "kind": document.kind,
        "translation_of": document.translation_of,
        "version": document.version,
    }
