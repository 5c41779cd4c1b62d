"""Whether what is cited proves what was asked, sentence by sentence."""

from assistant.review.case import Case
from evals.cases.evidence import Span
from evals.cases.output import Output
from evals.metrics.score import Score, undefined


def gold_regions(case: Case, output: Output) -> tuple[Span, ...]:
    """Return the paragraphs and lists that hold the gold, whatever passages they were cut into."""
    corpus = output.corpus
    return tuple(corpus.region(place) for gold in case.gold for place in corpus.find(gold))


def citation_precision(case: Case, output: Output) -> Score:
    """Share of the cited sentences of which some quote touches the paragraph or list of a gold snippet."""
    if not case.gold:
        return undefined("the case has no gold")
    cited = [sentence for sentence in output.answer.sentences if sentence.citations]
    if not cited:
        return undefined("no sentence is cited")
    regions = gold_regions(case, output)
    good = {
        citation.number
        for citation in output.answer.citations
        if any(region.overlap(Span(citation.document_id, citation.start, citation.end)) for region in regions)
    }
    wrong = [number for number, sentence in enumerate(cited, start=1) if not good.intersection(sentence.citations)]
    right = len(cited) - len(wrong)
    return Score(right / len(cited), f"{right} of {len(cited)} cited sentences; not gold: {wrong or 'none'}")
