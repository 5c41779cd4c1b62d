"""A person's own page: what is kept of them, to take along or to have removed."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.people.person import Person
from assistant.settings import Settings
from assistant.store import Database, answers, audit, chats, feedback, retention
from assistant.store.chats import Chat, shares
from assistant.web.edge.identity import person_of
from assistant.web.edge.queues import Queues
from assistant.web.page import language_of, page
from assistant.web.pages.chats.texts import CHAT_TEXTS
from assistant.web.pages.own_login import add_routes, own_login
from assistant.web.pages.people_texts import PEOPLE_TEXTS


def routes(settings: Settings, database: Database, queues: Queues) -> APIRouter:
    """Return the routes."""
    router = APIRouter()
    Someone = Annotated[Person, Depends(person_of)]

    def made(request: Request, person: Person, status: int = 200, **told: Any) -> Response:
        texts = PEOPLE_TEXTS[language_of(request)]
        values = {"removed": False, "fault": "", "done": "", "made": None} | told
        values["shared"] = shares.of_user(database, person.id)
        login = own_login(request, settings, database, person)
        values["links"] = CHAT_TEXTS[language_of(request)].your_links
        kept = vars(retention.count_of(database, person.id))
        return page(request, "account.html", status, settings=settings, kept=kept, login=login, t=texts, **values)

    @router.get("/account")
    def show(request: Request, person: Someone, removed: bool = False, done: str = "") -> Response:
        return made(request, person, removed=removed, done=done)

    @router.get("/account/data")
    def download(person: Someone) -> Response:
        audit.note(database, person, "data.exported", person.name)
        body = json.dumps(everything(database, person), ensure_ascii=False, indent=1)
        return Response(
            body, media_type="application/json", headers={"Content-Disposition": 'attachment; filename="ser-data.json"'}
        )

    @router.post("/account/remove")
    def remove(person: Someone, confirmed: Annotated[bool, Form()] = False) -> Response:
        if not confirmed:
            return RedirectResponse("/account", 303)
        retention.remove_of(database, person)
        return RedirectResponse("/account?removed=true", 303)

    add_routes(router, settings, database, made, queues.known_passwords)
    return router


def everything(database: Database, person: Person) -> dict[str, Any]:
    """Return all that is kept of a person, as plain JSON values."""
    return {
        "name": person.name,
        "role": person.role.value,
        "language": person.language.value if person.language else "",
        "chats": [_chat_json(database, chat) for chat in _chats(database, person)],
        "answers": [dict(given.record) for given in answers.of_user(database, person.id)],
        "shared": [
            {"chat": each.chat_id, "answer": each.answer_id, "at": each.created_at.isoformat()}
            for each, _ in shares.of_user(database, person.id)
        ],
        "feedback": [
            {"answer": each.target, "citation": each.citation, "value": each.value, "reason": each.reason}
            | {"comment": each.comment}
            for each in feedback.of_user(database, person.id)
        ],
    }


def _chats(database: Database, person: Person) -> tuple[Chat, ...]:
    return chats.page(database, person.id, limit=1_000_000).chats


def _chat_json(database: Database, chat: Chat) -> dict[str, Any]:
    said = chats.messages_of(database, chat.id)
    return {
        "title": chat.title,
        "created_at": chat.created_at.isoformat(),
        "messages": [{"kind": each.kind, "content": each.content, "at": each.created_at.isoformat()} for each in said],
    }
