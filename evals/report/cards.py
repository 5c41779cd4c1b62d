"""A failed case as the report shows it: question, answer, quotes in their passages, gold, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain import Citation, Passage, Turn
from evals.cases.case import split_of
from evals.cases.evidence import Span, place_of
from evals.cases.output import quoted
from evals.metrics.citation_precision import gold_regions
from evals.metrics.fact_recall import holds, normalised
from evals.metrics.retrieval import gold_passages
from evals.run.scoring import ScoredCase

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage: quoted by the answer, expected by the case, both or neither."""

    text: str
    quoted: bool
    gold: bool


@dataclass(frozen=True)
class Source:
    """A passage with its heading; ``label`` is the citation's number or the rank."""

    label: str
    language: str
    place: str
    segments: tuple[Segment, ...]
    gold: bool
    fault: str = ""


@dataclass(frozen=True)
class Expected:
    """A gold snippet and where it was found."""

    document: str
    snippet: str
    language: str
    where: str


@dataclass(frozen=True)
class Fact:
    """An expected fact in its wordings, and whether the answer holds one."""

    wordings: tuple[str, ...]
    told: bool


@dataclass(frozen=True)
class Card:
    """All that the report shows of a failed case."""

    id: str
    pair: str
    kind: str
    split: str
    language: str
    stage: str
    reason: str
    history: tuple[Turn, ...]
    question: str
    expected: str
    got: str
    answer: str
    facts: tuple[Fact, ...]
    gold: tuple[Expected, ...]
    quotes: tuple[Source, ...]
    found: tuple[Source, ...]


def card(scored: ScoredCase) -> Card:
    """Return what the report shows of a failed case."""
    case, output = scored.case, scored.output
    failure = scored.failure
    text = normalised(output.answer.text)
    return Card(
        id=case.id,
        pair=str(case.pair or ""),
        kind=str(case.kind),
        split=str(split_of(case.id)),
        language=str(case.language),
        stage=failure.stage.value if failure else "",
        reason=failure.reason if failure else "",
        history=tuple(case.history),
        question=case.question,
        expected=case.status.value,
        got=output.answer.status.value,
        answer=output.answer.text,
        facts=tuple(Fact(tuple(fact), any(holds(text, wording) for wording in fact)) for fact in case.facts),
        gold=_gold(scored),
        quotes=_quotes(scored),
        found=tuple(_source(scored, f"{rank}.", each) for rank, each in enumerate(output.passages[:SHOWN], start=1)),
    )


def highlighted(passage: Passage, *, quotes: Sequence[Span], golds: Sequence[Span]) -> tuple[Segment, ...]:
    """Cut a passage where a quote or a gold snippet begins or ends."""
    place = place_of(passage)
    inside = [span for span in (*quotes, *golds) if span.overlap(place)]
    edges = {place.start, place.end, *(edge for span in inside for edge in (span.start, span.end))}
    cuts = sorted(edge for edge in edges if place.start <= edge <= place.end)
    segments = []
    for start, end in pairwise(cuts):
        piece = Span(passage.document_id, start, end)
        text = passage.text[start - place.start : end - place.start]
        segments.append(Segment(text, any(map(piece.overlap, quotes)), any(map(piece.overlap, golds))))
    return tuple(segments)


def _gold(scored: ScoredCase) -> tuple[Expected, ...]:
    output = scored.output
    documents = output.corpus.documents
    found = []
    for gold in scored.case.gold:
        holders = output.corpus.holders(gold)
        ranks = [rank for rank, identifier in enumerate(output.ids, start=1) if identifier in holders]
        where = f"rank {ranks[0]}" if ranks else f"not among the first {len(output.ids)}"
        known = documents.get(gold.document)
        language = known.language.value if known else ""
        found.append(Expected(gold.document, gold.snippet, language, where if holders else "in no passage"))
    return tuple(found)


def _quotes(scored: ScoredCase) -> tuple[Source, ...]:
    """Return each quoted passage once, with all its quotes; a quote that is not in its passage stands alone."""
    passages = {passage.id: passage for passage in scored.output.corpus.passages}
    together: dict[str, list[Citation]] = {}
    alone: list[Source] = []
    for citation in (*scored.output.answer.citations, *scored.output.answer.nearest):
        fault = _fault(scored, citation, passages.get(citation.passage_id))
        if fault:
            segments = (Segment(citation.quote, quoted=True, gold=False),)
            label = f"[{citation.number}]"
            alone.append(Source(label, citation.language.value, citation.title, segments, gold=False, fault=fault))
        else:
            together.setdefault(citation.passage_id, []).append(citation)
    grouped = [_source(scored, _label(group), passages[key], quoted(group)) for key, group in together.items()]
    return (*grouped, *alone)


def _fault(scored: ScoredCase, citation: Citation, passage: Passage | None) -> str:
    (span,) = quoted([citation])
    if passage is None or not place_of(passage).contains(span):
        return "not in the passage that it names"
    return "" if scored.output.corpus.text(span) == citation.quote else "differs from the document"


def _label(citations: Sequence[Citation]) -> str:
    return " ".join(f"[{citation.number}]" for citation in citations)


def _source(scored: ScoredCase, label: str, passage: Passage, quotes: Sequence[Span] = ()) -> Source:
    output = scored.output
    golds = [span for gold in scored.case.gold for span in output.corpus.find(gold)]
    place = " › ".join((passage.title, *(part for part in passage.heading_path if part != passage.title)))
    good = passage.id in gold_passages(scored.case, output)
    if quotes:
        good = any(region.overlap(quote) for region in gold_regions(scored.case, output) for quote in quotes)
    segments = highlighted(passage, quotes=quotes, golds=golds)
    return Source(label, passage.language.value, place, segments, good)
