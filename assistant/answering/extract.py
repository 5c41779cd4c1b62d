"""Compose an answer without a chat model: choose the sentences and list items that answer, word for word.

What an expert with a highlighter would mark: the best sentences with what they need to stand alone, or, where a list is
asked for, the whole list with the sentence that leads it in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.domain import BlockKind, Claim, Document, Hit, Language, Passage
from assistant.question.asked_for import asked_list, asks_for_questions
from assistant.question.query import Query
from assistant.search.retrieve import Retrieved, weighted_mean
from assistant.text.outline import ListOf, Unit, list_after, units_of, units_within


@dataclass(frozen=True, slots=True)
class Tuning:
    """How much is chosen; set on the dev split of the evaluation cases.

    ``keep``, ``keep_neighbour`` and ``keep_next`` are shares of the best unit's score that another unit, one beside a
    chosen one, or one that goes on from it ("To bridge this gap, …") must reach; ``question`` is what the score of a
    sentence that only asks is multiplied by; ``explained`` is how long a list of headings may be to give each heading's
    first sentence with it; ``paragraph`` is how many sentences of the best one's paragraph are given.
    """

    passages: int = 5
    sentences: int = 6
    context: float = 0.9
    passage_weight: float = 0.25
    known: float = 0.3
    keep: float = 0.90
    keep_neighbour: float = 0.80
    keep_next: float = 0.65
    paragraph: int = 5
    question: float = 0.9
    list_margin: float = 0.97
    list_bonus: float = 0.2
    explained: int = 5


_LEANS_BACK = re.compile(
    r"(?:to \w+ (?:this|these|that)|om (?:dit|deze|dat)|unfortunately|helaas|this|these|that|those|it|they|such|here|"
    r"hereby|additionally|however|therefore|moreover|instead|as a result|in this|for this|otherwise|alternatively|dit|"
    r"deze|die|dat|zij|ze|hiermee|hierdoor|daarmee|daardoor|daarnaast|bovendien|echter|zo|zo'n|zo’n|daarom|hierbij|"
    r"daarbij|ook)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A unit of a passage with its score (higher is better) and its passage's rank, from 0."""

    rank: int
    hit: Hit
    document: Document
    unit: Unit
    score: float


@dataclass(frozen=True)
class Extractor:
    """The composer that needs no chat model. Documents and their passages come from the index."""

    document: Callable[[str], Document | None]
    passages_of: Callable[[str], Sequence[Passage]]
    tuning: Tuning = Tuning()

    def compose(self, query: Query, language: Language, found: Retrieved) -> list[Claim]:
        """Return the claims that answer a question, best passage first, each word for word from its passage."""
        scored = [item for rank, hit in enumerate(found.hits) for item in self._score(rank, hit, found, query)]
        near = [item for item in scored if item.rank < self.tuning.passages]
        if not near:
            return []
        best = max(near, key=lambda item: item.score)
        if asks_for_questions(query.text, language):
            chosen = self._asked_list(scored, best, query, language, found)
        else:
            chosen = self._led_in(best) or self._asked_list(scored, best, query, language, found)
        return self._list_claims(*chosen) if chosen else self._sentence_claims(near, best)

    def _score(self, rank: int, hit: Hit, found: Retrieved, query: Query) -> list[_Scored]:
        document = self.document(hit.passage.document_id)
        if document is None:
            return []
        match = found.matches[hit.passage.id]
        around = match.within(-1, 0) * self.tuning.context
        scored = []
        for unit in units_within(document, hit.passage.start, hit.passage.end):
            best = match.within(unit.start - hit.passage.start, unit.end - hit.passage.start)
            if unit.kind is BlockKind.HEADING:
                around = np.maximum(around, best * self.tuning.context)
                continue
            cover = weighted_mean(np.maximum(best, around), query.weights)
            asks = self.tuning.question if _is_question(document, unit) else 1.0
            known = self.tuning.known * found.likeness(hit.passage.id, unit.start, unit.end)
            score = asks * (cover + self.tuning.passage_weight * hit.score) + known
            scored.append(_Scored(rank, hit, document, unit, score))
        return scored

    def _led_in(self, item: _Scored) -> tuple[_Scored, ListOf] | None:
        found = list_after(item.document, item.unit)
        return (item, found) if found else None

    def _asked_list(
        self, scored: list[_Scored], best: _Scored, query: Query, language: Language, found: Retrieved
    ) -> tuple[_Scored, ListOf] | None:
        """Return the list that is asked for: its lead-in scores well and has the word for what is to be listed."""
        questions = asks_for_questions(query.text, language)
        asked = asked_list(query.text, language)
        if not asked and not questions:
            return None
        start, end = asked or (0, 0)
        named = (query.spans[:, 0] < end) & (query.spans[:, 1] > start) & (query.weights == 1)
        ranked = []
        for item in scored:
            led_in = self._led_in(item)
            if led_in and (not questions or _is_question(item.document, led_in[1].items[-1])):
                offset = item.hit.passage.start
                within = found.matches[item.hit.passage.id].within(item.unit.start - offset, item.unit.end - offset)
                bonus = 1.0 if questions else float(within[named].max(initial=0.0))
                ranked.append((item.score + self.tuning.list_bonus * bonus, led_in))
        top = max(ranked, key=lambda pair: pair[0], default=None)
        return top[1] if top and top[0] >= self.tuning.list_margin * best.score else None

    def _list_claims(self, lead_in: _Scored, found: ListOf) -> list[Claim]:
        passages = self.passages_of(lead_in.document.id)
        claims = [_claim(lead_in.document, lead_in.unit, lead_in.hit.passage)]
        for item in found.items:
            for unit, passage in _quotable(lead_in.document, item, passages):
                claims.append(_claim(lead_in.document, unit, passage, listed=True))
                if item.kind is BlockKind.HEADING and len(found.items) <= self.tuning.explained:
                    claims += _explained(lead_in.document, item, passages)
        return claims

    def _sentence_claims(self, scored: list[_Scored], best: _Scored) -> list[Claim]:
        tuning = self.tuning
        paragraph = _paragraph_from(best, scored, tuning.paragraph)
        ranked = sorted(scored, key=lambda item: -item.score)
        others = [item for item in ranked if item.score >= tuning.keep * best.score and item not in paragraph]
        kept = sorted([*paragraph, *others[: tuning.sentences - len(paragraph)]], key=lambda item: -item.score)
        chosen = {(item.document.id, item.unit.start): item for item in kept}
        by_place = {(item.document.id, item.unit.start): item for item in scored}
        for item in kept[:2]:
            for neighbour in _neighbours(item, scored):
                goes_on = neighbour.unit.start > item.unit.start and _leans_back(neighbour)
                needed = tuning.keep_next if goes_on else tuning.keep_neighbour
                if len(chosen) <= tuning.sentences and neighbour.score >= needed * best.score:
                    chosen[(neighbour.document.id, neighbour.unit.start)] = neighbour
        for item in list(chosen.values()):
            before = _leans_on(item, scored)
            if before is not None:
                chosen[(before.document.id, before.unit.start)] = before
        order = {item.hit.passage.id: rank for rank, item in reversed(list(enumerate(kept)))}
        ordered = sorted(
            (by_place[key] for key in chosen if not _dangles(by_place[key])),
            key=lambda item: (order.get(item.hit.passage.id, 99), item.unit.start),
        )
        return [
            _claim(item.document, item.unit, item.hit.passage, listed=item.unit.kind is BlockKind.LIST_ITEM)
            for item in ordered
        ]


def _quotable(document: Document, item: Unit, passages: Sequence[Passage]) -> Iterator[tuple[Unit, Passage]]:
    """Yield an item with the passage that holds it; one that is longer than any comes in parts."""
    for passage in passages:
        if passage.start <= item.start and item.end <= passage.end:
            yield item, passage
        elif passage.start < item.end and item.start < passage.end:
            start, end = max(passage.start, item.start), min(passage.end, item.end)
            yield from ((unit, passage) for unit in units_within(document, start, end))


def _explained(document: Document, heading: Unit, passages: Sequence[Passage]) -> list[Claim]:
    """Return the first sentence under a heading."""
    for block in range(heading.block + 1, len(document.blocks)):
        if document.blocks[block].kind is BlockKind.HEADING:
            break
        for unit in units_of(document, block)[:1]:
            passage = next((p for p in passages if p.start <= unit.start and unit.end <= p.end), None)
            return [replace(_claim(document, unit, passage), joined=True)] if passage else []
    return []


def _is_question(document: Document, unit: Unit) -> bool:
    return document.text[unit.end - 1] == "?"


def _paragraph_from(best: _Scored, scored: list[_Scored], most: int) -> list[_Scored]:
    """Return ``most`` sentences of the best one's paragraph, from it on: a problem stands before its solution."""
    if best.unit.kind is not BlockKind.PARAGRAPH:
        return [best]
    paragraph = [
        item for item in scored if item.hit.passage.id == best.hit.passage.id and item.unit.block == best.unit.block
    ]
    start = paragraph.index(best)
    return paragraph[start : start + most]


def _neighbours(item: _Scored, scored: list[_Scored]) -> list[_Scored]:
    """Return the units just before and after in the same passage, if of the same kind."""
    beside = [other for other in scored if other.hit.passage.id == item.hit.passage.id]
    place = beside.index(item)
    around = beside[max(place - 1, 0) : place] + beside[place + 1 : place + 2]
    return [other for other in around if other.unit.kind is item.unit.kind]


def _dangles(item: _Scored) -> bool:
    """Tell whether a sentence leads in a list that is not given with it."""
    return item.document.text[item.unit.end - 1] == ":"


def _leans_back(item: _Scored) -> bool:
    return _LEANS_BACK.match(item.document.text[item.unit.start : item.unit.end]) is not None


def _leans_on(item: _Scored, scored: list[_Scored]) -> _Scored | None:
    """Return the sentence before, when a sentence points back to it and cannot stand alone."""
    if not _leans_back(item):
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
