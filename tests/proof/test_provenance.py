"""An answer can be shown again and proven from what is kept of it alone."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

from assistant.body import Part, PartKind, Translation
from assistant.domain import Answer, Document, Language, Missing, Passage
from assistant.proof.provenance import read_answer, recall, record
from tests.fakes import ENGLISH, INFLUENCE, FakeAssistant

ASSISTANT = FakeAssistant()


def kept(answer: Answer) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(record(answer, ASSISTANT.passage, ASSISTANT.document)))
    return values


def test_an_answer_is_recalled_as_it_was_given() -> None:
    answer = replace(ASSISTANT.ask("How?"), retrieved=("partners/0",), timings_ms={"total": 3.5}, standalone="How?")
    assert recall(kept(answer)).answer == answer


def test_all_that_a_part_holds_is_recalled() -> None:
    translation = Translation("model", "2026-01-02")
    rich = Part(PartKind.ITEM, "a", Language.NL, (1,), "b", translation, level=1, lead="c", joined=True, marker="3.")
    answer = replace(ASSISTANT.ask("How?"), body=(rich,), missing=(Missing("mention", "Peru"),), confidence=0.5)
    assert recall(kept(answer)).answer == answer


def test_a_refusal_is_recalled_with_its_nearest_passages() -> None:
    answer = ASSISTANT.ask("unknown thing")
    recalled = recall(kept(answer))
    assert recalled.answer == answer
    assert set(recalled.passages) == {"partners/0"}


def test_a_quote_is_proven_by_the_passage_that_is_kept_with_it() -> None:
    recalled = recall(kept(ASSISTANT.ask("How?")))
    for citation in recalled.answer.citations:
        passage = recalled.passages[citation.passage_id]
        assert passage.text[citation.start - passage.start : citation.end - passage.start] == citation.quote
    assert recalled.dates == {"partners": ENGLISH.date}


def test_of_each_passage_the_fingerprint_and_of_each_document_the_version_is_kept() -> None:
    values = kept(ASSISTANT.ask("How?"))
    (passage,) = values["passages"]
    assert passage["sha256"] == sha256(passage["text"].encode()).hexdigest()
    assert [(each["id"], each["version"]) for each in values["documents"]] == [("partners", ENGLISH.version)]


def test_the_words_of_passages_that_were_not_used_are_not_kept() -> None:
    values = kept(replace(ASSISTANT.ask("How?"), retrieved=("partners/0", "kledingmerk/0", "gone")))
    unused = next(each for each in values["passages"] if each["id"] == "kledingmerk/0")
    assert "text" not in unused
    assert unused["document_id"] == "kledingmerk"
    assert [each["id"] for each in values["passages"]] == ["partners/0", "kledingmerk/0"]


def test_a_passage_that_is_gone_when_it_is_looked_up_leaves_the_quote() -> None:
    def nothing(_: str) -> Passage | Document | None:
        return None

    values = record(ASSISTANT.ask("How?"), nothing, nothing)  # type: ignore[arg-type]
    assert recall(values).answer.citations[0].quote == INFLUENCE


def test_what_a_later_version_adds_does_not_hinder_reading() -> None:
    values = kept(ASSISTANT.ask("How?"))["answer"]
    values["something"] = 1
    values["citations"][0]["something"] = 1
    values["body"][0]["something"] = 1
    assert read_answer(values).citations[0].quote == INFLUENCE
