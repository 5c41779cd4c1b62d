"""The gate is proven on the real assistant and corpus: break a part, and it names the right stage."""

from collections import Counter

import pytest

from assistant.answer import Assistant
from evals.cases.case import load_cases
from evals.cases.evidence import Corpus
from evals.cases.selection import select
from evals.run.gate import Comparison, compare
from evals.run.generate import Subject, observe
from evals.run.outcome import Outcome, outcomes
from evals.run.reference import default_tolerances
from evals.run.scoring import score_run
from evals.run.storage import Run
from tests.evals.broken import NeverRefuses, ShiftedQuotes, on_every_topic, with_empty_index
from tests.evals.fakes import make_info

pytestmark = pytest.mark.timeout(600)  # sixty questions to the real model, five times over
CASES = select(load_cases(), split="dev", limit=60)


@pytest.fixture(scope="module")
def corpus(assistant: Assistant) -> Corpus:
    index = assistant.index.get()
    documents = {document.id: document for document in index.documents()}
    return Corpus(documents, tuple(each for name in documents for each in index.passages_of(name)))


def measured(subject: Subject, corpus: Corpus) -> dict[str, Outcome]:
    outputs = {case.id: observe(subject, corpus, case) for case in CASES}
    return outcomes(score_run(Run(make_info(), corpus, outputs), CASES))


@pytest.fixture(scope="module")
def sound(assistant: Assistant, corpus: Corpus) -> dict[str, Outcome]:
    return measured(assistant, corpus)


def gate(sound: dict[str, Outcome], broken: Subject, corpus: Corpus) -> Comparison:
    return compare(sound, measured(broken, corpus), default_tolerances())


def worse(comparison: Comparison) -> set[tuple[str, str]]:
    return {(each.metric.name, each.group) for each in comparison.regressions}


def test_the_same_assistant_passes_and_flips_nothing(
    assistant: Assistant, corpus: Corpus, sound: dict[str, Outcome]
) -> None:
    comparison = gate(sound, assistant, corpus)
    assert (comparison.passes, comparison.flips) == (True, ())


def test_an_empty_collection_is_blamed_on_retrieval(
    assistant: Assistant, corpus: Corpus, sound: dict[str, Outcome]
) -> None:
    comparison = gate(sound, with_empty_index(assistant), corpus)
    assert ("recall@5", "all") in worse(comparison)
    stages = Counter(flip.after for flip in comparison.broken)
    assert stages.most_common(1)[0][0] == "not retrieved"


def test_shifted_offsets_are_blamed_on_reading(assistant: Assistant, corpus: Corpus, sound: dict[str, Outcome]) -> None:
    comparison = gate(sound, ShiftedQuotes(assistant), corpus)
    assert ("quote validity", "all") in worse(comparison)
    assert {flip.after for flip in comparison.broken} == {"used but misread"}


def test_taking_every_question_for_on_topic_is_blamed_on_answering(
    assistant: Assistant, corpus: Corpus, sound: dict[str, Outcome]
) -> None:
    comparison = gate(sound, on_every_topic(assistant), corpus)
    assert {flip.after for flip in comparison.broken} <= {"wrongly answered"}


def test_never_refusing_is_blamed_on_answering(assistant: Assistant, corpus: Corpus, sound: dict[str, Outcome]) -> None:
    comparison = gate(sound, NeverRefuses(assistant), corpus)
    assert ("false answers", "all") in worse(comparison)
    assert {flip.after for flip in comparison.broken} == {"wrongly answered"}
