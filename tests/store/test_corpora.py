"""Several corpora on one database: what is said and decided about one is nothing to the other."""

from dataclasses import replace

import pytest

from assistant.domain import Language
from assistant.people.person import Origin
from assistant.review.book import RulingBook
from assistant.review.intake import DOCUMENT
from assistant.review.recheck import Rechecked, outdated_by
from assistant.review.verdict import Verdict
from assistant.store import Database, reviews, rulings, users
from assistant.store.groups import Groups
from assistant.store.review import corpora, queue, statistics, translations
from assistant.store.review.queue import Wanted
from assistant.store.review.translations import Correction, KeptCorrections
from assistant.store.rulings import KeptRulings, recheck
from assistant.text.memory import Memory
from tests.fakes import ENGLISH, INFLUENCE
from tests.fakes_review import WordsAlike
from tests.review.samples import given, judged
from tests.review.test_changes import Shelf, edited
from tests.reviewing import BEGIN, DAY

ANYTIME = (BEGIN - 3650 * DAY, BEGIN + 3650 * DAY)


@pytest.fixture
def ours(database: Database) -> Database:
    return replace(database, corpus="ser")


@pytest.fixture
def theirs(database: Database) -> Database:
    return replace(database, corpus="other guidance")


def check(database: Database, question: str) -> str:
    """Give an answer, and let a reviewer find it right; return its group."""
    anna = users.ensure(database, "Anna", Origin.PROXY).person
    group = given(database, anna, question)
    reviews.save(database, judged(group, anna, Verdict.RIGHT, question), question + database.corpus, 0)
    return group


def correct(database: Database, words: str) -> None:
    """Let a reviewer correct a sentence of a document that has the same name in every corpus."""
    anna = users.ensure(database, "Anna", Origin.PROXY).person
    translations.save(database, Correction("partners", Language.NL, "u1", words, checked=False), anna)


def test_an_ingest_rechecks_the_decisions_of_its_own_corpus_only(ours: Database, theirs: Database) -> None:
    check(ours, "How?")
    nothing = Shelf(edited(INFLUENCE, "Alone you reach less."))
    assert outdated_by(rulings.in_use(theirs), nothing) == ()
    assert recheck(theirs, nothing) == Rechecked(0, 0)
    assert len(rulings.in_force(ours)) == 1
    assert recheck(ours, nothing) == Rechecked(1, 0)
    assert recheck(theirs, Shelf(ENGLISH)) == Rechecked(0, 0)  # nor does another's put it back
    assert recheck(ours, Shelf(ENGLISH)) == Rechecked(0, 1)


def test_a_checked_answer_is_given_for_its_own_corpus_only(ours: Database, theirs: Database) -> None:
    check(ours, "How?")
    found = [RulingBook(KeptRulings(each), WordsAlike()).near("How?", Language.EN) for each in (ours, theirs)]
    assert found == ["How?", ""]


def test_the_same_answer_to_the_same_question_is_a_group_a_corpus(ours: Database, theirs: Database) -> None:
    assert check(ours, "How?") != check(theirs, "How?")
    for each in (ours, theirs):
        assert [group.size for group in queue.page(each, Wanted(state=())).groups] == [1]
        assert sum(queue.counts(each).values()) == 1


def test_reviewers_see_answers_verdicts_and_figures_of_their_own_corpus(ours: Database, theirs: Database) -> None:
    group = check(ours, "How?")
    assert (queue.get(theirs, group), rulings.of_group(theirs, group)) == (None, None)
    assert (Groups(theirs).pending(9), queue.reviewers(theirs), queue.topics(theirs, DOCUMENT)) == ((), (), ())
    assert (reviews.decided(theirs), statistics.first_at(theirs)) == ((), None)
    for count in (statistics.tallies, statistics.sampled, statistics.cited, statistics.said):
        assert count(theirs, ANYTIME) == ()
    assert (statistics.missing(theirs, ANYTIME, 9), statistics.decided(theirs)) == ((), ())
    assert len(reviews.decided(ours)) == len(statistics.decided(ours)) == len(statistics.tallies(ours, ANYTIME)) == 1


def test_what_was_kept_before_corpora_had_names_goes_to_the_first_that_has_one(
    database: Database, ours: Database, theirs: Database
) -> None:
    group = check(database, "How?")
    correct(database, "Samen heb je invloed.")
    corpora.adopt(database)
    assert queue.get(database, group) is not None
    for each in (ours, theirs):
        corpora.adopt(each)
    assert (queue.get(theirs, group), rulings.of_group(theirs, group)) == (None, None)
    assert queue.get(ours, group) is not None
    assert rulings.of_group(ours, group) is not None
    with database.read() as connection:
        for table in corpora.NAMED:
            assert connection.execute(table.select()).one().corpus == "ser"


def test_a_translation_is_corrected_for_its_own_corpus_only(ours: Database, theirs: Database) -> None:
    correct(ours, "Samen heb je invloed.")
    correct(theirs, "Gezamenlijk bereik je meer.")
    found = [
        KeptCorrections(each).in_force(Memory("partners", Language.NL)).units["u1"].text for each in (ours, theirs)
    ]
    assert found == ["Samen heb je invloed.", "Gezamenlijk bereik je meer."]
    others = replace(ours, corpus="a third")
    assert (translations.corrected(others), translations.corrected(ours)) == ((), (("partners", Language.NL),))
