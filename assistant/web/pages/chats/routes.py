"""The pages of a chat: its owner's, and the one that a link of theirs leads to. What is not one's own is not there."""

from typing import Annotated

from babel.dates import format_date
from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from assistant.export import FORMATS
from assistant.people.person import Origin, Person
from assistant.store import Database, answers, chats
from assistant.store.chats import Chat, marks, shares
from assistant.web.edge.identity import person_of
from assistant.web.page import base_of, language_of, page
from assistant.web.pages.chats import view
from assistant.web.pages.chats.texts import CHAT_TEXTS
from assistant.web.pages.exports import file_of
from assistant.web.pages.same_place import source_address

Someone = Annotated[Person, Depends(person_of)]


def routes(database: Database) -> APIRouter:
    """Return the routes."""
    router = APIRouter()
    _add_reading(router, database)
    _add_changing(router, database)
    _add_links(router, database)
    return router


def _own(database: Database, chat_id: str, person: Person) -> Chat:
    chat = chats.get(database, chat_id)
    if chat is None or chat.user_id != person.id:
        raise HTTPException(404)
    return chat


def _add_reading(router: APIRouter, database: Database) -> None:
    @router.get("/chats/pinned")
    def pinned(person: Someone) -> list[dict[str, str]]:
        return [{"id": each.id, "title": each.title} for each in marks.pinned_of(database, person.id)]

    @router.get("/chats/{chat_id}")
    def show(request: Request, chat_id: str, person: Someone, answer: str = "", done: str = "") -> Response:
        chat = _own(database, chat_id, person)
        texts, language = CHAT_TEXTS[language_of(request)], language_of(request)
        given = view.given_in(database, chat.id)
        questions = dict(given)
        links = [
            (each, questions.get(each.answer_id, ""), format_date(each.created_at, "long", locale=language.value))
            for each in shares.of_chat(database, chat.id, person.id)
        ]
        return page(
            request,
            "chats/chat.html",
            t=texts,
            chat=chat,
            given=given,
            chosen=answer if answer in questions else "",
            links=links,
            done=done if done in ("shared", "withdrawn") else "",
            formats=FORMATS,
            address=f"{request.url.scheme}://{request.url.netloc}{base_of(request)}/shared/",
            is_visitor=person.origin is Origin.VISITOR,
        )

    @router.get("/chats/{chat_id}/file.{suffix}")
    def download(request: Request, chat_id: str, suffix: str, person: Someone) -> Response:
        chat = _own(database, chat_id, person)
        if suffix not in FORMATS:
            raise HTTPException(404)
        return file_of(view.of_chat(database, chat, language_of(request)).paper, suffix, chat.title)


def _add_changing(router: APIRouter, database: Database) -> None:
    @router.post("/chats/{chat_id}/share")
    def share(chat_id: str, person: Someone, answer: Annotated[str, Form(max_length=100)] = "") -> Response:
        made = shares.make(database, person, chat_id, answer)
        if made is None:
            raise HTTPException(404)
        return RedirectResponse(f"/chats/{chat_id}?done=shared#links", 303)

    @router.post("/chats/{chat_id}/pin")
    def pin(chat_id: str, person: Someone, pinned: Annotated[bool, Form()]) -> Response:
        if not marks.pin(database, chat_id, person.id, pinned=pinned):
            raise HTTPException(404)
        return RedirectResponse(f"/chats/{chat_id}", 303)


def _add_links(router: APIRouter, database: Database) -> None:
    @router.get("/share/{answer_id}")
    def lead(answer_id: str, person: Someone) -> Response:
        """Lead from an answer to where it can be shared."""
        given = answers.get(database, answer_id)
        if given is None or given.user_id != person.id or not given.chat_id:
            raise HTTPException(404)
        return RedirectResponse(f"/chats/{given.chat_id}?answer={given.id}#share", 303)

    @router.post("/shared/{share_id}/withdraw")
    def withdraw(share_id: str, person: Someone) -> Response:
        chat_id = shares.withdraw(database, share_id, person)
        if not chat_id:
            raise HTTPException(404)
        return RedirectResponse(f"/chats/{chat_id}?done=withdrawn#links", 303)

    @router.get("/shared/{share_id}")
    def read(request: Request, share_id: str, _: Someone) -> Response:
        found, language = shares.get(database, share_id), language_of(request)
        shown = view.of_share(database, found, language) if found else None
        if found is None or shown is None:
            return page(request, "chats/gone.html", status=404, t=CHAT_TEXTS[language])
        return page(
            request,
            "chats/shared.html",
            t=CHAT_TEXTS[language],
            paper=shown.paper,
            leaves_out=view.leaves_out(database, found),
            places={number: source_address(each) for number, each in shown.citations.items()},
            date=format_date(found.created_at, "long", locale=language.value),
        )
