import math

import pytest

from assistant.domain import Passage
from evals.cases.evidence import Corpus
from evals.cases.output import Ranked
from evals.metrics.retrieval import ndcg_at_10, recall_at_1, recall_at_5, reciprocal_rank
from tests.evals.samples import ASK, CORPUS, DAGEN, GUIDE, MERK, NGO, PARTNERS, PAY, REFUSAL, UNION, make_case, passage

CASE = make_case()  # gold in UNION and in MERK, either will do


def found(*passages: Passage) -> Ranked:
    return Ranked(CORPUS, passages)


@pytest.mark.parametrize(
    ("passages", "first", "five", "reciprocal"),
    [
        ((UNION, PAY), 1, 1, 1),
        ((PAY, MERK), 0, 1, 1 / 2),
        ((PAY, PARTNERS, DAGEN), 0, 0, 0),
        ((), 0, 0, 0),
    ],
    ids=["first", "second", "never", "nothing found"],
)
def test_the_rank_of_the_first_gold_passage_decides(
    passages: tuple[Passage, ...], first: float, five: float, reciprocal: float
) -> None:
    ranked = found(*passages)
    assert recall_at_1(CASE, ranked).value == first
    assert recall_at_5(CASE, ranked).value == five
    assert reciprocal_rank(CASE, ranked).value == reciprocal


def test_recall_is_the_share_of_needs_that_are_covered() -> None:
    case = make_case(gold=(ASK, NGO), needs=((0,), (1,)))
    assert recall_at_1(case, found(UNION, PARTNERS)).value == 0.5
    assert recall_at_5(case, found(UNION, PARTNERS)).value == 1


def test_ndcg_discounts_by_rank_against_the_best_order() -> None:
    gains, best = 1 / math.log2(3) + 1 / math.log2(5), 1 + 1 / math.log2(3)
    assert ndcg_at_10(CASE, found(PAY, MERK, DAGEN, UNION)).value == pytest.approx(gains / best)


def test_a_case_without_gold_has_no_rank() -> None:
    assert math.isnan(recall_at_5(REFUSAL, found(UNION)).value)
    assert math.isnan(ndcg_at_10(REFUSAL, found(UNION)).value)


def test_a_snippet_that_was_cut_counts_for_the_passage_with_at_least_half() -> None:
    most, rest = passage(GUIDE, "Ask", "local trade"), passage(GUIDE, "union", "workers.")
    assert Corpus(CORPUS.documents, (most, rest)).holders(ASK) == {most.id}


def test_a_passage_that_holds_the_snippet_whole_leaves_no_credit_for_halves() -> None:
    half = passage(GUIDE, "Advice", "local trade")
    assert Corpus(CORPUS.documents, (half, UNION)).holders(ASK) == {UNION.id}


def test_a_snippet_is_found_across_a_line_break() -> None:
    gold = ASK.__class__("guide", "Advice Ask a local")
    assert [CORPUS.text(place) for place in CORPUS.find(gold)] == ["Advice\nAsk a local"]
