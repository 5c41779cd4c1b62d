"""Compose an answer without a chat model: choose the sentences and list items that answer, word for word.

What an expert with a highlighter would mark: at most three sentences, what answers first, or a whole list with the
sentence that leads it in. Where people's questions on the subject are known, the places that answered those most like
this one are chosen; elsewhere the sentences whose words meet the question's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.quoting import explained, flowing, quotable, quoted
from assistant.answering.scored import (
    Scored,
    are_aspects,
    dangles,
    held,
    is_question,
    is_section_of_its_own,
    led_in,
    with_what_it_hangs_on,
)
from assistant.answering.translated import MemoryOf
from assistant.domain import BlockKind, Claim, Document, Hit, Language, Passage
from assistant.question.asked_for import asked_list, asks_for_questions
from assistant.question.kinds import kinds
from assistant.question.query import Query
from assistant.search.groups import Group
from assistant.search.retrieve import Retrieved, weighted_mean
from assistant.text.outline import ListOf, Unit, list_around, units_within


@dataclass(frozen=True, slots=True)
class Tuning:
    """How much is chosen; set on the dev split of the evaluation cases.

    ``keep`` is the share of the best unit's score that another must reach, ``known`` that of its likeness to known
    questions, beside which ``words`` tells how much the words count; ``question`` is what the score of a sentence that
    only asks is multiplied by.
    """

    passages: int = 5
    sentences: int = 3
    context: float = 0.9
    passage_weight: float = 0.25
    keep: float = 0.95
    known: float = 0.2
    words: float = 3.0
    question: float = 0.9
    list_margin: float = 0.97
    list_bonus: float = 0.2
    explained: int = 5
    whole: int = 5


_WAY, _BESIDE = "way", frozenset({"cause", "harm", "example", "who", "truth"})  # kinds of questions
SHOWN = 0.6  # what is left of the score of what the answer before has shown
AGAIN = 0.45  # the same, where nothing but more is asked for


@dataclass(frozen=True)
class Extractor:
    """The composer that needs no chat model. Documents and their passages come from the index.

    ``shown`` is the answer that a question goes on from: what it held is not what is asked for now. ``more`` tells that
    nothing but more than that is asked for, so that what was shown in translation does not come again either.
    """

    document: Callable[[str], Document | None]
    passages_of: Callable[[str], Sequence[Passage]]
    memory: MemoryOf
    shown: str = ""
    more: bool = False
    tuning: Tuning = Tuning()

    def compose(self, query: Query, language: Language, found: Retrieved) -> list[Claim]:
        """Return the claims that answer a question, what answers first, each word for word from its passage."""
        scored = [item for rank, hit in enumerate(found.hits) for item in self._score(rank, hit, found, query)]
        if not scored:
            return []
        chosen = self._known(scored, found) or self._by_words(scored)
        asked = self._asked_list(scored, chosen, query, language, found)
        if asked and not self._told(asked[0].document, asked[0].unit):
            return self._list_claims(*asked)
        return self._claims([*chosen, *self._what_to_do(chosen, scored, query, language)], scored)

    def _what_to_do(
        self, chosen: Sequence[Scored], scored: Sequence[Scored], query: Query, language: Language
    ) -> list[Scored]:
        """Return the list of what to do that hangs on the best unit, where that is asked for.

        It is all of a section beside the unit's own, under the same heading.
        """
        first, asked = chosen[0], kinds(query.text, language)
        given = {each.unit for each in chosen}
        if self.shown or first.unit.kind is BlockKind.LIST_ITEM or not (_WAY in asked or not asked) or asked & _BESIDE:
            return []
        for lead in (each for each in scored if is_section_of_its_own(each) and are_aspects(first, each)):
            found = led_in(lead)
            items = [
                each for each in scored if found and each.document is lead.document and each.unit in found[1].items
            ]
            if items and not given & {each.unit for each in items}:
                return items
        return []

    def nearest(self, query: Query, found: Retrieved) -> list[Claim]:
        """Return the sentences nearest to a question that is not answered."""
        scored = [item for rank, hit in enumerate(found.hits) for item in self._score(rank, hit, found, query)]
        chosen = self._known(scored, found) or (self._by_words(scored) if scored else [])
        return [_claim(item) for item in chosen]

    def _score(self, rank: int, hit: Hit, found: Retrieved, query: Query) -> Iterator[Scored]:
        document = self.document(hit.passage.document_id)
        if document is None:
            return
        match = found.matches[hit.passage.id]
        around = match.within(-1, 0) * self.tuning.context
        carried = 0.0  # likeness to questions that a heading answers goes to what stands first under it
        for unit in units_within(document, hit.passage.start, hit.passage.end):
            best = match.within(unit.start - hit.passage.start, unit.end - hit.passage.start)
            share = found.share(hit.passage.id, unit.start, unit.end)
            if unit.kind is BlockKind.HEADING:
                around = np.maximum(around, best * self.tuning.context)
                carried += share
                continue
            cover = weighted_mean(np.maximum(best, around), query.weights)
            asks = self.tuning.question if is_question(document, unit) else 1.0
            score = asks * (cover + self.tuning.passage_weight * hit.score)
            told = (AGAIN if self.more else SHOWN) if self._told(document, unit) else 1.0
            yield Scored(rank, hit, document, unit, score * told, (share + carried) * told)
            carried = 0.0

    def _told(self, document: Document, unit: Unit) -> bool:
        """Tell whether the answer before has shown a unit, in its own words or in translation."""
        words = " ".join(document.text[unit.start : unit.end].split())
        if not self.more:
            return bool(self.shown) and words in self.shown
        translated = self.memory(document.id, document.language.other).of(words)
        return words in self.shown or bool(translated and translated.text in self.shown)

    def _known(self, scored: Sequence[Scored], found: Retrieved) -> list[Scored]:
        """Return the units that answer the known questions most like this one, best first; none where none is like."""
        chances = found.like.chances
        if chances.get(Group.KNOWN, 0.0) + chances.get(Group.GAP, 0.0) < 0.5:
            return []
        best = max(item.score for item in scored)
        weight = {id(each): each.share * float(np.exp(self.tuning.words * (each.score - best))) for each in scored}
        ranked = sorted((item for item in scored if item.share), key=lambda item: -weight[id(item)])
        if not ranked:
            return []
        least = self.tuning.known * weight[id(ranked[0])]
        kept = [item for item in ranked if weight[id(item)] >= least]
        if self.more:  # what was shown comes behind what was not
            kept.sort(key=lambda each: self._told(each.document, each.unit))
        return kept[: self.tuning.sentences]

    def _by_words(self, scored: Sequence[Scored]) -> list[Scored]:
        near = [item for item in scored if item.rank < self.tuning.passages] or list(scored)
        ranked = sorted(near, key=lambda item: -item.score)
        return [item for item in ranked if item.score >= self.tuning.keep * ranked[0].score][: self.tuning.sentences]

    def _asked_list(
        self, scored: Sequence[Scored], chosen: Sequence[Scored], query: Query, language: Language, found: Retrieved
    ) -> tuple[Scored, ListOf] | None:
        """Return the list to give: the one that the best unit leads in, or that is asked for and holds what is best."""
        best, lead = chosen[0], led_in(chosen[0])
        questions = asks_for_questions(query.text, language)
        asked = asked_list(query.text, language)
        if lead and (asked or dangles(best)):
            return lead
        if not (asked or questions):
            return None
        start, end = asked or (0, 0)
        named = (query.spans[:, 0] < end) & (query.spans[:, 1] > start) & (query.weights == 1)
        ranked = []
        for item in scored:
            lead = led_in(item)
            if lead and (not questions or is_question(item.document, lead[1].items[-1])):
                offset = item.hit.passage.start
                within = found.matches[item.hit.passage.id].within(item.unit.start - offset, item.unit.end - offset)
                bonus = 1.0 if questions else float(within[named].max(initial=0.0))
                among = held(lead, chosen) if best.share else 0
                ranked.append((item.score + self.tuning.list_bonus * bonus + among, lead, among))
        top = max(ranked, key=lambda each: each[0], default=None)
        if top is None or (best.share and top[2] < 2):
            return None
        return top[1] if top[0] >= self.tuning.list_margin * best.score else None

    def _list_claims(self, lead_in: Scored, found: ListOf) -> list[Claim]:
        passages = self.passages_of(lead_in.document.id)
        claims = [_claim(lead_in)]
        for item in found.items:
            for unit, passage in quotable(lead_in.document, item, passages):
                claims.append(quoted(lead_in.document, unit, passage, listed=True))
                if item.kind is BlockKind.HEADING and len(found.items) <= self.tuning.explained:
                    claims += explained(lead_in.document, item, passages)
        return claims

    def _claims(self, chosen: Sequence[Scored], scored: Sequence[Scored]) -> list[Claim]:
        """Return the claims of chosen units: items of one list together under their lead-in, sentences with theirs."""
        chosen = _bridged(chosen, scored)
        claims: list[Claim] = []
        given: set[tuple[str, int]] = set()
        for item in chosen:
            for each in self._with_its_like(item, chosen, scored):
                place = (each.document.id, each.unit.start)
                if place not in given and not (dangles(each) and each is item and len(chosen) > 1):
                    given.add(place)
                    claims.append(_claim(each))
        return flowing(claims)

    def _with_its_like(self, item: Scored, chosen: Sequence[Scored], scored: Sequence[Scored]) -> Sequence[Scored]:
        """Return an item with the chosen ones of its list, a sentence with the one before or after that it hangs on.

        A short list of which several items are chosen is given whole.
        """
        if item.unit.kind is BlockKind.LIST_ITEM:
            own = list_around(item.document, item.unit.block)
            if own is None:
                return [item]
            places = {each.start for each in own.items}
            items = [each for each in chosen if each.document is item.document and each.unit.start in places]
            if len(items) > 1 and len(places) <= self.tuning.whole and not self.shown:
                items = [each for each in scored if each.document is item.document and each.unit.start in places]
            lead_in = [each for each in scored if len(items) > 1 and each.unit == own.lead_in]
            return [*lead_in[:1], *sorted(items, key=lambda each: each.unit.start)]
        return with_what_it_hangs_on(item, scored)


def _bridged(chosen: Sequence[Scored], scored: Sequence[Scored]) -> list[Scored]:
    """Return chosen units with the one sentence that stands between two of them in a paragraph."""
    found = list(chosen)
    paragraphs: dict[tuple[str, str, int], list[Scored]] = {}
    for item in scored:
        if item.unit.kind is BlockKind.PARAGRAPH:
            paragraphs.setdefault((item.document.id, item.hit.passage.id, item.unit.block), []).append(item)
    for sentences in paragraphs.values():
        found += [
            between
            for before, between, after in zip(sentences, sentences[1:], sentences[2:], strict=False)
            if before in chosen and after in chosen and between not in chosen
        ]
    return found


def _claim(item: Scored) -> Claim:
    return quoted(item.document, item.unit, item.hit.passage, listed=item.unit.kind is BlockKind.LIST_ITEM)
