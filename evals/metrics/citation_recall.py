"""Whether everything that was asked is proven."""

from assistant.review.case import Case
from evals.cases.evidence import needs_of
from evals.cases.output import Output, quoted
from evals.metrics.score import Score, undefined


def citation_recall(case: Case, output: Output) -> Score:
    """Share of the case's needs that some quote proves; a refusal of an answerable question is 0."""
    needs = needs_of(case)
    if not needs:
        return undefined("the case has no gold")
    corpus = output.corpus
    quotes = quoted(output.answer.citations)
    regions = [[corpus.region(place) for gold in need for place in corpus.find(gold)] for need in needs]
    covered = sum(any(region.overlap(quote) for region in group for quote in quotes) for group in regions)
    return Score(covered / len(needs), f"{covered} of {len(needs)} needs are quoted")
