"""What a verdict makes of a question."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.body import PartKind
from assistant.domain import Answer, AnswerStatus, BlockKind, Composer, Language
from assistant.people.person import Person, Role
from assistant.review.checked import checked_page
from assistant.review.ruling import Ruling, RulingKind, ruling_of
from assistant.review.verdict import CitationVerdict, Place, Verdict
from tests.fakes import INFLUENCE, UNION, make_document
from tests.review.samples import ASSISTANT, judged, place
from tests.review.test_changes import Shelf

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


def test_items_picked_from_a_list_stand_in_one_under_what_leads_it_in() -> None:
    lines = [
        (BlockKind.PARAGRAPH, 0, "It helps when:"),
        (BlockKind.LIST_ITEM, 0, "you speak one language;"),
        (BlockKind.LIST_ITEM, 0, "you meet often."),
        (BlockKind.PARAGRAPH, 0, "Trust takes time."),
    ]
    document = make_document("trust", Language.EN, "Trust", lines)

    def at(words: str) -> Place:
        start = document.text.index(words)
        return Place(document.id, document.version, "", start, start + len(words), words)

    picked = tuple(map(at, ("you meet often.", "you speak one language;", "Trust takes time.")))
    found = checked_page(ruling(Verdict.WRONG, places=picked), Language.EN, Shelf(document))
    assert found is not None
    assert [(part.kind, part.text) for part in found.parts[2:]] == [
        (PartKind.SENTENCE, "It helps when:"),
        (PartKind.ITEM, "you meet often."),
        (PartKind.ITEM, "you speak one language;"),
        (PartKind.SENTENCE, "Trust takes time."),
    ]
