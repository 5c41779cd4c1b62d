"""Verdicts as evaluation cases, and the gate that holds them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import AnswerStatus, Language
from assistant.people.person import Person, Role
from assistant.review.case import Case, CaseKind, write_cases
from assistant.review.export import cases_of, export
from assistant.review.verdict import CitationVerdict, Judged, Verdict
from evals.cases.case import load_cases
from evals.run.gate import Flip, unheld
from evals.run.outcome import Outcome
from tests.fakes import ENGLISH, INFLUENCE, UNION
from tests.review.samples import judged, place
from tests.review.test_changes import Shelf

REVIEWER = Person("r", "Rev", Role.REVIEWER)
SHELF = Shelf(ENGLISH)


def case_of(verdict: Verdict, question: str = "How?", **values: Any) -> list[Case]:
    return list(cases_of(judged("group-1", REVIEWER, verdict, question, **values), SHELF))


def located(found: Judged) -> Judged:
    """Return a verdict whose answer cites the version of the document that is on the shelf."""
    answer = found.record["answer"]
    citations = [each | {"version": ENGLISH.version} for each in answer["citations"]]
    return Judged(found.review, dict(found.record) | {"answer": answer | {"citations": citations}})


def test_a_right_answer_becomes_a_case_with_its_quotes_as_gold() -> None:
    (case,) = cases_of(located(judged("group-1", REVIEWER, Verdict.RIGHT)), SHELF)
    assert (case.id, case.kind, case.pair) == ("reviewed-group-1-en", CaseKind.ANSWERABLE, "en-en")
    assert [each.snippet for each in case.gold] == [INFLUENCE, UNION]


def test_a_quote_that_was_refused_is_no_gold() -> None:
    verdicts = {1: CitationVerdict.SUPPORTS, 2: CitationVerdict.DOES_NOT}
    (case,) = cases_of(located(judged("g", REVIEWER, Verdict.RIGHT, citations=verdicts)), SHELF)
    assert [each.snippet for each in case.gold] == [INFLUENCE]


def test_a_corrected_answer_becomes_a_case_in_each_language_that_its_question_is_noted_in() -> None:
    tip = place("Discuss expectations before you start.")
    noted = {Language.EN: "What first?", Language.NL: "Wat eerst?"}
    cases = case_of(Verdict.WRONG, places=(tip,), questions=noted)
    assert [(case.id, case.question, case.pair) for case in cases] == [
        ("reviewed-group-1-en", "What first?", "en-en"),
        ("reviewed-group-1-nl", "Wat eerst?", "nl-en"),
    ]
    assert {case.gold[0].snippet for case in cases} == {tip.quote}


@pytest.mark.parametrize(
    ("verdict", "question", "kind"),
    [
        (Verdict.SHOULD_REFUSE, "How?", CaseKind.NEAR_MISS),
        (Verdict.RIGHT, "unknown thing", CaseKind.NEAR_MISS),
    ],
)
def test_what_is_to_be_refused_becomes_a_case_of_a_refusal(verdict: Verdict, question: str, kind: CaseKind) -> None:
    (case,) = case_of(verdict, question)
    assert (case.kind, case.status, case.gold) == (kind, AnswerStatus.NO_EVIDENCE, ())


def test_a_wrong_answer_without_the_right_passages_says_nothing_of_a_good_one() -> None:
    assert case_of(Verdict.WRONG) == []


def test_each_question_is_exported_once_and_none_that_is_known_or_outdated() -> None:
    right = [located(judged(group, REVIEWER, Verdict.RIGHT)) for group in ("g1", "g2", "g3")]
    (case,) = export(right, SHELF, ()).cases
    assert export(right, SHELF, (), {"g1", "g2", "g3"}).outdated == 3
    assert export(right, SHELF, (replace(case, id="en-en-1", question="HOW"),)).cases == ()
    assert export(right, SHELF, (case,)).cases == (case,)


def test_the_cases_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    cases = export([located(judged("g1", REVIEWER, Verdict.RIGHT))], SHELF, ()).cases
    write_cases(cases, tmp_path / "reviewed.jsonl")
    assert load_cases(tmp_path) == cases
    write_cases((), tmp_path / "reviewed.jsonl")
    assert list(tmp_path.iterdir()) == []


def outcome(stage: str, digest: str = "d") -> Outcome:
    return Outcome(digest, "en", "en-en", "answerable", stage, {}, "because")


@pytest.mark.parametrize(
    ("case_id", "before", "after", "held"),
    [
        ("reviewed-1", {}, outcome(""), True),
        ("reviewed-1", {}, outcome("not retrieved"), False),
        ("reviewed-1", {"reviewed-1": outcome("not retrieved")}, outcome("not retrieved"), True),
        ("reviewed-1", {"reviewed-1": outcome("not retrieved", "other")}, outcome("not retrieved"), False),
        ("en-en-1", {}, outcome("not retrieved"), True),
    ],
)
def test_a_reviewed_case_that_fails_closes_the_gate_unless_a_baseline_accepted_it(
    case_id: str, before: dict[str, Outcome], after: Outcome, held: bool
) -> None:
    found = unheld(before, {case_id: after})
    earlier = before[case_id].stage if case_id in before else ""
    assert found == (() if held else (Flip(case_id, earlier, after.stage, "because"),))
