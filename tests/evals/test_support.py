from collections import Counter
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.proof.support import Fault, Support
from assistant.settings import PROJECT
from assistant.text.language import detect_language
from evals.studies.support.measure import Judged, area, groups, judge, roc, word_overlap
from evals.studies.support.page import render
from evals.studies.support.pairs import Pair, PairError, PairKind, load_pairs
from ingest.manifest import load_entries
from ingest.readers import read_document

LEAST = 60  # pairs that there must be in the test split
PAIRS = load_pairs()
GOOD = Pair(
    "q001-1", PairKind.PARAPHRASE, None, Language.EN, "We pay <b>ten</b> euros.", Language.EN, "Ten euros are paid."
)
BAD = Pair(
    "q001-2", PairKind.NUMBER, None, Language.EN, "We pay <b>ten</b> euros.", Language.NL, "Wij betalen elf euro."
)


def judged(pair: Pair, score: float, *faults: Fault, overlap: float = 0.5) -> Judged:
    return Judged(pair, Support(not faults, score, faults), overlap)


def test_quotes_from_documents_are_literal() -> None:
    corpus = PROJECT / "corpus"
    texts = {
        entry.id: read_document(corpus / entry.file, entry, detect_language).text
        for entry in load_entries(corpus).entries
    }
    assert [pair.id for pair in PAIRS if pair.document and pair.quote not in texts[pair.document]] == []


def test_the_test_split_has_every_kind_and_direction() -> None:
    test = [pair for pair in PAIRS if pair.split == "test"]
    assert len(test) >= LEAST
    assert {pair.kind for pair in test} == set(PairKind)
    assert {pair.direction for pair in test if pair.supported} == {"en-en", "en-nl", "nl-en", "nl-nl"}


def test_pairs_of_one_quote_are_in_one_split() -> None:
    splits = {(pair.quote, pair.split) for pair in PAIRS}
    assert [quote for quote, count in Counter(quote for quote, _ in splits).items() if count > 1] == []


def test_a_malformed_pair_is_named_with_its_field(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"id": "q1-1", "kind": "made up"}\n', encoding="utf-8")
    with pytest.raises(PairError, match=r"line 1: kind"):
        load_pairs(path)


def test_word_overlap_is_the_share_of_the_sentences_stems() -> None:
    assert word_overlap(GOOD) == pytest.approx(2 / 3)  # ten, euros; not "paid"


def test_what_passes_and_what_is_dropped_is_counted_apart() -> None:
    found = {
        group.name: group for group in groups([judged(GOOD, 0.9), judged(BAD, 0.9), judged(BAD, 0.9, Fault.NUMBER)])
    }
    assert (found["all"].passed.value, found["all"].passed.n) == (0.5, 2)
    assert (found["en-en"].dropped.value, found["en-en"].passed.n) == (0.0, 0)


def test_a_fault_counts_as_no_belief_at_all() -> None:
    each = [judged(GOOD, 0.6, Fault.MEANING), judged(BAD, 0.9, Fault.NUMBER)]
    assert [one.score for one in each] == [0.6, 0.0]
    assert area(roc(each, lambda one: one.score)) == 1.0


def test_the_area_of_no_knowledge_is_a_half() -> None:
    assert area(roc([judged(GOOD, 0.5), judged(BAD, 0.5)], lambda one: one.score)) == 0.5


def test_every_pair_is_checked_in_its_languages() -> None:
    asked: list[tuple[str, Language, str, Language]] = []

    def supports(sentence: str, spoken: Language, quote: str, quoted: Language) -> Support:
        asked.append((sentence, spoken, quote, quoted))
        return Support(True, 1.0)

    assert [each.is_right for each in judge([GOOD, BAD], supports)] == [True, False]
    assert asked[1] == (BAD.sentence, Language.NL, BAD.quote, Language.EN)


def test_the_page_escapes_what_pairs_say_and_keeps_the_test_pairs_to_itself() -> None:
    wrong = [judged(GOOD, 0.9), judged(BAD, 0.9)]
    assert "&lt;b&gt;ten" in render(wrong, "dev")
    assert "<b>ten" not in render(wrong, "dev")
    assert BAD.sentence not in render(wrong, "test")
