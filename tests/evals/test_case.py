import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import AnswerStatus, Language, Turn
from assistant.review.case import Case, CaseError, CaseKind, Gold
from assistant.text.language import detect_language
from evals.cases.case import load_cases, split_of
from evals.cases.lint import lint
from ingest.manifest import load_entries
from ingest.readers import read_document

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "guide": "Ask a local trade union for advice. Reward it with something that it needs.",
    "casus": "Het merk vroeg de vakbond om raad en gaf er iets voor terug.",
}
ANSWERABLE = Case(
    id="a-1",
    language=Language.EN,
    pair="en-en",
    kind=CaseKind.ANSWERABLE,
    question="Who could help us?",
    history=(),
    gold=(Gold("guide", "Ask a local trade union"), Gold("casus", "Het merk vroeg de vakbond")),
    facts=(("trade union", "vakbond"),),
    status=AnswerStatus.ANSWERED,
)
REFUSED = replace(
    ANSWERABLE, id="r-1", kind=CaseKind.NEAR_MISS, pair=None, gold=(), facts=(), status=AnswerStatus.NO_EVIDENCE
)
ROW: dict[str, object] = {
    "id": "a-1",
    "language": "nl",
    "pair": "nl-en",
    "kind": "follow_up",
    "question": "En daarna?",
    "history": [{"role": "user", "content": "Wie helpt?"}, {"role": "assistant", "content": "Een vakbond."}],
    "gold": [{"document": "guide", "snippet": "Reward it with something"}],
    "facts": [["reward", "beloon"]],
    "status": "answered",
}

WriteRows = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> WriteRows:
    def write_rows(*rows: dict[str, object] | str) -> Path:
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        (tmp_path / "kind.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write_rows


def test_a_case_is_read_with_everything_in_it(write: WriteRows) -> None:
    (case,) = load_cases(write(ROW))
    assert case.history == (Turn("user", "Wie helpt?"), Turn("assistant", "Een vakbond."))
    assert case.gold == (Gold("guide", "Reward it with something"),)
    assert case.facts == (("reward", "beloon"),)
    assert (case.language, case.status, case.needs, case.shape) == (Language.NL, AnswerStatus.ANSWERED, (), None)


def test_the_optional_fields_are_read(write: WriteRows) -> None:
    (case,) = load_cases(write({**ROW, "needs": [[0]], "shape": "list"}))
    assert (case.needs, case.shape) == (((0,),), "list")


def test_a_line_separator_within_a_question_does_not_end_the_line(write: WriteRows) -> None:
    (case,) = load_cases(write(json.dumps({**ROW, "question": "En\u2028daarna?"}, ensure_ascii=False)))
    assert case.question == "En\u2028daarna?"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"language": "de"}, "language: Input should be 'en' or 'nl'", id="unknown language"),
        pytest.param({"kind": "riddle"}, "kind: Input should be", id="unknown kind"),
        pytest.param({"status": "maybe"}, "status: Input should be", id="unknown status"),
        pytest.param({"status": "error"}, "status: Value error, no case expects an error", id="status of a fault"),
        pytest.param({"pair": "en"}, "pair: Input should be", id="unknown pair"),
        pytest.param({"shape": "round"}, "shape: Input should be", id="unknown shape"),
        pytest.param({"question": 3}, "question: Input should be a valid string", id="wrong type"),
        pytest.param({"facts": ["reward"]}, "facts.0: Input should be a valid array", id="fact without a list"),
        pytest.param({"answer": "yes"}, "answer: Unexpected keyword argument", id="unknown field"),
        pytest.param({"gold": [{"document": "guide"}]}, "gold.0.snippet: Field required", id="gold without snippet"),
        pytest.param({"history": [{"role": "system", "content": "x"}]}, "history.0: Value error", id="unknown role"),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_line(write: WriteRows, change: dict[str, object], fault: str) -> None:
    folder = write({**ROW, "id": "a-0"}, {**ROW, **change})
    with pytest.raises(CaseError) as caught:
        load_cases(folder)
    assert str(caught.value).startswith(f"kind.jsonl:2: {fault}")


@pytest.mark.parametrize("field", sorted(ROW))
def test_a_missing_field_is_named(write: WriteRows, field: str) -> None:
    folder = write({name: value for name, value in ROW.items() if name != field})
    with pytest.raises(CaseError, match=rf"^kind\.jsonl:1: {field}: Field required$"):
        load_cases(folder)


def test_every_fault_is_listed_at_once(write: WriteRows) -> None:
    folder = write("{broken", "", "[]", {**ROW, "language": "de", "kind": "riddle"})
    with pytest.raises(CaseError) as caught:
        load_cases(folder)
    places = [fault.split(": ")[:2] for fault in str(caught.value).split("\n")]
    assert places == [
        ["kind.jsonl:1", "line"],
        ["kind.jsonl:3", "line"],
        ["kind.jsonl:4", "language"],
        ["kind.jsonl:4", "kind"],
    ]


def test_an_id_used_twice_is_named_with_both_places(write: WriteRows) -> None:
    with pytest.raises(CaseError, match=r"^kind\.jsonl:2: id: 'a-1' is already used in kind\.jsonl:1$"):
        load_cases(write(ROW, ROW))


def test_a_folder_without_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no cases found"):
        load_cases(tmp_path)


def test_the_split_follows_from_the_id_alone() -> None:
    # SHA-256 of "abc" starts with ba (even), that of "a" with ca (even), that of "dev" with ef (odd).
    assert [split_of(name) for name in ("abc", "a", "dev")] == ["dev", "dev", "test"]


def test_good_cases_have_no_faults() -> None:
    question = "What is the fee?"
    assert lint([ANSWERABLE, replace(REFUSED, question=question)], DOCUMENTS, minimums={}) == []


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        pytest.param(
            replace(ANSWERABLE, gold=(Gold("atlas", "Ask a local trade union"),), facts=()),
            "a-1: gold.0.document: there is no document 'atlas'",
            id="unknown document",
        ),
        pytest.param(
            replace(ANSWERABLE, gold=(Gold("guide", "Ask a foreign trade union"),)),
            "a-1: gold.0.snippet: stands 0 times in guide, not once: 'Ask a foreign trade union'",
            id="snippet not in the document",
        ),
        pytest.param(
            replace(ANSWERABLE, gold=(Gold("guide", "trade union"),)),
            "a-1: gold.0.snippet: has 2 words, not 4 to 25",
            id="short snippet",
        ),
        pytest.param(replace(ANSWERABLE, gold=ANSWERABLE.gold * 2), "a-1: gold: a passage is named twice", id="twice"),
        pytest.param(
            replace(ANSWERABLE, facts=(("harbour", "haven"),)),
            "a-1: facts.0: no wording stands in a gold passage's document: harbour, haven",
            id="fact not in the document",
        ),
        pytest.param(replace(ANSWERABLE, facts=()), "a-1: facts: missing, though an answer is expected", id="no facts"),
        pytest.param(
            replace(REFUSED, pair="en-en"), "r-1: pair: given, though a refusal is expected", id="refusal with a pair"
        ),
        pytest.param(
            replace(ANSWERABLE, needs=((0,),)),
            "a-1: needs: must name each of the 2 gold passages, and nothing else",
            id="needs leave a passage out",
        ),
        pytest.param(
            replace(REFUSED, kind=CaseKind.OFF_TOPIC),
            "r-1: status: no_evidence does not fit the kind off_topic",
            id="status does not fit the kind",
        ),
        pytest.param(
            replace(ANSWERABLE, kind=CaseKind.FOLLOW_UP),
            "a-1: history: a follow-up has one, other kinds have none",
            id="follow-up without history",
        ),
        pytest.param(
            replace(ANSWERABLE, kind=CaseKind.FOLLOW_UP, history=(Turn("user", "Hello"),)),
            "a-1: history: must go user, assistant, and so on, and end with assistant",
            id="history ends with the user",
        ),
        pytest.param(
            replace(ANSWERABLE, question="Ask a local trade union for advice? Reward it?"),
            "a-1: question: copies 8 words in a row from guide",
            id="copied question",
        ),
        pytest.param(
            replace(ANSWERABLE, pair="nl-en"),
            "a-1: pair: nl-en does not start with the language en",
            id="pair of another language",
        ),
    ],
)
def test_a_fault_of_a_case_is_found(case: Case, fault: str) -> None:
    assert fault in lint([case], DOCUMENTS, minimums={})


def test_a_document_has_one_language() -> None:
    other = replace(ANSWERABLE, id="a-2", question="Wie helpt?", language=Language.NL, pair="nl-nl")
    faults = lint([ANSWERABLE, other], DOCUMENTS, minimums={})
    assert faults == ["a-2: pair: other cases say that guide is in en"]


def test_a_question_asked_twice_is_found_despite_case_and_punctuation() -> None:
    again = replace(ANSWERABLE, id="a-2", question="who could help us")
    assert lint([ANSWERABLE, again], DOCUMENTS, minimums={}) == ["a-1, a-2: question: asked more than once"]


def test_too_few_cases_of_a_kind_are_counted() -> None:
    faults = lint([ANSWERABLE], DOCUMENTS, minimums={"all": 1, "en-en": 2, "attack": 1})
    assert faults == ["en-en: 1 cases, at least 2 are needed", "attack: 0 cases, at least 1 are needed"]


def test_the_real_cases_have_no_faults() -> None:
    corpus = ROOT / "corpus"
    entries = load_entries(corpus).entries
    documents = {entry.id: read_document(corpus / entry.file, entry, detect_language).text for entry in entries}
    assert lint(load_cases(), documents) == []


def test_neither_split_holds_more_than_three_fifths_of_the_real_cases() -> None:
    splits = [split_of(case.id) for case in load_cases()]
    assert 0.4 < splits.count("dev") / len(splits) < 0.6
