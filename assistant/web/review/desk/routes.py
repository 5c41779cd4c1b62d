"""The routes of reviewing: the queue, and judging one answer. Nothing is looked up before the role is known."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.domain import AnswerStatus, Document, Language
from assistant.partner.purposes import Purpose
from assistant.people.person import Person, Role
from assistant.review.verdict import CitationVerdict, Review, Verdict
from assistant.store import Database, audit, reviews
from assistant.store.review import queue
from assistant.web.edge.identity import needs
from assistant.web.page import language_of, page
from assistant.web.port import Answers, TakesIn
from assistant.web.review.board.texts import BOARD_TEXTS
from assistant.web.review.desk.forms import FilledIn, action_of, applied, blank_form, read_form
from assistant.web.review.desk.judging import plain_words, sheet_of
from assistant.web.review.desk.judging_texts import JUDGING_TEXTS
from assistant.web.review.desk.outcome_texts import OUTCOME_TEXTS
from assistant.web.review.desk.picking import InService, beside
from assistant.web.review.desk.picking_texts import PICKING_TEXTS
from assistant.web.review.desk.queue import (
    ROWS,
    Filter,
    Tab,
    counts,
    filter_of,
    next_of,
    page_number,
    question_of,
    rows_of,
)
from assistant.web.review.desk.queue_texts import QUEUE_TEXTS
from assistant.web.review.desk.saving import Outcome, preview, save
from assistant.web.review.desk.subject import Subject, find_subject
from assistant.web.review.desk.terms import TERMS
from assistant.web.review.translations.lapses import Lapses

TAKING_IN = 0.15  # seconds for what was just asked before the queue is shown; what is left comes by itself


Purposes = Callable[[Language], Sequence[Purpose]]
Reviewer = Annotated[Person, Depends(needs(Role.REVIEWER))]


async def _form(request: Request, _: Reviewer) -> AsyncIterator[FormData]:
    """Give the form that a reviewer sends; that of anybody else is not read."""
    async with request.form(max_files=0) as form:
        yield form


Filled = Annotated[FormData, Depends(_form)]


def routes(
    assistant: Answers, database: Database, intake: TakesIn | None, guide_purposes: Purposes | None = None
) -> APIRouter:
    """Return the routes; those for other pages under ``/review`` come before them."""
    desk = Desk(assistant, database, intake, guide_purposes, Lapses(assistant))
    router = APIRouter(prefix="/review")

    @router.get("")
    def show_queue(request: Request, person: Reviewer) -> Response:
        return desk.queue(request, person)

    @router.get("/{group_id}")
    def show(request: Request, person: Reviewer, group_id: str) -> Response:
        return desk.open(request, person, group_id)

    @router.post("/{group_id}")
    def judge(request: Request, person: Reviewer, group_id: str, form: Filled) -> Response:
        return desk.judge(request, person, group_id, form)

    @router.get("/{group_id}/next")
    def skip(request: Request, person: Reviewer, group_id: str) -> Response:
        return desk.go_on(filter_of(request.query_params), person, group_id)

    @router.post("/{group_id}/undo")
    def undo(request: Request, person: Reviewer, group_id: str, form: Filled) -> Response:
        return desk.undo(filter_of(request.query_params), person, group_id, str(form.get("review", "")))

    return router


@dataclass(frozen=True)
class Saved:
    """A verdict that was just saved, and the question that it is on."""

    review: Review
    question: str


@dataclass(frozen=True)
class Desk:
    """Where reviewers work."""

    assistant: Answers
    database: Database
    intake: TakesIn | None
    purposes: Purposes | None
    lapses: Lapses

    def queue(self, request: Request, person: Person) -> Response:
        """Show the queue, with what was just asked in it."""
        self._take_in()
        language, chosen = language_of(request), filter_of(request.query_params)
        number = page_number(request.query_params.get("page", ""))
        listed = queue.page(self.database, chosen.wanted, ROWS, (number - 1) * ROWS)
        return page(
            request,
            "review/queue.html",
            t=QUEUE_TEXTS[language],
            texts_board=BOARD_TEXTS[language],
            terms=TERMS[language],
            lost=self.lapses.told(language),
            chosen=chosen,
            tabs=counts(self.database),
            rows=rows_of(listed.groups, chosen, language, self.database, person),
            number=number,
            more=listed.more,
            options=self._options(language),
            done="done" in request.query_params,
            saved=self._saved(request, person),
            outcome=OUTCOME_TEXTS[language],
            Tab=Tab,
        )

    def open(self, request: Request, person: Person, group_id: str) -> Response:
        """Show an answer with an empty form, or with one's own verdict."""
        subject = self._subject(group_id)
        own = subject.own(person.id)
        texts = InService(self.assistant)
        filled = blank_form(subject.answer, subject.group.state, own, subject.reviews, len(subject.reviews), texts)
        return self._sheet(request, person, subject, filled, Outcome())

    def judge(self, request: Request, person: Person, group_id: str, form: FormData) -> Response:
        """Do what a button of the form says; only one of them saves."""
        subject = self._subject(group_id, str(form.get("answer", "")))
        action, filled = action_of(form), read_form(form, subject.answer, InService(self.assistant))
        if action.name != "save":
            return self._sheet(request, person, subject, applied(filled, action), Outcome())
        chosen = filter_of(request.query_params)
        following, outcome = self._next(chosen, person, group_id), save(self.database, subject, filled, person)
        if outcome.saved is not None:
            return _redirect(chosen, following, saved=group_id)
        if outcome.conflict:
            subject = self._subject(group_id, filled.answer_id)
            filled = replace(filled, seen=len(subject.reviews))
        return self._sheet(request, person, subject, filled, outcome, status=409 if outcome.conflict else 422)

    def go_on(self, chosen: Filter, person: Person, group_id: str) -> Response:
        """Go to the next answer."""
        return _redirect(chosen, self._next(chosen, person, group_id))

    def undo(self, chosen: Filter, person: Person, group_id: str, review_id: str) -> Response:
        """Take one's own verdict back and show its answer again."""
        done = reviews.undo(self.database, review_id, person.id)
        return _redirect(chosen, group_id, undone="yes" if done else "no")

    def _next(self, chosen: Filter, person: Person, group_id: str) -> str:
        """Return the group that comes next; at the end of the queue, what was asked meanwhile is taken in first."""
        if not (following := next_of(self.database, chosen, person, group_id)):
            self._take_in()
        return following or next_of(self.database, chosen, person, group_id)

    def _take_in(self) -> None:
        until = monotonic() + TAKING_IN
        while self.intake is not None and self.intake.run(1) and monotonic() < until:
            pass

    def _subject(self, group_id: str, answer_id: str = "") -> Subject:
        if subject := find_subject(self.database, group_id, answer_id):
            return subject
        raise HTTPException(404)

    def _sheet(
        self,
        request: Request,
        person: Person,
        subject: Subject,
        filled: FilledIn,
        outcome: Outcome,
        *,
        status: int = 200,
    ) -> Response:
        audit.opened(self.database, person, subject.answer_id, subject.given.user_id if subject.given else "")
        language, chosen = language_of(request), filter_of(request.query_params)
        sheet = sheet_of(subject, filled, language, database=self.database, assistant=self.assistant, person=person)
        return page(
            request,
            "review/answer.html",
            status,
            t=JUDGING_TEXTS[language],
            pick=PICKING_TEXTS[language],
            outcome=OUTCOME_TEXTS[language],
            keys=QUEUE_TEXTS[language],
            terms=TERMS[language],
            sheet=sheet,
            filled=filled,
            result=outcome,
            preview=preview(filled.places, subject.answer.language, self.assistant),
            documents=self._documents(),
            saved=self._saved(request, person),
            undone=request.query_params.get("undone", ""),
            query=chosen.query(),
            verdicts=list(Verdict),
            citation_verdicts=list(CitationVerdict),
            spoken=[subject.answer.language, *(each for each in Language if each is not subject.answer.language)],
            plain_words=plain_words,
            beside=beside(self.assistant, language),
        )

    def _saved(self, request: Request, person: Person) -> Saved | None:
        """Return the verdict of this reviewer that was just saved, as the address says it, None where none was."""
        group = queue.get(self.database, request.query_params.get("saved", ""))
        standing = reviews.holding(self.database, group.id) if group else ()
        own = next((each for each in standing if each.reviewer_id == person.id), None)
        return Saved(own, question_of(group, language_of(request))) if own and group else None

    def _documents(self) -> list[Document]:
        return sorted(self.assistant.documents(), key=lambda each: each.title.casefold())

    def _options(self, language: Language) -> dict[str, list[tuple[str, str]]]:
        """Return the values of each filter that is chosen from a list, with the words for them."""
        terms = TERMS[language]
        documents, purposes = self._documents(), self.purposes(language) if self.purposes else ()
        asked = [each for each in AnswerStatus if each is not AnswerStatus.ASSISTANT]
        return {
            "status": [(each.value, terms.statuses[each]) for each in asked],
            "document": [(each.id, each.title) for each in documents],
            "purpose": [(str(each.number), each.text) for each in purposes],
            "verdict": [(each.value, terms.verdicts[each]) for each in Verdict],
            "person": [(name, name) for name in queue.reviewers(self.database)],
        }


def _redirect(chosen: Filter, group_id: str, **notes: str) -> Response:
    """Go to an answer, or to the queue where there is none; the mark at the end takes the place of the form's own."""
    notes = notes if group_id else notes | {"done": "yes"}
    query = chosen.query(**notes)
    return RedirectResponse(f"/review{'/' if group_id else ''}{group_id}{'?' if query else ''}{query}#top", 303)
