from dataclasses import replace

import pytest

from assistant.answer import Assistant
from assistant.settings import Settings
from evals.run.subject import Opened, open_subject
from tests.evals.samples import REFUSAL, make_case

CASES = [make_case(), REFUSAL]


@pytest.fixture
def opened(assistant: Assistant, settings: Settings) -> Opened:
    return open_subject(settings)


def test_a_run_notes_what_made_it(opened: Opened) -> None:
    info = opened.describe(CASES)
    assert info.corpus_version == opened.corpus_version
    assert info.cases == ("en-en-001", "near_miss-001")
    assert {"python", "onnxruntime", "chromadb"} <= set(info.libraries)
    assert info.settings["embedding_model"] == "bundled"


def test_every_passage_of_the_index_is_a_slice_of_its_document(opened: Opened) -> None:
    documents = opened.corpus.documents
    assert opened.corpus.passages
    assert all(documents[each.document_id].text[each.start : each.end] == each.text for each in opened.corpus.passages)


def test_the_same_code_and_settings_have_the_same_fingerprint(opened: Opened) -> None:
    elsewhere = replace(opened, settings=opened.settings.model_copy(update={"port": 9000}))
    assert elsewhere.describe(CASES).fingerprint == opened.describe(CASES).fingerprint


def test_who_judges_changes_no_answer_and_the_address_is_not_noted(opened: Opened) -> None:
    judge = {"judge_model": "openai:x", "judge_base_url": "https://user:secret@example.org"}
    judged = replace(opened, settings=opened.settings.model_copy(update=judge)).describe(CASES)
    assert judged.fingerprint == opened.describe(CASES).fingerprint
    assert judged.settings["judge_base_url"] == "(set)"


def test_another_calibration_has_another_fingerprint(opened: Opened) -> None:
    other = replace(opened, calibration="other")
    assert other.describe(CASES).fingerprint != opened.describe(CASES).fingerprint
