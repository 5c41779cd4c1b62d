"""Whether every quote is what the document says, to the letter."""

from assistant.review.case import Case
from evals.cases.evidence import Span
from evals.cases.output import Output
from evals.metrics.score import Score, undefined


def quote_validity(case: Case, output: Output) -> Score:
    """Share of the quotes, nearest passages included, that equal the slice of the canonical text they point at."""
    shown = [*output.answer.citations, *output.answer.nearest]
    if not shown:
        return undefined("nothing is quoted")
    wrong = [
        citation.number
        for citation in shown
        if not citation.quote
        or output.corpus.text(Span(citation.document_id, citation.start, citation.end)) != citation.quote
    ]
    return Score(1 - len(wrong) / len(shown), f"quotes that differ from the document: {wrong or 'none'}")
