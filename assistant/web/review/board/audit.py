"""The audit log for maintainers: listed, filtered and taken along; to take it along is itself an entry."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from assistant.people.person import Person, Role
from assistant.store import Database, audit
from assistant.store.audit import Entry, Sought
from assistant.web.edge.identity import needs
from assistant.web.page import language_of, page
from assistant.web.port import Answers
from assistant.web.review.board.audit_texts import AUDIT_TEXTS
from assistant.web.review.board.files import CSV, Cell, download, lines
from assistant.web.review.board.telling import telling
from assistant.web.review.board.texts import BOARD_TEXTS

SHOWN = 50
FILTERS = ("actor", "action", "since", "until")

Maintainer = Annotated[Person, Depends(needs(Role.MAINTAINER))]


def add_routes(router: APIRouter, assistant: Answers, database: Database) -> None:
    """Add the routes."""

    @router.get("/audit")
    def show(request: Request, _: Maintainer) -> Response:
        language, chosen = language_of(request), _chosen(request)
        found = audit.entries(database, SHOWN + 1, _sought(chosen), _number(request.query_params.get("before", "")))
        shown, actors = found[:SHOWN], audit.actors(database)
        told = telling(database, assistant, shown, actors, language)
        return page(
            request,
            "review/audit.html",
            audit=AUDIT_TEXTS[language],
            texts_board=BOARD_TEXTS[language],
            lines=[told.of(each) for each in shown],
            actors=[(each.id, told.who(each)) for each in actors],
            actions=audit.actions(database),
            chosen=chosen,
            kept=urlencode(chosen | {"lang": language.value}),
            older=shown[-1].id if len(found) > SHOWN else 0,
            continued="before" in request.query_params,
        )

    @router.get("/audit.csv")
    def save_table(request: Request, person: Maintainer) -> Response:
        texts, chosen = AUDIT_TEXTS[language_of(request)], _chosen(request)
        header = (texts.at, texts.actor, texts.action, texts.subject, texts.before, texts.after, texts.details)
        audit.note(database, person, "audit.exported", "csv", chosen)
        rows = (_row(each) for each in audit.every(database, _sought(chosen)))
        return download(lines(header, rows), "ser-audit.csv", CSV)

    @router.get("/audit.jsonl")
    def save_lines(request: Request, person: Maintainer) -> Response:
        chosen = _chosen(request)
        audit.note(database, person, "audit.exported", "jsonl", chosen)
        return download(_json_lines(audit.every(database, _sought(chosen))), "ser-audit.jsonl", "application/jsonl")


def _chosen(request: Request) -> dict[str, str]:
    return {name: value for name in FILTERS if (value := request.query_params.get(name, "").strip())}


def _sought(chosen: Mapping[str, str]) -> Sought:
    since, until = _day(chosen.get("since", "")), _day(chosen.get("until", ""), later=1)
    return Sought(chosen.get("actor", ""), chosen.get("action", ""), since, until)


def _day(words: str, later: int = 0) -> datetime | None:
    """Return the beginning of the day that a date field gives, or of a later one; None where it gives none."""
    try:
        day = date.fromisoformat(words) + timedelta(days=later)
    except (ValueError, OverflowError):
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0


def _parts(entry: Entry) -> tuple[Any, Any, dict[str, Any]]:
    details = dict(entry.details)
    return details.pop("before", None), details.pop("after", None), details


def _row(entry: Entry) -> tuple[Cell, ...]:
    parts = ("" if not part else part if isinstance(part, str) else _json(part) for part in _parts(entry))
    return entry.at.isoformat(), entry.actor, entry.action, entry.subject, *parts


def _json_lines(entries: Iterator[Entry]) -> Iterator[str]:
    for entry in entries:
        before, after, rest = _parts(entry)
        named = {"before": before, "after": after, "details": rest}
        who = {"id": entry.id, "at": entry.at.isoformat(), "actor_id": entry.actor_id, "actor": entry.actor}
        what = {"action": entry.action, "subject": entry.subject, "hash": entry.hash}
        yield _json(who | what | named) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
