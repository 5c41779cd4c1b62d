"""What the dashboard counts, on stores small enough to count by hand."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, update

from assistant.domain import AnswerStatus, Composer, Language, Usage
from assistant.review.ruling import RulingKind
from assistant.review.verdict import Verdict
from assistant.store import Database, open_database
from assistant.store.chats import OWN_FILE
from assistant.store.retention import remove_of
from assistant.store.review import statistics
from assistant.store.review.model_use import Used, used
from assistant.store.review.statistics import Cited, Decided, Said, Sampled, Tally
from assistant.store.schema.tables import answers, chats, messages
from tests.reviewing import BEGIN, DAY, EDGES, Desk

EN, NL = Language.EN, Language.NL
ANSWERED, PARTIAL = AnswerStatus.ANSWERED, AnswerStatus.PARTIAL
NO_EVIDENCE, OFF_TOPIC = AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_an_empty_store_has_nothing_to_count(database: Database) -> None:
    assert statistics.first_at(database) is None
    counted = (statistics.tallies, statistics.sampled, statistics.cited, statistics.said)
    assert [count(database, EDGES) for count in counted] == [()] * 4
    assert statistics.missing(database, EDGES, 10) == ()
    assert statistics.decided(database) == ()


def test_answers_are_counted_by_bin_language_status_and_composer(desk: Desk) -> None:
    desk.ask("a", 0)
    desk.ask("a", 9)
    desk.ask("a", 10)
    desk.ask("b", 3, NO_EVIDENCE, NL)
    desk.ask("c", 19, composer="verified")
    assert statistics.tallies(desk.database, EDGES) == (
        Tally(0, EN, ANSWERED, "extract", 2),
        Tally(0, NL, NO_EVIDENCE, "extract", 1),
        Tally(1, EN, ANSWERED, "extract", 1),
        Tally(1, EN, ANSWERED, "verified", 1),
    )
    assert statistics.first_at(desk.database) == BEGIN


def test_what_lies_outside_the_period_does_not_count(desk: Desk) -> None:
    desk.ask("before", -1)
    desk.ask("after", 20)
    assert statistics.tallies(desk.database, EDGES) == ()


def test_what_was_used_of_chat_models_is_summed_up_by_bin_and_model(desk: Desk) -> None:
    desk.ask("by itself", 1)
    desk.ask("written", 1, usage=Usage(2, 7000, 400, 900.0, 0.02))
    desk.ask("refused", 2, usage=Usage(1, 5000, 2, None, 0.01))
    desk.ask("later", 12, usage=Usage(3, 1, 1, 100.0, 0.0))
    desk.ask("outside", 30, usage=Usage(9, 9, 9, 9.0, 9.0))
    assert used(desk.database, EDGES) == (
        Used(0, "openai:m", 2, 3, 12000, 402, 900.0, 0.03),
        Used(1, "openai:m", 1, 3, 1, 1, 100.0, 0.0),
    )
    elsewhere = replace(desk.database, corpus="other")
    assert used(elsewhere, EDGES) == ()


def test_who_has_their_answers_removed_leaves_no_use_behind(desk: Desk) -> None:
    desk.ask("written", 1, usage=Usage(2, 7000, 400, 900.0, 0.02))
    remove_of(desk.database, desk.asker)
    assert used(desk.database, EDGES) == ()


def test_a_period_may_be_one_bin(desk: Desk) -> None:
    desk.ask("a", 5)
    assert statistics.tallies(desk.database, EDGES[:2]) == (Tally(0, EN, ANSWERED, "extract", 1),)


def test_a_list_of_the_guide_is_nobodys_question(desk: Desk) -> None:
    desk.ask("a", composer=Composer.LIST)
    assert statistics.tallies(desk.database, EDGES) == ()


def test_only_what_chance_chose_counts_for_quality_whatever_else_was_reviewed(desk: Desk) -> None:
    desk.ask("chosen", 1, sampled=True)
    desk.ask("chosen", 2)
    desk.ask("chosen", 12, sampled=True)
    desk.ask("doubtful", 1)
    desk.ask("waiting", 1, sampled=True)
    desk.judge("chosen", Verdict.RIGHT)
    desk.judge("doubtful", Verdict.WRONG)
    assert statistics.sampled(desk.database, EDGES) == (
        Sampled(0, EN, None, 1),
        Sampled(0, EN, Verdict.RIGHT, 1),
        Sampled(1, EN, Verdict.RIGHT, 1),
    )


def test_what_reviewers_dispute_has_no_verdict_until_a_third_decides(desk: Desk) -> None:
    desk.ask("a", sampled=True)
    desk.judge("a", Verdict.RIGHT, "Anna")
    desk.judge("a", Verdict.WRONG, "Bram")
    assert statistics.sampled(desk.database, EDGES) == (Sampled(0, EN, None, 1),)
    desk.judge("a", Verdict.WRONG, "Chris")
    assert statistics.sampled(desk.database, EDGES) == (Sampled(0, EN, Verdict.WRONG, 1),)


def test_missing_guidance_is_listed_by_how_often_it_was_asked_in_the_period(desk: Desk) -> None:
    for day in (-5, -4, -3, 1):
        desk.ask("often before", day, NO_EVIDENCE)
    for day in (1, 12):
        desk.ask("twice", day, PARTIAL, NL)
    desk.ask("answered", 1)
    desk.ask("weather", 1, OFF_TOPIC)
    found = statistics.missing(desk.database, EDGES, 10)
    assert [(each.question, each.language, each.status, each.asked) for each in found] == [
        ("twice", NL, PARTIAL, 2),
        ("often before", EN, NO_EVIDENCE, 1),
    ]
    assert found[0].last_at == BEGIN + 12 * DAY
    assert [each.question for each in statistics.missing(desk.database, EDGES, 1)] == ["twice"]


def test_what_was_asked_of_a_readers_file_is_not_missing_in_the_documents(desk: Desk) -> None:
    for words, author in (("of a file", OWN_FILE), ("of the documents", "assistant")):
        answer_id = desk.ask(words, 1, NO_EVIDENCE)
        with desk.database.write() as connection:
            connection.execute(
                insert(chats).values(
                    id=words, user_id=desk.asker.id, **dict.fromkeys(("created_at", "updated_at"), BEGIN)
                )
            )
            connection.execute(update(answers).where(answers.c.id == answer_id).values(chat_id=words))
            values = {"id": words, "chat_id": words, "kind": "assistant_message", "author": author, "content": "It."}
            connection.execute(insert(messages).values(values | {"is_error": False, "created_at": BEGIN}))
    assert [each.question for each in statistics.missing(desk.database, EDGES, 10)] == ["of the documents"]


def test_what_reviewers_found_in_the_documents_is_not_missing_there(desk: Desk) -> None:
    desk.ask("found", 1, NO_EVIDENCE)
    desk.ask("confirmed", 1, NO_EVIDENCE)
    desk.judge("found", Verdict.SHOULD_ANSWER)
    desk.judge("confirmed", Verdict.RIGHT)
    found = statistics.missing(desk.database, EDGES, 10)
    assert [(each.question, each.verdict) for each in found] == [("confirmed", "right")]


def test_documents_are_counted_by_the_answers_that_cite_them(desk: Desk) -> None:
    for day in (0, 1, 25):
        desk.ask("a", day, documents=("one", "two"))
    desk.ask("b", 1, PARTIAL, documents=("two",))
    desk.ask("refused", 1, NO_EVIDENCE, documents=("nearest",))
    assert statistics.cited(desk.database, EDGES) == (Cited("two", 3), Cited("one", 2))


def test_opinions_are_counted_by_when_they_were_given(desk: Desk) -> None:
    first, second = desk.ask("a", 0), desk.ask("b", 0, language=NL)
    desk.rate(first, 1, 0)
    desk.rate(first, 0, 11, citation=2)
    desk.rate(second, 0, 12)
    desk.rate(second, 1, 30, citation=1)
    assert statistics.said(desk.database, EDGES) == (
        Said(0, EN, good=True, on_citation=False, opinions=1),
        Said(1, EN, good=False, on_citation=True, opinions=1),
        Said(1, NL, good=False, on_citation=False, opinions=1),
    )


def test_decisions_are_counted_by_kind_and_use(desk: Desk) -> None:
    for question in ("a", "b"):
        desk.ask(question)
        desk.judge(question, Verdict.RIGHT)
    desk.ask("c")
    desk.judge("c", Verdict.WRONG)
    assert statistics.decided(desk.database) == (
        Decided(RulingKind.ANSWER, in_use=True, questions=2),
        Decided(RulingKind.BAR, in_use=True, questions=1),
    )


def test_nothing_is_counted_by_reading_the_answers_themselves(tmp_path: Path) -> None:
    """Their records are large: each count must find all it needs in an index."""
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    for count in (statistics.tallies, statistics.sampled, statistics.cited):
        steps = plan(database, count)
        of_answers = [step for step in steps if re.search(r"(SCAN|SEARCH) answers", step)]
        assert of_answers
        assert [step for step in of_answers if "COVERING INDEX" not in step] == []
    assert any("COVERING INDEX ix_answers_counted" in step for step in plan(database, some_missing))
    database.close()


def some_missing(database: Database, edges: Sequence[datetime]) -> object:
    return statistics.missing(database, edges, 10)


def plan(database: Database, count: Callable[[Database, Sequence[datetime]], object]) -> list[str]:
    """Return the steps in which SQLite answers the last statement of a count."""
    sent: list[Any] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def listen(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        sent.append((statement, parameters))

    count(database, EDGES)
    event.remove(database.engine, "before_cursor_execute", listen)
    statement, parameters = sent[-1]
    with database.engine.connect() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
