"""The decisions of reviewers, held ready to be found by a question in these or other words."""

import logging
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.question.understand import Understood
from assistant.review.alike import LIKE, Alike, plain
from assistant.review.ruling import Ruling, RulingKind

logger = logging.getLogger(__name__)

NEAREST = 5  # known questions that are compared word by word
NEAR = 0.7  # similarity from which on a question is worth being offered beside another


class Rulings(Protocol):
    """Where the decisions are kept."""

    def edition(self) -> Hashable:
        """Return what differs as soon as any ruling was made, withdrawn or taken out of use."""

    def in_force(self) -> Iterable[Ruling]:
        """Return the rulings in use that have a say in answering."""


@dataclass(frozen=True)
class _Known:
    """A question as reviewers noted it, with what they decided."""

    words: str
    language: Language
    ruling: Ruling


@dataclass(frozen=True)
class _Page:
    """One edition of the decisions; ``vectors`` has shape (questions, dimensions)."""

    edition: Hashable
    known: tuple[_Known, ...]
    by_words: dict[str, _Known]
    vectors: NDArray[np.float32]


NOTHING_DECIDED = _Page(None, (), {}, np.zeros((0, 0), np.float32))


class RulingBook:
    """Finds decisions; whatever reviewers decide is known at the next question."""

    def __init__(self, rulings: Rulings, alike: Alike) -> None:
        self._rulings = rulings
        self._alike = alike
        self._vectors: dict[tuple[str, Language], NDArray[np.float32]] = {}
        self._page: _Page | None = None
        self._lock = Lock()

    def find(self, asked: Understood) -> Ruling | None:
        """Return what was decided about a question, None where nothing was.

        What was decided about exactly these words comes first, then what is most like them; the newest of several.
        """
        page = self._open()
        if not page.known:
            return None
        literal = page.by_words.get(plain(asked.text))
        if literal is not None:
            return literal.ruling
        similar = page.vectors @ asked.query.encoded.vector
        for row in np.argsort(-similar, kind="stable")[:NEAREST]:
            known: _Known = page.known[int(row)]
            if similar[row] >= LIKE and self._alike.same(asked.text, asked.language, known.ruling.questions):
                return known.ruling
        return None

    def near(self, question: str, language: Language) -> str:
        """Return a question much like one, in a language, that has a checked answer; empty where there is none."""
        page = self._open()
        rows = [
            row
            for row, known in enumerate(page.known)
            if known.language is language and known.ruling.kind is RulingKind.ANSWER
        ]
        if not rows:
            return ""
        similar = page.vectors[rows] @ self._alike.vector(question, language)
        best = int(similar.argmax())
        return page.known[rows[best]].words if similar[best] >= NEAR else ""

    def _open(self) -> _Page:
        with self._lock:
            try:
                edition = self._rulings.edition()
                if self._page is None or self._page.edition != edition:
                    self._page = self._read(edition)
            except Exception:  # whatever is wrong with the database keeps nobody from an answer
                logger.warning("The decisions of reviewers cannot be read; the last known ones hold", exc_info=True)
            return self._page or NOTHING_DECIDED

    def _read(self, edition: Hashable) -> _Page:
        known = tuple(
            _Known(words, language, ruling)
            for ruling in sorted(self._rulings.in_force(), key=lambda each: each.checked_at, reverse=True)
            for language, words in ruling.questions.items()
        )
        kept = {(each.words, each.language) for each in known}
        self._vectors = {key: vector for key, vector in self._vectors.items() if key in kept}
        for words, language in kept - self._vectors.keys():
            self._vectors[words, language] = self._alike.vector(words, language)
        rows = [self._vectors[each.words, each.language] for each in known]
        by_words = {plain(each.ruling.asked): each for each in reversed(known)}
        by_words |= {plain(each.words): each for each in reversed(known)}
        return _Page(edition, known, by_words, np.array(rows, np.float32) if rows else np.zeros((0, 0), np.float32))
