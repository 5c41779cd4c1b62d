"""The passages as a chat model gets them: as many as its budget holds, the best first, numbered, fenced as data.

What speaks to a machine is left out, and so is a passage that says what another says already. A list is given whole:
the passages of the same section that go on with it come with the one that leads it in.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from assistant.answering.ports import AnswerIndex
from assistant.domain import Claim, Document, Language, Passage
from assistant.question.query import Query
from assistant.search.retrieve import Retrieved, retrieve
from assistant.search.translations import one_of_each
from assistant.text.fence import fenced
from assistant.text.plain import visible

READ = 60  # passages that are ranked for a chat model, of which it is given what its budget holds
STANDS_IN = 0.8  # share of the best quote's relevance that one must have which is shown in place of a sentence
CHARACTERS = 3.5  # to a token, in English and Dutch, counted on the safe side
SAME = 0.8  # share of its words in a row that a passage has in common with another, from which on it is left out
_ROW = 5
_LANGUAGE = {
    Language.EN: {Language.EN: "in English", Language.NL: "in Dutch"},
    Language.NL: {Language.EN: "in het Engels", Language.NL: "in het Nederlands"},
}
_WORD = re.compile(r"\w+")
_LIST_ITEM = re.compile(r"(?:[-*•–·]|\d{1,2}[.)])\s")


class Supply(Protocol):
    """Where documents come from, and their passages in reading order."""

    def document(self, document_id: str) -> Document | None:
        """Return a document, or None."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """Return a document's passages."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a model writes from: the passages by number, from 1, and their documents by id.

    ``asked`` is the question, empty where an answer is only put differently. ``relevance`` tells how well a slice of a
    passage covers the words of the question; ``needed`` how well one must that is shown in place of a sentence.
    """

    passages: Sequence[Passage]
    documents: Mapping[str, Document]
    relevance: Callable[[Passage, int, int], float] = lambda passage, start, end: 0.0
    needed: float = 0.0
    asked: str = ""

    def passage(self, number: int) -> Passage | None:
        """Return the passage of a number, None where none has it."""
        return self.passages[number - 1] if 1 <= number <= len(self.passages) else None

    def fenced(self, language: Language) -> str:
        """Return the passages as they stand in a prompt of a language."""
        return "\n\n".join(_fenced(*each, language) for each in enumerate(self.passages, start=1))


def material(query: Query, claims: Sequence[Claim], found: Retrieved, supply: Supply, budget: int) -> Material:
    """Return the passages of the claims that answer without a model, then the others found, the best first."""

    def relevance(passage: Passage, start: int, end: int) -> float:
        match = found.matches.get(passage.id)
        if match is None:
            return 0.0
        return float(np.average(match.within(start - passage.start, end - passage.start), weights=query.weights))

    best = max((relevance(claim.passage, claim.start, claim.end) for claim in claims), default=0.0)
    ranked = [*(claim.passage for claim in claims), *(hit.passage for hit in found.hits)]
    passages = list(_within(budget, _distinct(_with_lists(ranked, supply))))
    documents = {passage.document_id: supply.document(passage.document_id) for passage in passages}
    known = {name: each for name, each in documents.items() if each}
    given = [passage for passage in passages if passage.document_id in known]
    return Material(given, known, relevance, STANDS_IN * best, query.text)


def read_on(query: Query, language: Language, found: Retrieved, index: AnswerIndex) -> Retrieved:
    """Return what was found with what comes after it: a chat model reads more than is quoted without one."""
    more = one_of_each(retrieve(query, index, READ, candidates=READ), language, index.translation_group)
    known = {hit.passage.id for hit in found.hits}
    hits = (*found.hits, *(hit for hit in more.hits if hit.passage.id not in known))
    return replace(found, hits=hits, matches=more.matches | found.matches)


def tokens(text: str) -> int:
    """Return about how many tokens a text is for a chat model, rather too many than too few."""
    return int(len(text) / CHARACTERS) + 1


def _with_lists(ranked: Iterable[Passage], supply: Supply) -> Iterator[Passage]:
    """Yield passages, each once, with the neighbours that go on with a list that it leads in or holds a part of."""
    given: set[str] = set()
    for passage in ranked:
        for each in (passage, *_rest_of_list(passage, supply.passages_of(passage.document_id))):
            if each.id not in given:
                given.add(each.id)
                yield each


def _rest_of_list(passage: Passage, around: Sequence[Passage]) -> Iterator[Passage]:
    place = next((number for number, each in enumerate(around) if each.id == passage.id), len(around))
    last = passage
    for following in around[place + 1 :]:
        in_list = last.text.rstrip().endswith(":") or _LIST_ITEM.match(last.text.rstrip().splitlines()[-1])
        goes_on = in_list and following.heading_path == passage.heading_path and _LIST_ITEM.match(following.text)
        if not goes_on:
            return
        yield following
        last = following


def _distinct(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages, without those that nearly say again what one before them says."""
    before: list[set[tuple[str, ...]]] = []
    for passage in passages:
        rows = _rows(passage.text)
        if not any(len(rows & other) >= SAME * len(rows) for other in before):
            before.append(rows)
            yield passage


def _rows(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[start : start + _ROW]) for start in range(max(len(words) - _ROW, 0) + 1)}


def _within(budget: int, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages as far as the budget holds them: the best one always, then each that still fits."""
    left = budget
    for passage in passages:
        size = tokens(passage.text)
        if size <= left or left == budget:
            left -= size
            yield passage


def _fenced(number: int, passage: Passage, language: Language) -> str:
    place = " › ".join([passage.title, *passage.heading_path])
    head = f"Passage {number} ({_LANGUAGE[language][passage.language]}): {' '.join(visible(place).split())}"
    return fenced(f"{head}\n\n{visible(passage.text).strip()}")
