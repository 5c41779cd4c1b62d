"""What a verdict makes of a question."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.domain import Answer, AnswerStatus, Composer, Language
from assistant.people.person import Person, Role
from assistant.review.ruling import Ruling, RulingKind, ruling_of
from assistant.review.verdict import CitationVerdict, Verdict
from tests.fakes import INFLUENCE, UNION
from tests.review.samples import ASSISTANT, judged, place

REVIEWER = Person("r", "Rev", Role.REVIEWER)
ANSWER = ASSISTANT.ask("How?")
REFUSAL = ASSISTANT.ask("unknown thing")


def ruling(verdict: Verdict, answer: Answer = ANSWER, **values: Any) -> Ruling:
    return ruling_of(judged("g", REVIEWER, verdict, **values).review, answer)


def test_a_right_answer_is_given_again_as_it_was() -> None:
    found = ruling(Verdict.RIGHT)
    assert found.kind is RulingKind.ANSWER
    assert [(line.text, line.listed, line.literal) for line in found.lines] == [
        (INFLUENCE, True, True),
        (UNION, True, True),
    ]


@pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.INCOMPLETE, Verdict.SHOULD_ANSWER])
def test_a_corrected_answer_consists_of_the_passages_picked(verdict: Verdict) -> None:
    tip = place("Discuss expectations before you start.")
    found = ruling(verdict, places=(tip,), questions={Language.NL: "Wat dan?"})
    assert (found.kind, [line.text for line in found.lines], found.barred) == (RulingKind.ANSWER, [tip.quote], ())
    assert found.questions == {Language.NL: "Wat dan?"}


def test_of_a_wrong_answer_the_refused_quotes_are_barred_else_all() -> None:
    partly = ruling(Verdict.WRONG, citations={1: CitationVerdict.SUPPORTS, 2: CitationVerdict.DOES_NOT})
    assert (partly.kind, [each.quote for each in partly.barred]) == (RulingKind.BAR, [UNION])
    assert [each.quote for each in ruling(Verdict.WRONG).barred] == [INFLUENCE, UNION]


def test_what_should_have_been_refused_is_refused_as_long_as_nothing_new_is_found() -> None:
    answer = replace(ANSWER, retrieved=("partners/0",))
    found = ruling(Verdict.SHOULD_REFUSE, answer)
    assert (found.kind, found.seen) == (RulingKind.REFUSE, ("partners/0",))


@pytest.mark.parametrize(
    "answer",
    [REFUSAL, replace(ANSWER, status=AnswerStatus.PARTIAL), replace(ANSWER, composer=Composer.BRIEF)],
    ids=["refusal", "partial answer", "brief"],
)
def test_a_right_refusal_partial_answer_or_brief_changes_nothing(answer: Answer) -> None:
    assert ruling(Verdict.RIGHT, answer).kind is RulingKind.KEEP


def test_what_is_kept_is_read_back_whole() -> None:
    found = ruling(Verdict.RIGHT, questions={Language.EN: "How?", Language.NL: "Hoe?"})
    assert Ruling.from_json("g", found.kind.value, found.checked_at, found.to_json()) == found
