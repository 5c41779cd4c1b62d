"""The figures of other corpora, each with the bar that it is held to."""

from dataclasses import dataclass
from statistics import mean

from assistant.domain import Hit, SearchResult
from evals.natural.case import HALF, Located, NaturalCase, Place


@dataclass(frozen=True, slots=True)
class Share:
    """A share of so many questions."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured on which corpus, and what it may be at most or must be at least."""

    corpus: str
    name: str
    share: Share
    most: float = 1.0
    least: float = 0.0

    @property
    def broken(self) -> bool:
        """Whether it is on the wrong side of its bar."""
        return not self.least <= self.share.value <= self.most

    def line(self) -> str:
        """Return a row of the table."""
        bar = f"≤ {self.most:.2f}" if self.most < 1.0 else f"≥ {self.least:.2f}" if self.least else ""
        held = "  not met" if self.broken else ""
        return f"{self.corpus:8}{self.name:52}{self.share.value:8.3f} ({self.share.count:3})  {bar}{held}"


def recall_at(first: int, case: NaturalCase, found: SearchResult, located: Located) -> float:
    """Return the share of a case's needs that one of the first passages holds."""
    hits = found.hits[:first]
    return mean(any(_holds(hit, place, located) for hit in hits for place in need) for need in case.needs)


def _holds(hit: Hit, place: Place, located: Located) -> bool:
    span = located.span(place)
    if span is None or hit.passage.document_id != place.document:
        return False
    shared = min(hit.passage.end, span[1]) - max(hit.passage.start, span[0])
    return shared >= HALF * (span[1] - span[0])
