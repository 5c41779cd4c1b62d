"""The queue as a page: which answers are wanted, where one stands in it, and how each is shown."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from babel.dates import format_date, format_datetime

from assistant.domain import AnswerStatus, Composer, Language
from assistant.partner.interview.situation import Situation
from assistant.partner.wording import answer_words, text
from assistant.people.person import Person
from assistant.review.risk import Reason
from assistant.review.verdict import State, Verdict
from assistant.store import Database, reviews
from assistant.store.review import queue
from assistant.store.review.queue import TO_DO, Queued, Wanted
from assistant.web.review.desk.terms import TERMS

ROWS = 50
AHEAD = 200
"""How far the next answer to judge is looked for."""
DEEPEST = 2000  # pages


class Tab(StrEnum):
    """A part of the queue."""

    TO_DO = "todo"
    SAMPLE = "sample"
    REVIEWED = "reviewed"
    ALL = "all"


STATES = {Tab.TO_DO: TO_DO, Tab.SAMPLE: TO_DO, Tab.REVIEWED: (State.REVIEWED,), Tab.ALL: ()}
FILTERS = ("asked_in", "status", "document", "purpose", "since", "until", "verdict", "person", "words")
KEPT = ("tab", *FILTERS, "lang")
"""What of an address goes along from the queue to an answer and back."""


@dataclass(frozen=True)
class Filter:
    """What of the queue is looked at, as its address says it; ``values`` holds what is not empty."""

    values: Mapping[str, str]

    @property
    def tab(self) -> Tab:
        """The part of the queue."""
        tab = self.values.get("tab", "")
        return Tab(tab) if tab in set(Tab) else Tab.TO_DO

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the tab is chosen."""
        return any(name in self.values for name in FILTERS)

    @property
    def wanted(self) -> Wanted:
        """What is listed; a value that there is not is left out."""
        sampled = self.tab is Tab.SAMPLE
        since, until = (_day(self.values.get(name, "")) for name in ("since", "until"))
        return Wanted(
            state=STATES[self.tab],
            language=self._one_of("asked_in", Language),
            status=self._one_of("status", AnswerStatus),
            document=self.values.get("document", ""),
            purpose=self.values.get("purpose", ""),
            verdict=self._one_of("verdict", Verdict),
            person=self.values.get("person", ""),
            words=self.values.get("words", ""),
            since=since,
            until=until + timedelta(days=1) if until else None,
            sampled=sampled,
        )

    def query(self, **changes: str) -> str:
        """Return the address's query with some values changed, empty ones left out."""
        return urlencode({name: value for name, value in (dict(self.values) | changes).items() if value})

    def _one_of(self, name: str, known: Iterable[str]) -> str:
        value = self.values.get(name, "")
        return value if value in set(known) else ""


@dataclass(frozen=True)
class Row:
    """A group as the queue shows it."""

    group: Queued
    href: str
    question: str
    last: str
    reasons: tuple[str, ...]
    status: str
    verdict: str
    own: bool


def filter_of(query: Mapping[str, str]) -> Filter:
    """Return what an address asks for."""
    sent = {name: " ".join(query.get(name, "").split())[:200] for name in KEPT}
    return Filter({name: value for name, value in sent.items() if value})


def rows_of(
    groups: Iterable[Queued], chosen: Filter, language: Language, database: Database, person: Person
) -> tuple[Row, ...]:
    """Return groups as the queue shows them."""
    shown = tuple(groups)
    own = reviews.judged_by(database, person.id, [each.id for each in shown])
    return tuple(_row(each, chosen, language, own=each.id in own) for each in shown)


def counts(database: Database) -> dict[Tab, int]:
    """Return how many groups are under each tab, whatever the filters."""
    found = queue.counts(database)
    return {
        Tab.TO_DO: sum(found[state] for state in TO_DO),
        Tab.SAMPLE: queue.sampled_to_do(database),
        Tab.REVIEWED: found[State.REVIEWED],
        Tab.ALL: sum(found.values()),
    }


def next_of(database: Database, chosen: Filter, person: Person, after: str = "") -> str:
    """Return the id of the next group that waits for this reviewer, empty where there is none.

    It is the one after another in the queue's order, else the first. What a reviewer has judged comes up again only
    when something happened since.
    """
    groups = queue.page(database, _to_do(chosen), AHEAD).groups
    listed = [each.id for each in groups]
    settled = [each.id for each in groups if each.state in (State.DISPUTED, State.REVIEWED)]
    own = reviews.judged_by(database, person.id, settled)
    start = listed.index(after) + 1 if after in listed else 0
    following = [*listed[start:], *listed[:start]]
    return next((each for each in following if each not in own and each != after), "")


def page_number(value: str) -> int:
    """Return the page of the queue that an address asks for, the first where it says none."""
    return min(max(int(value), 1), DEEPEST) if value.isascii() and value.isdecimal() and len(value) < 9 else 1


def question_of(group: Queued, language: Language) -> str:
    """Return a group's question; that of a partner brief is what was told."""
    if group.composer != Composer.BRIEF:
        return group.question
    told = _told(group.question, language)
    return f"{text('title', language)}: {told}" if told else text("title", language)


def reasons_of(group: Queued) -> tuple[Reason, ...]:
    """Return why a group should be looked at besides its state, the gravest first."""
    return tuple(each for each in group.reasons if each not in (Reason.CHANGED, Reason.DISPUTED))


def moment(at: datetime, language: Language) -> str:
    """Return a moment as a reader reads it, in the server's time."""
    return format_datetime(at.astimezone(), "d MMM y, HH:mm", locale=language.value)


def _to_do(chosen: Filter) -> Wanted:
    """Return what of the groups looked at waits for a verdict; who looks at reviewed ones goes on through them."""
    wanted = chosen.wanted
    return wanted if wanted.state else replace(wanted, state=TO_DO)


def _row(group: Queued, chosen: Filter, language: Language, *, own: bool) -> Row:
    terms = TERMS[language]
    query = chosen.query()
    return Row(
        group,
        f"/review/{group.id}{'?' if query else ''}{query}",
        question_of(group, language),
        format_date(group.last_at.astimezone(), "d MMM y", locale=language.value),
        tuple(terms.reasons[each] for each in reasons_of(group)),
        terms.statuses[AnswerStatus(group.status)],
        terms.verdicts[Verdict(group.verdict)] if group.verdict else "",
        own,
    )


def _told(standalone: str, language: Language) -> str:
    try:
        situation = Situation.from_json(json.loads(standalone))
    except (ValueError, AttributeError):
        return standalone
    coded = [("whom", each) for each in situation.whom] + [("have", each) for each in situation.have]
    named = [answer_words(step, value)[language] for step, value in coded]
    where = [answer_words("where", situation.where)[language]] if situation.where else []
    return "; ".join(each for each in (situation.about, *situation.purposes, *named, *where) if each)


def _day(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y-%m-%d").astimezone()
    except ValueError:
        return None
