"""The audit log for maintainers: listed, filtered and taken along; to take it along is itself an entry."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from babel.dates import format_datetime
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from assistant.domain import Language
from assistant.people.person import Person, Role
from assistant.store import Database, audit
from assistant.store.audit import Entry, Sought
from assistant.web.edge.identity import needs
from assistant.web.page import language_of, page
from assistant.web.review.board.audit_texts import AUDIT_TEXTS
from assistant.web.review.board.files import CSV, Cell, download, lines
from assistant.web.review.board.period import LOCALES
from assistant.web.review.board.texts import BOARD_TEXTS

SHOWN = 50
FILTERS = ("actor", "action", "since", "until")

Maintainer = Annotated[Person, Depends(needs(Role.MAINTAINER))]


@dataclass(frozen=True)
class Part:
    """Something that an entry tells, as text: what was before, what came after, or the rest."""

    name: str
    text: str


@dataclass(frozen=True)
class Line:
    """An entry as it is shown."""

    at: str
    actor: str
    action: str
    subject: str
    parts: tuple[Part, ...]


def add_routes(router: APIRouter, database: Database) -> None:
    """Add the routes."""

    @router.get("/audit")
    def show(request: Request, _: Maintainer) -> Response:
        language, chosen = language_of(request), _chosen(request)
        found = audit.entries(database, SHOWN + 1, _sought(chosen), _number(request.query_params.get("before", "")))
        shown = found[:SHOWN]
        return page(
            request,
            "review/audit.html",
            audit=AUDIT_TEXTS[language],
            texts_board=BOARD_TEXTS[language],
            lines=[_line(each, language) for each in shown],
            actors=audit.actors(database),
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
        audit.note(database, person.name, "audit.exported", "csv", chosen)
        rows = (_row(each) for each in audit.every(database, _sought(chosen)))
        return download(lines(header, rows), "ser-audit.csv", CSV)

    @router.get("/audit.jsonl")
    def save_lines(request: Request, person: Maintainer) -> Response:
        chosen = _chosen(request)
        audit.note(database, person.name, "audit.exported", "jsonl", chosen)
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


def _line(entry: Entry, language: Language) -> Line:
    texts = AUDIT_TEXTS[language]
    before, after, rest = _parts(entry)
    named = ((texts.before, before), (texts.after, after), (texts.details, rest))
    return Line(
        str(format_datetime(entry.at, "medium", locale=LOCALES[language])),
        entry.actor,
        texts.actions.get(entry.action, entry.action),
        entry.subject,
        tuple(Part(name, _told(value)) for name, value in named if value),
    )


def _parts(entry: Entry) -> tuple[Any, Any, dict[str, Any]]:
    details = dict(entry.details)
    return details.pop("before", None), details.pop("after", None), details


def _told(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _row(entry: Entry) -> tuple[Cell, ...]:
    parts = ("" if not part else part if isinstance(part, str) else _json(part) for part in _parts(entry))
    return entry.at.isoformat(), entry.actor, entry.action, entry.subject, *parts


def _json_lines(entries: Iterator[Entry]) -> Iterator[str]:
    for entry in entries:
        before, after, rest = _parts(entry)
        named = {"before": before, "after": after, "details": rest}
        who = {"id": entry.id, "at": entry.at.isoformat(), "actor": entry.actor, "action": entry.action}
        yield _json(who | {"subject": entry.subject} | named) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
