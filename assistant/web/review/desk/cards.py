"""A passage with all that an answer quotes of it: one card, whatever the number of its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.review.verdict import CitationVerdict
from assistant.web.chat.render import Panel
from assistant.web.review.desk.picking import Choice


@dataclass(frozen=True)
class Cited:
    """A citation, the reviewer's verdict on it, and its quote as something to pick."""

    panel: Panel
    verdict: CitationVerdict | None
    choice: Choice | None
    score: float | None


@dataclass(frozen=True)
class Piece:
    """Words of a passage, and the numbers of the citations that quote them."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Card:
    """A passage, and the citations of it in the answer's order."""

    pieces: tuple[Piece, ...]
    cited: tuple[Cited, ...]

    @property
    def panel(self) -> Panel:
        """What says where the passage stands."""
        return self.cited[0].panel

    @property
    def score(self) -> float | None:
        """What the passage was ranked by."""
        return self.cited[0].score


def cards_of(cited: Sequence[tuple[str, Cited]]) -> tuple[Card, ...]:
    """Return the cards of citations, each with its passage's id, in the order in which the passages are first cited."""
    first: dict[tuple[str, str], int] = {}
    for place, (passage, each) in enumerate(cited):
        first.setdefault(_key(passage, each), place)
    ordered = sorted(cited, key=lambda pair: first[_key(*pair)])
    together = groupby(ordered, key=lambda pair: _key(*pair))
    return tuple(_card([each for _, each in group]) for _, group in together)


def _key(passage: str, cited: Cited) -> tuple[str, str]:
    """Return what citations of one passage have in common: its id, and its words as they are shown."""
    panel = cited.panel
    return passage, panel.before + panel.quote + panel.after


def _card(cited: Sequence[Cited]) -> Card:
    panel = cited[0].panel
    text = panel.before + panel.quote + panel.after
    spans = {
        each.panel.number: (len(each.panel.before), len(each.panel.before) + len(each.panel.quote)) for each in cited
    }
    edges = sorted({0, len(text), *(edge for span in spans.values() for edge in span)})
    pieces = (
        Piece(text[start:end], tuple(number for number, span in spans.items() if span[0] <= start and end <= span[1]))
        for start, end in pairwise(edges)
    )
    return Card(tuple(pieces), tuple(cited))


def _span(panel: Panel) -> tuple[int, int]:
    return len(panel.before), len(panel.before) + len(panel.quote)
