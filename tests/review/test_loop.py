"""The loop over the real documents: judged wrong, corrected, given as checked, flagged by a change.

That `eval` holds it and a dry run tells of it, the same loop in a browser shows: ``tests.web.review.test_loop``.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.answer import Assistant
from assistant.bootstrap import open_assistant, open_intake, open_store
from assistant.domain import Answer, AnswerStatus, Composer, Language
from assistant.people.person import Person, Role
from assistant.proof.provenance import record
from assistant.review.case import write_cases
from assistant.review.export import export
from assistant.review.risk import Reason
from assistant.review.verdict import CitationVerdict, Judged, Place, Review, State, Verdict
from assistant.settings import Settings
from assistant.store import Database, answers, feedback, reviews, users
from assistant.store.answers import Given
from assistant.store.database import now
from assistant.store.feedback import Feedback
from assistant.store.review import queue
from evals.cases.case import load_cases
from ingest.wiring import run_ingest

DOCUMENT = "who-to-partner-up-with"
QUESTION = "Which kinds of knowledge may we lack before a dialogue?"
IN_DUTCH = "Welke kennis kunnen we missen voor een dialoog?"
PARAPHRASES = (
    "Before a dialogue, which kinds of knowledge may we be lacking?",
    "welke kennis kunnen wij missen voor een dialoog",
)
NEAR_MISSES = (
    "Which kinds of knowledge may we not lack before a dialogue?",
    "Which kinds of suppliers may we lack before a dialogue?",
    "Which kinds of knowledge may we lack after a dialogue?",
)
RIGHT = "you may need specific knowledge, such as risk analyses for a particular country or sector"


@dataclass(frozen=True)
class World:
    settings: Settings
    database: Database
    assistant: Assistant
    reviewer: Person

    def ask(self, question: str) -> Answer:
        answer = self.assistant.ask(question)
        kept = record(answer, self.assistant.passage, self.assistant.document)
        answers.save(self.database, Given(answer.answer_id, self.reviewer.id, kept))
        open_intake(self.settings, self.database, self.assistant).run()
        return answer

    def judge(self, answer: Answer, verdict: Verdict, **values: object) -> str:
        group = queue.group_of(self.database, answer.answer_id)
        kept = record(answer, self.assistant.passage, self.assistant.document)
        review = Review(uuid4().hex, group, answer.answer_id, self.reviewer.id, "Rev", verdict, now(), **values)  # type: ignore[arg-type]
        reviews.save(self.database, Judged(review, kept), uuid4().hex, reviews.count_of(self.database, group))
        return group

    def place(self, words: str) -> Place:
        document = self.assistant.document(DOCUMENT)
        assert document is not None
        start = document.text.index(words)
        end = start + len(words)
        holder = next(
            each for each in self.assistant.index.get().passages_of(DOCUMENT) if each.start <= start and end <= each.end
        )
        return Place(DOCUMENT, document.version, holder.id, start, end, words)


@pytest.fixture
def world(settings: Settings, assistant: Assistant, tmp_path: Path) -> Iterator[World]:
    """The documents' index, to be changed at will, and a reviewer."""
    shutil.copytree(settings.data_dir, tmp_path / "data")
    here = settings.model_copy(update={"data_dir": tmp_path / "data", "model_dir": settings.models})
    database = open_store(here)
    yield World(here, database, open_assistant(here, database), users.add(database, "Rev", Role.REVIEWER))
    database.close()


@pytest.fixture
def editable(world: World, tmp_path: Path) -> World:
    """The same with documents of its own, to be changed too."""
    shutil.copytree(world.settings.corpus_dir, tmp_path / "corpus")
    here = world.settings.model_copy(update={"corpus_dir": tmp_path / "corpus"})
    return replace(world, settings=here, assistant=open_assistant(here, world.database))


def test_a_corrected_answer_is_given_from_then_on_until_its_document_changes(editable: World, tmp_path: Path) -> None:
    world = editable
    first = world.ask(QUESTION)
    right = world.place(RIGHT)
    assert first.composer != Composer.CHECKED
    questions = {Language.EN: QUESTION, Language.NL: IN_DUTCH}
    group = world.judge(first, Verdict.WRONG, places=(right,), questions=questions, note="Look at the first purpose.")

    for question in (QUESTION, IN_DUTCH, *PARAPHRASES):
        again = world.ask(question)
        assert (again.composer, again.status, [each.quote for each in again.citations]) == (
            Composer.CHECKED,
            AnswerStatus.ANSWERED,
            [RIGHT],
        )
        assert again.checked == now().date().isoformat()
        document = world.assistant.document(DOCUMENT)
        assert document is not None
        assert document.text[again.citations[0].start : again.citations[0].end] == RIGHT
    assert "✓ Checked by the SER on" in world.assistant.ask(QUESTION).text
    assert "✓ Gecontroleerd door de SER op" in world.assistant.ask(IN_DUTCH).text
    assert not any(world.assistant.ask(question).checked for question in NEAR_MISSES)
    offered = world.assistant.suggest(world.assistant.ask(NEAR_MISSES[2]))
    assert offered[:1] == (QUESTION,)  # a click away, for whoever meant that
    assert QUESTION not in world.assistant.suggest(world.assistant.ask(QUESTION))

    found = export(reviews.decided(world.database), world.assistant.index.get(), load_cases())
    write_cases(found.cases, tmp_path / "cases" / "reviewed.jsonl")
    assert {case.question for case in load_cases(tmp_path / "cases")} == {QUESTION, IN_DUTCH}

    path = world.settings.corpus_dir / "en" / f"{DOCUMENT}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("specific knowledge, such as", "knowledge, like"), "utf-8")
    assert run_ingest(world.settings).outdated == 1
    assert world.assistant.ask(QUESTION).composer != Composer.CHECKED
    queued = queue.get(world.database, group)
    assert queued is not None
    assert queued.state is State.CHANGED
    left = export(reviews.decided(world.database), world.assistant.index.get(), (), {group})
    assert (left.cases, left.outdated) == ((), 1)

    path.write_text(path.read_text(encoding="utf-8").replace("knowledge, like", "specific knowledge, such as"), "utf-8")
    assert run_ingest(world.settings).restored == 1  # the words are back, and so is what was decided on them
    assert world.assistant.ask(QUESTION).composer == Composer.CHECKED


def test_an_ingest_of_other_documents_on_the_same_database_touches_nothing(world: World, tmp_path: Path) -> None:
    world.judge(world.ask(QUESTION), Verdict.WRONG, places=(world.place(RIGHT),))
    others = tmp_path / "other-documents"
    others.mkdir()
    (others / "water.md").write_text(
        "# Water\n\nA water board keeps the dikes and asks the farmers for advice.\n", "utf-8"
    )
    elsewhere = {
        "corpus_dir": others,
        "data_dir": tmp_path / "elsewhere",
        "database_url": world.settings.database_address,
    }
    report = run_ingest(world.settings.model_copy(update=elsewhere))
    assert (report.outdated, report.total) == (0, 1)
    assert world.assistant.ask(QUESTION).composer == Composer.CHECKED


def test_a_wrong_answer_is_never_given_again_unchanged(world: World) -> None:
    first = world.ask("How can we gain more influence over a supplier?")
    refused = first.citations[0]
    world.judge(first, Verdict.WRONG, citations={refused.number: CitationVerdict.DOES_NOT})
    again = world.ask("How can we gain more influence over a supplier?")
    assert again.ruling
    assert (refused.document_id, refused.quote) not in {(each.document_id, each.quote) for each in again.citations}
    assert queue.group_of(world.database, again.answer_id) != again.ruling  # it is another answer, to be reviewed anew


def test_the_question_as_it_was_asked_is_meant_whatever_the_reviewer_notes(world: World) -> None:
    question = "How do we come into contact with people deep in our supply chain?"
    noted = {Language.EN: "Which kinds of knowledge may we lack before a dialogue?"}
    world.judge(world.ask(question), Verdict.WRONG, places=(world.place(RIGHT),), questions=noted)
    assert [each.quote for each in world.ask(question).citations] == [RIGHT]


def test_a_checked_answer_is_right_until_somebody_is_dissatisfied(world: World) -> None:
    first = world.ask(QUESTION)
    group = world.judge(first, Verdict.WRONG, places=(world.place(RIGHT),))
    again = world.ask(QUESTION)
    own = queue.get(world.database, queue.group_of(world.database, again.answer_id))
    assert own is not None
    assert (own.id != group, own.state, own.verdict) == (True, State.REVIEWED, Verdict.RIGHT)
    said = Feedback(world.reviewer.id, again.answer_id, 0, answer_id=again.answer_id)
    feedback.give(world.database, said)
    reopened = queue.get(world.database, own.id)
    assert reopened is not None
    assert (reopened.state, Reason.NEGATIVE in reopened.reasons) == (State.OPEN, True)


def test_where_all_quotes_were_rejected_that_is_what_is_said(world: World) -> None:
    question = "How can we gain more influence over a supplier?"
    world.judge(world.ask(question), Verdict.WRONG)
    again = world.ask(question)
    while again.citations:  # what is quoted instead may be wrong as well
        world.judge(again, Verdict.WRONG)
        again = world.ask(question)
    assert again.status is AnswerStatus.NO_EVIDENCE


def test_what_should_have_been_refused_is_refused(world: World) -> None:
    question = "How can we gain more influence over a supplier?"
    world.judge(world.ask(question), Verdict.SHOULD_REFUSE)
    again = world.ask(question)
    assert (again.status, again.citations, bool(again.nearest)) == (AnswerStatus.NO_EVIDENCE, (), True)
