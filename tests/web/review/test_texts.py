"""Every text for reviewers is there in both languages, and says something else in each."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from assistant.domain import AnswerStatus, Fate, Language
from assistant.review.risk import Reason
from assistant.review.ruling import RulingKind
from assistant.review.verdict import CitationVerdict, State, Verdict
from assistant.web.review.desk.judging_texts import JUDGING_TEXTS
from assistant.web.review.desk.outcome_texts import OUTCOME_TEXTS
from assistant.web.review.desk.picking_texts import PICKING_TEXTS
from assistant.web.review.desk.queue_texts import QUEUE_TEXTS
from assistant.web.review.desk.terms import TERMS

TABLES = (QUEUE_TEXTS, JUDGING_TEXTS, OUTCOME_TEXTS, PICKING_TEXTS, TERMS)
ALIKE = {"Open", "Filters", "Document", "score {number}"}


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts_in(each))
    elif isinstance(value, tuple):
        yield from (text for each in value for text in texts_in(each.does))


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_have_all_texts(table: dict[Language, object]) -> None:
    english, dutch = (
        [text for each in fields(table[language]) for text in texts_in(getattr(table[language], each.name))]  # type: ignore[arg-type]
        for language in Language
    )
    assert len(english) == len(dutch) > 0
    pairs = list(zip(english, dutch, strict=True))
    assert [one for one, other in pairs if one == other and one not in ALIKE | {""}] == []
    assert [one for one, other in pairs if bool(one) is not bool(other)] == []


@pytest.mark.parametrize("language", list(Language))
def test_everything_that_has_a_name_has_one_for_people(language: Language) -> None:
    terms = TERMS[language]
    named = (terms.verdicts, terms.citation_verdicts, terms.states, terms.statuses, terms.reasons, terms.rulings)
    kinds = (Verdict, CitationVerdict, State, AnswerStatus, Reason, RulingKind)
    for names, kind in (*zip(named, kinds, strict=True), (terms.fates, Fate)):
        assert set(names) == set(kind)  # type: ignore[call-overload]
