"""The passages as a chat model gets them: numbered, fenced as data, without what speaks to a machine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.prompts import fenced
from assistant.domain import Claim, Document, Language, Passage
from assistant.question.query import Query
from assistant.search.injection import speaks_to_a_machine
from assistant.search.retrieve import Retrieved
from assistant.text.plain import visible

MOST = 8
STANDS_IN = 0.8  # share of the best quote's relevance that one must have which is shown in place of a sentence
_LANGUAGE = {
    Language.EN: {Language.EN: "in English", Language.NL: "in Dutch"},
    Language.NL: {Language.EN: "in het Engels", Language.NL: "in het Nederlands"},
}


@dataclass(frozen=True, slots=True)
class Material:
    """What a model writes from: the passages by number, from 1, and their documents by id.

    ``relevance`` tells how well a slice of a passage covers the words of the question; ``needed`` how well one must
    that is shown in place of a sentence.
    """

    passages: Sequence[Passage]
    documents: Mapping[str, Document]
    relevance: Callable[[Passage, int, int], float] = lambda passage, start, end: 0.0
    needed: float = 0.0

    def passage(self, number: int) -> Passage | None:
        """Return the passage of a number, None where none has it."""
        return self.passages[number - 1] if 1 <= number <= len(self.passages) else None

    def fenced(self, language: Language) -> str:
        """Return the passages as they stand in a prompt of a language."""
        return "\n\n".join(_fenced(*each, language) for each in enumerate(self.passages, start=1))


def material(
    query: Query, claims: Sequence[Claim], found: Retrieved, document: Callable[[str], Document | None]
) -> Material:
    """Return the passages of the claims that answer without a model, then the others found, the best first."""

    def relevance(passage: Passage, start: int, end: int) -> float:
        match = found.matches.get(passage.id)
        if match is None:
            return 0.0
        return float(np.average(match.within(start - passage.start, end - passage.start), weights=query.weights))

    candidates = dict.fromkeys([*(claim.passage for claim in claims), *(hit.passage for hit in found.hits)])
    passages = [passage for passage in candidates if not speaks_to_a_machine(passage)][:MOST]
    documents = {passage.document_id: document(passage.document_id) for passage in passages}
    known = {name: each for name, each in documents.items() if each}
    best = max((relevance(claim.passage, claim.start, claim.end) for claim in claims), default=0.0)
    given = [passage for passage in passages if passage.document_id in known]
    return Material(given, known, relevance, STANDS_IN * best)


def _fenced(number: int, passage: Passage, language: Language) -> str:
    place = " › ".join([passage.title, *passage.heading_path])
    head = f"Passage {number} ({_LANGUAGE[language][passage.language]}): {' '.join(visible(place).split())}"
    return fenced(f"{head}\n\n{visible(passage.text).strip()}")
