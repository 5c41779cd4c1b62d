"""Compose an answer without a chat model: choose the sentences and list items that answer, word for word.

What an expert with a highlighter would mark: the best sentences with what they need to stand alone, or, where a list is
asked for, the whole list with the sentence that leads it in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import BlockKind, Claim, Document, Hit, Language, Passage
from assistant.outline import ListOf, Unit, list_after, units_of
from assistant.retrieve import Query, Retrieved, TokenMatch

PASSAGES = 5
MAX_SENTENCES = 5
CONTEXT_DISCOUNT = 0.8
PASSAGE_WEIGHT = 0.5
KEEP = 0.90
KEEP_NEIGHBOUR = 0.80
LIST_MARGIN = 0.93

_LIST_WORDS = {
    Language.EN: re.compile(
        r"\b(which|what are|what (?:\w+ ){0,3}\w+s\b|list|name (?:the|all|some)|all|enumerate|steps|tips|ways|elements|"
        r"purposes|questions|conditions|actions|how many|two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        r"\b(welke|wat zijn|noem|som|alle|opsomming|lijst|stappen|tips|manieren|elementen|doelen|vragen|voorwaarden|"
        r"acties|hoeveel|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+)\b",
        re.IGNORECASE,
    ),
}
_LEANS_BACK = re.compile(
    r"(?:this|these|that|those|it|they|such|here|hereby|additionally|however|therefore|moreover|instead|as a result|"
    r"in this|for this|otherwise|alternatively|dit|deze|die|dat|zij|ze|hiermee|hierdoor|daarmee|daardoor|daarnaast|"
    r"bovendien|echter|zo|zo'n|zo’n|daarom|hierbij|daarbij|ook)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A unit of a passage with its score (higher is better)."""

    hit: Hit
    document: Document
    unit: Unit
    score: float


@dataclass(frozen=True)
class Extractor:
    """The composer that needs no chat model. Documents and their passages come from the index."""

    document: Callable[[str], Document | None]
    passages_of: Callable[[str], Sequence[Passage]]

    def compose(self, query: Query, language: Language, found: Retrieved) -> list[Claim]:
        """Return the claims that answer a question, best passage first, each word for word from its passage."""
        scored = [
            item
            for hit in found.hits[:PASSAGES]
            for item in self._score(hit, found.matches[hit.passage.id], query.weights)
        ]
        if not scored:
            return []
        best = max(scored, key=lambda item: item.score)
        chosen_list = self._list(scored, best, bool(_LIST_WORDS[language].search(query.text)))
        if chosen_list is not None:
            return self._list_claims(*chosen_list)
        return self._sentence_claims(scored, best)

    def _score(self, hit: Hit, match: TokenMatch, weights: NDArray[np.float32]) -> list[_Scored]:
        document = self.document(hit.passage.document_id)
        if document is None:
            return []
        around = match.within(-1, 0) * CONTEXT_DISCOUNT
        scored = []
        for index, block in enumerate(document.blocks):
            if block.end <= hit.passage.start or block.start >= hit.passage.end:
                continue
            for unit in units_of(document, index):
                if not hit.passage.start <= unit.start < unit.end <= hit.passage.end:
                    continue
                best = match.within(unit.start - hit.passage.start, unit.end - hit.passage.start)
                if unit.kind is BlockKind.HEADING:
                    around = np.maximum(around, best * CONTEXT_DISCOUNT)
                    continue
                cover = float(np.average(np.maximum(best, around), weights=weights))
                scored.append(_Scored(hit, document, unit, cover + PASSAGE_WEIGHT * hit.late))
        return scored

    def _list(self, scored: list[_Scored], best: _Scored, wanted: bool) -> tuple[_Scored, ListOf] | None:
        """Return the list that answers: led in by the best sentence, or by one nearly as good if it is asked for."""
        for item in sorted(scored, key=lambda item: -item.score):
            if item is not best and not (wanted and item.score >= LIST_MARGIN * best.score):
                break
            found = list_after(item.document, item.unit)
            if found is not None:
                return item, found
        return None

    def _list_claims(self, lead_in: _Scored, found: ListOf) -> list[Claim]:
        passages = self.passages_of(lead_in.document.id)
        claims = [_claim(lead_in.document, lead_in.unit, lead_in.hit.passage)]
        for item in found.items:
            passage = next((p for p in passages if p.start <= item.start and item.end <= p.end), None)
            if passage is not None:
                claims.append(_claim(lead_in.document, item, passage, listed=True))
        return claims

    def _sentence_claims(self, scored: list[_Scored], best: _Scored) -> list[Claim]:
        kept = [item for item in sorted(scored, key=lambda item: -item.score) if item.score >= KEEP * best.score]
        kept = kept[:MAX_SENTENCES]
        chosen = {(item.document.id, item.unit.start): item for item in kept}
        by_place = {(item.document.id, item.unit.start): item for item in scored}
        for item in kept[:2]:
            for neighbour in _neighbours(item, scored):
                if len(chosen) < MAX_SENTENCES + 1 and neighbour.score >= KEEP_NEIGHBOUR * best.score:
                    chosen[(neighbour.document.id, neighbour.unit.start)] = neighbour
        for item in list(chosen.values()):
            before = _leans_on(item, scored)
            if before is not None:
                chosen[(before.document.id, before.unit.start)] = before
        order = {item.hit.passage.id: rank for rank, item in reversed(list(enumerate(kept)))}
        ordered = sorted(
            (by_place[key] for key in chosen), key=lambda item: (order.get(item.hit.passage.id, 99), item.unit.start)
        )
        return [
            _claim(item.document, item.unit, item.hit.passage, listed=item.unit.kind is BlockKind.LIST_ITEM)
            for item in ordered
        ]


def _neighbours(item: _Scored, scored: list[_Scored]) -> list[_Scored]:
    """Return the units just before and after in the same passage, if of the same kind."""
    beside = [other for other in scored if other.hit.passage.id == item.hit.passage.id]
    place = beside.index(item)
    around = beside[max(place - 1, 0) : place] + beside[place + 1 : place + 2]
    return [other for other in around if other.unit.kind is item.unit.kind]


def _leans_on(item: _Scored, scored: list[_Scored]) -> _Scored | None:
    """Return the sentence before, when a sentence points back to it and cannot stand alone."""
    if not _LEANS_BACK.match(item.document.text[item.unit.start : item.unit.end]):
        return None
    before = [
        other
        for other in scored
        if other.document.id == item.document.id
        and other.unit.block == item.unit.block
        and other.unit.end <= item.unit.start
    ]
    return max(before, key=lambda other: other.unit.start, default=None)


def _claim(document: Document, unit: Unit, passage: Passage, *, listed: bool = False) -> Claim:
    return Claim(" ".join(document.text[unit.start : unit.end].split()), passage, unit.start, unit.end, listed)
