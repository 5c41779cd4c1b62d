"""Whether the answer quotes an expected passage."""

from assistant.review.case import Case
from evals.cases.evidence import place_of
from evals.cases.output import Output, quoted
from evals.metrics.retrieval import gold_passages
from evals.metrics.score import Score, undefined


def passage_match(case: Case, output: Output) -> Score:
    """1 where some quote lies in a gold passage; a refusal of an answerable question is 0."""
    if not case.gold:
        return undefined("the case has no gold")
    gold = gold_passages(case, output)
    places = [place_of(passage) for passage in output.corpus.passages if passage.id in gold]
    matched = any(place.overlap(quote) for place in places for quote in quoted(output.answer.citations))
    return Score(float(matched), "a quote lies in a gold passage" if matched else "no quote lies in a gold passage")
