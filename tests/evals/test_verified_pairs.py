import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.settings import PROJECT
from evals.cases.case import load_cases, split_of
from evals.studies.verified.pairs import Difference, Pair, PairError, PairKind, load_pairs

PAIRS = load_pairs()
BASES = [f"q{number:02}" for number in range(1, 61)]
NEAR_MISSES = [pair for pair in PAIRS if pair.kind is PairKind.NEAR_MISS]
LEAST = 15  # near misses that there must be of each difference
ROW = {
    "id": "q01-n1",
    "verified": {"en": "Who may join?", "nl": "Wie mag meedoen?"},
    "asked": "Who may not join?",
    "language": "en",
    "kind": "near_miss",
    "differs": "negation",
}


def bare(text: str) -> str:
    """Return a question without case and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def known_questions() -> set[str]:
    with (PROJECT / "corpus" / "questions.csv").open(encoding="utf-8", newline="") as lines:
        known = [row[language] for row in csv.DictReader(lines) for language in Language]
    return {bare(text) for text in [*known, *(case.question for case in load_cases())]}


def written(folder: Path, *rows: Mapping[str, object]) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_every_checked_question_has_its_seven_pairs() -> None:
    counts = Counter((pair.base, pair.kind) for pair in PAIRS)
    wanted = {PairKind.PARAPHRASE: 2, PairKind.TRANSLATION: 2, PairKind.NEAR_MISS: 3}
    assert counts == {(base, kind): count for base in BASES for kind, count in wanted.items()}


def test_every_kind_of_a_checked_question_is_asked_in_both_languages() -> None:
    asked = {(pair.base, pair.kind, pair.language) for pair in PAIRS}
    assert asked == {(base, kind, language) for base in BASES for kind in PairKind for language in Language}


def test_near_misses_are_in_both_languages_alike() -> None:
    assert Counter(pair.language for pair in NEAR_MISSES) == dict.fromkeys(Language, 90)


def test_near_misses_differ_in_every_way_about_as_often() -> None:
    counts = Counter(pair.differs for pair in NEAR_MISSES)
    assert counts.keys() == set(Difference) - {Difference.NONE}
    assert min(counts.values()) >= LEAST
    assert max(counts.values()) <= 2 * LEAST


def test_a_checked_question_is_worded_alike_in_all_its_pairs() -> None:
    wordings = {(pair.base, *pair.verified.values()) for pair in PAIRS}
    assert len(wordings) == len(BASES)


def test_no_two_questions_are_worded_alike() -> None:
    checked = {text for pair in PAIRS for text in pair.verified.values()}
    counts = Counter(bare(text) for text in [*checked, *(pair.asked for pair in PAIRS)])
    assert [text for text, count in counts.items() if count > 1] == []


def test_no_question_is_worded_as_a_case_or_a_known_question() -> None:
    texts = {text for pair in PAIRS for text in (pair.asked, *pair.verified.values())}
    assert sorted({bare(text) for text in texts} & known_questions()) == []


def test_pairs_of_one_checked_question_are_in_one_split() -> None:
    assert {pair.split for pair in PAIRS if pair.base == "q01"} == {split_of("q01")}
    assert {pair.split for pair in PAIRS} == {"dev", "test"}


def test_a_pair_is_read_with_its_fields(tmp_path: Path) -> None:
    verified = {Language.EN: "Who may join?", Language.NL: "Wie mag meedoen?"}
    pair = Pair("q01-n1", verified, "Who may not join?", Language.EN, PairKind.NEAR_MISS, Difference.NEGATION)
    assert load_pairs(written(tmp_path, ROW)) == (pair,)
    assert (pair.base, pair.same) == ("q01", False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "made up"}, "line 2: kind: "),
        ({"verified": {"en": "Who may join?"}}, "line 2: verified: .*no wording in: nl"),
        ({"differs": ""}, "line 2: differs: .*a near miss says what differs"),
        ({"kind": "paraphrase"}, "line 2: differs: "),
        ({"note": "more"}, "line 2: note: "),
        ({"id": "q01-n1"}, "line 2: id: 'q01-n1' is already used on line 1"),
    ],
)
def test_a_malformed_pair_is_named_with_line_and_field(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = written(tmp_path, ROW, {**ROW, "id": "q01-n2", **change})
    with pytest.raises(PairError, match=message):
        load_pairs(path)
