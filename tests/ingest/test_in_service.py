"""The corpus changes while questions are asked: every answer is right, whatever happens to the ingests."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from signal import SIGKILL
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import create_engine

from assistant.answer import Assistant
from assistant.answering.ports import AnswerIndex
from assistant.domain import Answer, Language
from assistant.search.index import IndexInService
from assistant.search.index.generations import Generations
from assistant.search.topic import TopicModel
from assistant.store import Database
from assistant.web.kept import Keeper, Place
from tests.hash_encoder import HashEncoder
from tests.ingest.desk import PARTNERS, TRUST, Desk, counts
from tests.ingest.process import start_ingest

QUESTION = "Whom do we ask for advice, a local union?"
KILLS = 10


def open_assistant(desk: Desk) -> Assistant:
    topic = TopicModel("hash")
    return Assistant(IndexInService(desk.generations, "hash"), HashEncoder(), topic, kept=desk.archive)


def essence(answer: Answer) -> tuple[object, ...]:
    return answer.text, answer.status, answer.retrieved, answer.citations


@dataclass
class Asker:
    """Asks the same question over and over, and gathers what is wrong with the answers."""

    assistant: Assistant
    expected: dict[str, tuple[object, ...]]
    faults: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)

    def ask(self) -> None:
        answer = self.assistant.ask(QUESTION)
        self.versions.append(answer.corpus_version)
        if essence(answer) != self.expected[answer.corpus_version]:
            self.faults.append(f"{answer.corpus_version} does not answer {answer.text!r}")
        for citation in answer.citations:
            document = self.assistant.version(citation.document_id, citation.version)
            if document is None or document.text[citation.start : citation.end] != citation.quote:
                self.faults.append(f"{citation.quote!r} is not proven")

    @contextmanager
    def asking(self) -> Iterator[None]:
        stop = Event()
        thread = Thread(target=self._ask_until, args=(stop,))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _ask_until(self, stop: Event) -> None:
        while not stop.wait(0.01):
            try:
                self.ask()
            except Exception as error:  # noqa: BLE001 - whatever it is, the answer failed
                self.faults.append(repr(error))


@dataclass(frozen=True)
class Changes:
    """A desk whose documents change, with a second index of the same documents that tells what is the right answer."""

    desk: Desk
    twin: Desk
    asker: Asker

    def write(self, partners: str) -> str:
        """Change a document, and return the corpus version that an ingest has to make of it."""
        self.desk.write("partners.txt", partners)
        version = self.twin.ingest().corpus_version
        self.asker.expected[version] = essence(open_assistant(self.twin).ask(QUESTION))
        return version


@pytest.fixture
def changes(desk: Desk, tmp_path: Path) -> Changes:
    for number in range(5):
        desk.write(f"trust-{number}.txt", TRUST.replace("Trust", f"Trust {number}"))
    made = Changes(desk, Desk(desk.corpus, Generations(tmp_path / "twin" / "index")), Asker(open_assistant(desk), {}))
    made.write(PARTNERS)
    desk.ingest()
    return made


def variant(number: int) -> str:
    return PARTNERS.replace("a local union", f"local union {number} and its members")


@pytest.mark.timeout(600)  # some seconds, unless the machine is busy with other things
def test_an_ingest_killed_at_any_moment_costs_no_answer_and_the_next_completes(changes: Changes) -> None:
    random, desk = Random(5), changes.desk
    span, ends = duration(changes), []
    with changes.asker.asking():
        for number in range(KILLS):
            version = changes.write(variant(number))
            process = start_ingest(desk)
            process.join(random.uniform(0, span))
            process.kill()
            process.join()
            ends.append(process.exitcode)
            report = desk.ingest()
            assert (report.corpus_version, report.failed, left_over(desk)) == (version, (), [])
    assert changes.asker.faults == []
    assert len(set(changes.asker.versions)) >= KILLS // 2
    assert ends.count(-SIGKILL) >= KILLS // 2


def duration(changes: Changes) -> float:
    """Return how many seconds an ingest takes in a process of its own, once the libraries are loaded."""
    for number in (-2, -1):
        changes.write(variant(number))
        started = time.monotonic()
        process = start_ingest(changes.desk)
        process.join()
        assert process.exitcode == 0
    return time.monotonic() - started


def left_over(desk: Desk) -> list[str]:
    return [path.name for path in desk.generations.root.iterdir() if path.name.startswith(".building")]


def test_the_new_version_answers_the_next_question(changes: Changes) -> None:
    asker = changes.asker
    asker.ask()
    version = changes.write(variant(1))
    changes.desk.ingest()
    asker.ask()
    assert (asker.faults, asker.versions[-1] == version, len(set(asker.versions))) == ([], True, 2)


def test_who_is_asking_keeps_a_whole_index_however_many_ingests_go_by(desk: Desk) -> None:
    desk.ingest()
    index, vector = desk.index(), HashEncoder().question("honest", Language.EN).vector
    for number in range(4):
        desk.write("partners.txt", PARTNERS.replace("local", f"local {number}"))
        desk.ingest()
    assert index.folder.exists()
    assert (len(index.nearest(vector, Language.EN, 5)), len(index.documents())) == (3, 2)
    assert len(index.tokens([index.passages_of("trust")[0].id], Language.EN)) == 1
    index.close()
    desk.write("partners.txt", variant(1))
    desk.ingest()
    assert not index.folder.exists()


def test_what_an_answer_cited_is_provable_after_the_document_changed_and_after_it_went(desk: Desk) -> None:
    desk.ingest()
    assistant = open_assistant(desk)
    citation = assistant.ask(QUESTION).citations[0]
    desk.write("partners.txt", variant(1))
    desk.ingest()
    assert assistant.ask(QUESTION).citations[0].version != citation.version
    (desk.corpus / "partners.txt").unlink()
    desk.ingest()
    document = assistant.version(citation.document_id, citation.version)
    assert assistant.document(citation.document_id) is None
    assert document is not None
    assert document.text[citation.start : citation.end] == citation.quote


@dataclass
class Switching:
    """An assistant whose documents change, and are put in service, the moment that an answer is to be kept."""

    assistant: Assistant
    desk: Desk
    times: int

    def made_from(self, version: str) -> AnswerIndex:
        self.switch()
        made = self.assistant.made_from(version)
        self.switch()
        return made

    def switch(self) -> None:
        for _ in range(self.times):
            self.desk.write("partners.txt", variant(time.time_ns()))
            self.desk.ingest()
            self.assistant.documents()  # which takes what is in service


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_kept_of_an_answer_is_of_the_documents_that_it_was_made_from(desk: Desk, times: int) -> None:
    desk.ingest()
    assistant = open_assistant(desk)
    answer = assistant.ask(QUESTION)
    switching: Any = Switching(assistant, desk, times)
    kept = Keeper(switching, Database(create_engine("sqlite://")), keeps=False).keep(answer, Place("anna")).recalled
    assert assistant.corpus_version != kept.answer.corpus_version == answer.corpus_version
    cited = [(each, kept.passages[each.passage_id]) for each in kept.answer.citations]
    assert cited
    for citation, passage in cited:
        assert PARTNERS[passage.start : passage.end] == passage.text
        assert PARTNERS[citation.start : citation.end] == citation.quote
    again = Keeper(switching, Database(create_engine("sqlite://")), keeps=False).keep(answer, Place("anna")).recalled
    assert again.passages == kept.passages


def test_a_version_that_comes_back_is_switched_to_without_building(changes: Changes) -> None:
    for text in (variant(1), PARTNERS):
        version = changes.write(text)
        report = changes.desk.ingest()
        assert (counts(report), report.corpus_version) == ((0, 1, 6, 0), version)
    assert report.embedded == 0
    changes.asker.ask()
    assert (changes.asker.faults, changes.asker.versions) == ([], [version])
