"""The purposes of collaboration as the documents list them, each with its explanation and the part written for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.answering.shape.places import is_example as announces_example
from assistant.domain import Language, Passage
from assistant.partner.interview.advised import Role
from assistant.partner.lookup import Lookup, Quotable, Scores, sentences_of
from assistant.partner.wording import prompt
from assistant.text.lexicon import content_stems
from assistant.text.outline import ListOf, Unit, list_after

ALIKE = 0.5  # share of the words that a list item and the heading of its part have in common
TRANSLATED = 0.5  # mean similarity of the items of two lists of which one is a translation
LEADS_IN = 0.45  # a sentence that announces purposes meets the word for it at least so well
FITS = 1.0  # how well the best purpose and its part must fit a text, as ``Lookup`` weighs them
ADVISED, LIKE, FIT = 2.0, 0.3, 0.5
"""What counts how much: what advisers took such a text to be for, questions like it, and its words."""
CLEAR = 0.9  # the weight of a purpose that is taken for meant, at least
BY_WORDS = 0.4  # where no questions are known, so that its words alone tell
AS_WELL = 0.9  # of the weight of the best; a purpose that weighs as much is meant too
LIKEST = 0.5  # what the sentence counts beside the whole text that is likest a question answered in a purpose's part


@dataclass(frozen=True)
class Purpose:
    """A purpose: the item of the list, the sentence that explains it, and the passages under its heading."""

    number: int
    item: Quotable
    explanation: Quotable | None
    passages: tuple[Passage, ...]
    translated: str = ""

    @property
    def text(self) -> str:
        """The purpose in the reader's language where it is translated, else in the document's words."""
        return self.translated or self.item.text

    @property
    def language(self) -> Language:
        """The language that it is in."""
        return self.item.document.language

    @property
    def names(self) -> set[str]:
        """What it is called, in the document and in translation, as ``_plain`` has it."""
        return {_plain(self.text), _plain(self.item.text)}

    @cached_property
    def advice(self) -> tuple[Passage, ...]:
        """Its passages but for the examples."""
        return tuple(passage for passage in self.passages if not is_example(passage))


def is_example(passage: Passage) -> bool:
    """Tell whether a passage stands under a heading that announces an example."""
    return announces_example(passage.heading_path)


def find_purposes(lookup: Lookup, language: Language) -> tuple[Purpose, ...]:
    """Return the purposes, those of a document in the given language when one has them; none when no list is found.

    The list is the one whose lead-in best announces purposes, among lists whose items head a part of their document.
    """
    lead_ins = lookup.quotables(lookup.find(prompt("purposes")))
    announces = lookup.scores(prompt("purposes_lead_in"), lead_ins)
    scores = announces + lookup.scores(prompt("purposes"), lead_ins)
    lists: list[tuple[Purpose, ...]] = []
    for place in np.argsort(-scores, kind="stable"):
        if announces[place] < LEADS_IN:
            continue
        found = list_after(lead_ins[place].document, lead_ins[place].unit)
        purposes = _with_parts(lookup, lead_ins[place], found) if found else ()
        if purposes:
            lists.append(purposes)
    if not lists:
        return ()
    best = lists[0]
    own = (other for other in lists if other[0].language is language and _is_translation(lookup, best, other))
    return best if best[0].language is language else next(own, best)


def closest_purposes(lookup: Lookup, purposes: Sequence[Purpose], text: str) -> tuple[Purpose, ...]:
    """Return the purposes that a text clearly tells of, in their order; none where that is not clear."""
    weights = weighed(lookup, purposes, text)
    least = max(CLEAR if lookup.places(text) else BY_WORDS, AS_WELL * weights.max(initial=0.0))
    return tuple(each for each, weight in zip(purposes, weights, strict=True) if weight >= least)


def weighed(lookup: Lookup, purposes: Sequence[Purpose], text: str) -> Scores:
    """Return how much a text tells of each purpose: by its words, and where questions are known by what it is like."""
    fits = np.array([_fit(lookup, purpose, text) for purpose in purposes])
    if not len(fits) or fits.max() < FITS:
        return np.zeros(len(purposes))
    by_words: Scores = fits - fits.mean()
    if not lookup.places(text):
        return by_words
    advised = lookup.advised(Role.PURPOSES, text, [(each.item.text, each.language) for each in purposes])
    weights: Scores = ADVISED * advised + LIKE * _likeness(lookup, purposes, text) + FIT * by_words
    return weights


def _fit(lookup: Lookup, purpose: Purpose, text: str) -> float:
    """Return how well a purpose and its part fit a text by their words."""
    part = purpose.advice or purpose.passages or (purpose.item.passage,)
    return lookup.fit(text, part) + lookup.met(dict.fromkeys(Language, purpose.text), text)


def _likeness(lookup: Lookup, purposes: Sequence[Purpose], text: str) -> Scores:
    """Return how like a text and its sentences are to the known questions that each purpose's part answers."""
    sentences = [_shares(lookup, purposes, each) * lookup.likeness(each) for each in sentences_of(text)]
    found = [_shares(lookup, purposes, text), *sentences]
    likest: Scores = np.max(sentences, axis=0, initial=0.0)
    total: Scores = np.sum(found, axis=0) + LIKEST * likest
    return total


def _shares(lookup: Lookup, purposes: Sequence[Purpose], text: str) -> Scores:
    parts = [{passage.id for passage in purpose.passages} for purpose in purposes]
    places = lookup.places(text)
    return np.array([sum(place.share for place in places if place.passage_id in part) for part in parts])


def chosen_purposes(lookup: Lookup, purposes: Sequence[Purpose], wanted: Sequence[str]) -> tuple[Purpose, ...]:
    """Return the purposes that are meant by their number, their words, or words of one's own; in their order."""
    chosen: set[int] = set()
    for words in wanted:
        exact = [p for p in purposes if words.strip() == str(p.number) or _plain(words) in p.names]
        chosen |= {purpose.number for purpose in exact or closest_purposes(lookup, purposes, words)}
    return tuple(purpose for purpose in purposes if purpose.number in chosen)


def _with_parts(lookup: Lookup, lead_in: Quotable, found: ListOf) -> tuple[Purpose, ...]:
    passages = lookup.index.passages_of(lead_in.document.id)
    purposes = tuple(_purpose(lookup, number, lead_in, item, passages) for number, item in enumerate(found.items, 1))
    headed = sum(purpose is not None and bool(purpose.passages) for purpose in purposes)
    if 2 * headed <= len(purposes):
        return ()
    return tuple(purpose for purpose in purposes if purpose is not None)


def _purpose(lookup: Lookup, number: int, lead_in: Quotable, item: Unit, passages: Sequence[Passage]) -> Purpose | None:
    holder = next((passage for passage in passages if passage.start <= item.start and item.end <= passage.end), None)
    if holder is None:
        return None
    quoted = Quotable(lead_in.document, holder, item)
    part = tuple(
        passage
        for passage in passages
        if passage.id != holder.id and any(_alike(quoted.text, heading, quoted) for heading in passage.heading_path)
    )
    explanation = next((each for each in lookup.quotables(part) if not each.listed), None)
    return Purpose(number, quoted, explanation, part)


def _alike(words: str, heading: str, item: Quotable) -> bool:
    if _plain(words) == _plain(heading):
        return True
    ours, theirs = (set(content_stems(each, item.document.language)) for each in (words, heading))
    return len(ours & theirs) > ALIKE * len(ours | theirs)


def _is_translation(lookup: Lookup, one: Sequence[Purpose], other: Sequence[Purpose]) -> bool:
    """Tell whether two lists say the same in two languages, item by item."""
    if len(one) != len(other):
        return False
    documents = one[0].item.document, other[0].item.document
    if documents[0].id == documents[1].translation_of or documents[1].id == documents[0].translation_of:
        return True
    return float(np.mean([lookup.alike(a.text, b.text) for a, b in zip(one, other, strict=True)])) > TRANSLATED


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
