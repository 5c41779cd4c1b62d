"""All measures, in the order of the table: each metric with its direction, unit and tolerance."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.review.case import Case
from evals.cases.output import Output, Ranked
from evals.metrics.answer_language import answer_language
from evals.metrics.answer_length import answer_sentences, answer_words
from evals.metrics.citation_precision import citation_precision
from evals.metrics.citation_recall import citation_recall
from evals.metrics.correct import correct
from evals.metrics.fact_recall import fact_recall
from evals.metrics.false_answer import false_answer
from evals.metrics.latency import latency
from evals.metrics.passage_match import passage_match
from evals.metrics.quote_validity import quote_validity
from evals.metrics.retrieval import ndcg_at_10, recall_at_1, recall_at_5, reciprocal_rank
from evals.metrics.score import Score
from evals.metrics.status_match import status_match
from evals.metrics.wrongful_refusal import wrongful_refusal


class Better(StrEnum):
    """Which direction is an improvement."""

    HIGHER = "higher"
    LOWER = "lower"


class Unit(StrEnum):
    """How a figure is written."""

    SHARE = "share"
    COUNT = "count"
    MILLISECONDS = "ms"


@dataclass(frozen=True)
class Metric:
    """A metric with all that is needed to sum it up, compare it and explain it.

    ``tolerance`` is how much worse the whole may get before the gate fails, in the metric's unit; None: never gated.
    ``percentile`` sums the values up by a percentile instead of the mean.
    """

    name: str
    score: Callable[[Case, Output], Score]
    meaning: str
    better: Better = Better.HIGHER
    unit: Unit = Unit.SHARE
    tolerance: float | None = 0.02
    percentile: float | None = None


@dataclass(frozen=True)
class RetrievalMetric:
    """A metric of a ranking alone; it judges the baselines too."""

    name: str
    score: Callable[[Case, Ranked], Score]
    meaning: str


RETRIEVAL = (
    RetrievalMetric("recall@1", recall_at_1, "needs covered by the first passage"),
    RetrievalMetric("recall@5", recall_at_5, "needs covered by the first five passages"),
    RetrievalMetric("MRR", reciprocal_rank, "1 / rank of the first gold passage"),
    RetrievalMetric("nDCG@10", ndcg_at_10, "quality of the order of the first ten"),
)

METRICS = (
    Metric("correct", correct, "no stage failed"),
    *(Metric(each.name, each.score, each.meaning) for each in RETRIEVAL),
    Metric("passage match", passage_match, "some quote lies in a gold passage"),
    Metric("citation precision", citation_precision, "cited sentences whose quote touches gold", tolerance=0.03),
    Metric("citation recall", citation_recall, "needs that some quote proves"),
    Metric("quote validity", quote_validity, "quotes equal to the document, to the letter", tolerance=0.0),
    Metric("fact recall", fact_recall, "expected facts told"),
    Metric("false answers", false_answer, "answered what is not there", Better.LOWER),
    Metric("wrongful refusals", wrongful_refusal, "refused what is there", Better.LOWER),
    Metric("status", status_match, "ended exactly as expected", tolerance=0.03),
    Metric("answer language", answer_language, "own words in the question's language", tolerance=0.0),
    Metric("words", answer_words, "length of an answer", Better.LOWER, Unit.COUNT, tolerance=15.0),
    Metric("sentences", answer_sentences, "facts shown in an answer", Better.LOWER, Unit.COUNT, tolerance=1.0),
    Metric("latency p50", latency, "half wait shorter", Better.LOWER, Unit.MILLISECONDS, tolerance=None, percentile=50),
    Metric("latency p95", latency, "one in twenty waits longer", Better.LOWER, Unit.MILLISECONDS, None, percentile=95),
)
