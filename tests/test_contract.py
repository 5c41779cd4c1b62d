"""The keys that other programs rely on, in their order."""

import json
from dataclasses import replace

from assistant.answering.evidence import Lack
from assistant.body import Part, PartKind, Translation
from assistant.contract import answer_json, search_json
from assistant.domain import Hit, Language, Missing, SearchResult
from tests.fakes import FakeAssistant

CITATION = [
    "number",
    "passage_id",
    "document_id",
    "title",
    "publisher",
    "language",
    "heading_path",
    "page",
    "url",
    "quote",
    "start",
    "end",
    "version",
    "translation",
    "date",
    "recognised",
]
ANSWER = [
    "id",
    "answer_id",
    "question",
    "standalone_question",
    "language",
    "status",
    "body",
    "text",
    "sentences",
    "citations",
    "missing",
    "confidence",
    "nearest",
    "scope",
    "retrieved",
    "scores",
    "composer",
    "model",
    "corpus_version",
    "prompt_version",
    "checks",
    "fallback",
    "checked",
    "ruling",
    "usage",
    "timings_ms",
]
PART = ["kind", "text", "language", "citations", "quote", "translation"]
PASSAGE = ["passage_id", "document_id", "title", "language", "heading_path", "page", "start", "end", "text", "score"]


def test_an_answer_has_exactly_the_agreed_keys() -> None:
    record = answer_json(FakeAssistant().ask("With whom?"), "q1")
    assert list(record) == ANSWER
    assert list(record["citations"][0]) == CITATION
    assert list(record["sentences"][0]) == ["text", "citations"]
    assert (record["id"], record["language"], record["status"]) == ("q1", "en", "answered")


def test_a_part_has_exactly_the_agreed_keys_and_its_layout_only_where_there_is_some() -> None:
    answer = FakeAssistant().ask("With whom?")
    assert [list(each) for each in answer_json(answer)["body"]] == [PART] * 3
    translation = Translation("model", "2026-01-02")
    rich = Part(PartKind.ITEM, "a", Language.NL, (1,), "b", translation, level=1, lead="c", joined=True, marker="3.")
    (given,) = answer_json(replace(answer, body=(rich,)))["body"]
    assert list(given) == [*PART, "level", "lead", "joined", "marker"]
    assert given["translation"] == {"origin": "model", "checked_on": "2026-01-02"}


def test_what_is_missing_and_how_sure_the_answer_is_are_told() -> None:
    refusal = replace(FakeAssistant().ask("unknown"), missing=(Missing(Lack.MENTION, "Peru"),), confidence=0.25)
    record = json.loads(json.dumps(answer_json(refusal)))
    assert (record["missing"], record["confidence"]) == ([{"kind": "mention", "what": "Peru"}], 0.25)


def test_nearest_passages_look_like_citations() -> None:
    assert list(answer_json(FakeAssistant().ask("unknown"))["nearest"][0]) == CITATION


def test_a_quote_is_the_slice_of_its_document() -> None:
    assistant = FakeAssistant()
    for citation in answer_json(assistant.ask("With whom?"))["citations"]:
        document = assistant.document(citation["document_id"])
        assert document is not None
        assert document.text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_search_result_has_exactly_the_agreed_keys() -> None:
    passage = FakeAssistant().passage("partners/0")
    assert passage is not None
    record = search_json(SearchResult("q", Language.NL, (Hit(passage, 0.5),)))
    assert list(record) == ["id", "question", "language", "passages"]
    assert list(record["passages"][0]) == PASSAGE
    assert (record["id"], record["language"], record["passages"][0]["score"]) == (None, "nl", 0.5)
