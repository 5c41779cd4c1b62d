"""How well the right passages rank: recall@k, reciprocal rank and nDCG@10, computed by ``ir-measures``."""

from collections.abc import Iterable

import ir_measures
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

from assistant.review.case import Case
from evals.cases.evidence import needs_of
from evals.cases.output import Ranked
from evals.metrics.score import Score, undefined

_CASE = "case"


def recall_at_1(case: Case, output: Ranked) -> Score:
    """Share of the case's needs that the first passage covers."""
    return _recall(case, output, 1)


def recall_at_5(case: Case, output: Ranked) -> Score:
    """Share of the case's needs that the first five passages cover."""
    return _recall(case, output, 5)


def reciprocal_rank(case: Case, output: Ranked) -> Score:
    """One divided by the rank of the first gold passage among ten; 0 where there is none."""
    return _measured(case, output, RR @ 10)


def ndcg_at_10(case: Case, output: Ranked) -> Score:
    """Normalised discounted gain of the gold passages among the first ten."""
    return _measured(case, output, nDCG @ 10)


def gold_passages(case: Case, output: Ranked) -> frozenset[str]:
    """Return the ids of all passages that hold some gold of the case."""
    return frozenset(identifier for gold in case.gold for identifier in output.corpus.holders(gold))


def _recall(case: Case, output: Ranked, depth: int) -> Score:
    needs = [
        frozenset(identifier for gold in need for identifier in output.corpus.holders(gold)) for need in needs_of(case)
    ]
    if not needs:
        return undefined("the case has no gold")
    qrels = [Qrel(str(number), identifier, 1) for number, need in enumerate(needs) for identifier in need]
    run = [scored for number in range(len(needs)) for scored in _as_run(str(number), output.ids)]
    found = sum(_values(Success @ depth, qrels, run).values())
    return Score(found / len(needs), f"{found:.0f} of {len(needs)} needs among the first {depth}")


def _measured(case: Case, output: Ranked, measure: ir_measures.Measure) -> Score:
    if not case.gold:
        return undefined("the case has no gold")
    relevant = gold_passages(case, output)
    qrels = [Qrel(_CASE, identifier, 1) for identifier in relevant]
    value = _values(measure, qrels, _as_run(_CASE, output.ids)).get(_CASE, 0.0)
    ranks = [rank for rank, identifier in enumerate(output.ids, start=1) if identifier in relevant]
    return Score(value, f"gold at ranks {ranks or 'none'} of {len(output.ids)}")


def _as_run(query: str, ids: tuple[str, ...]) -> list[ScoredDoc]:
    return [ScoredDoc(query, identifier, -rank) for rank, identifier in enumerate(ids)]


def _values(measure: ir_measures.Measure, qrels: Iterable[Qrel], run: Iterable[ScoredDoc]) -> dict[str, float]:
    qrels, run = list(qrels), list(run)
    if not qrels or not run:
        return {}
    return {metric.query_id: float(metric.value) for metric in ir_measures.iter_calc([measure], qrels, run)}
