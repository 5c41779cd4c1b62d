"""A part of the documents, chosen by the reader: the index as if it held nothing else.

Their translations belong to it. What is known of all documents counts for as much as it is of these: a question whose
answer stands elsewhere is one that these documents do not answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.answering.phrases import phrase
from assistant.answering.ports import AnswerIndex, Generations
from assistant.body import Part, PartKind
from assistant.domain import Answer, Composer, Document, Language, Passage
from assistant.errors import UnknownDocument
from assistant.search.borders import Borders
from assistant.search.groups import ON_TOPIC, Group, Sample
from assistant.search.ports import PassageTokens, Resemblance
from assistant.text.glossary import Glossary
from assistant.text.memory import Memory

ALL = 1_000_000
"""More passages than any index holds."""

SILENT = frozenset({Composer.ITSELF, Composer.REWORK})
"""Answers that are not looked up, so that it does not matter in which documents."""


@dataclass(frozen=True)
class Within:
    """Generations of which some documents are taken; which they are is told by their ids."""

    generations: Generations
    documents: frozenset[str]

    def get(self) -> "Selection":
        """Return the generation in service; of its documents those that are taken."""
        return Selection(self.generations.get(), self.documents)

    def made(self, version: str) -> AnswerIndex:
        """Return that of a version, whole: it proves what was quoted."""
        return self.generations.made(version)


@dataclass(frozen=True)
class Selection:
    """Some documents of a generation, as a generation.

    Raises:
        UnknownDocument: where one of them is not in service.
    """

    whole: AnswerIndex
    chosen: frozenset[str]

    def __post_init__(self) -> None:
        if unknown := sorted(each for each in self.chosen if self.whole.document(each) is None):
            raise UnknownDocument(unknown)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The documents that were chosen, and their translations."""
        others = (other.id for each in self.chosen for other in self.whole.translations_of(each))
        return self.chosen.union(others)

    @cached_property
    def _passages(self) -> frozenset[str]:
        return frozenset(passage.id for each in self.ids for passage in self.whole.passages_of(each))

    @property
    def version(self) -> str:
        """The corpus version of all documents."""
        return self.whole.version

    @property
    def borders(self) -> Borders | None:
        """What is on topic is so for all documents."""
        return self.whole.borders

    @property
    def glossary(self) -> Glossary:
        """The terms of all documents."""
        return self.whole.glossary

    def documents(self) -> tuple[Document, ...]:
        """Return the documents by id."""
        return tuple(found for each in sorted(self.ids) if (found := self.whole.document(each)))

    def document(self, document_id: str) -> Document | None:
        """Return a document that was taken."""
        return self.whole.document(document_id) if document_id in self.ids else None

    def withdrawn(self, document_id: str) -> Document | None:
        """Return a withdrawn document."""
        return self.whole.withdrawn(document_id)

    def with_text(self, version: str) -> Document | None:
        """Return the document with a version of a text."""
        return next((each for each in self.documents() if each.version == version), None)

    def translations_of(self, document_id: str) -> tuple[Document, ...]:
        """Return a document's translations."""
        return self.whole.translations_of(document_id)

    def translation_group(self, document_id: str) -> str:
        """Return what a document has in common with its translations."""
        return self.whole.translation_group(document_id)

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document's words."""
        return self.whole.memory(document_id, language)

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of all documents some stems occur."""
        return self.whole.frequency(stems, language)

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage of these documents."""
        return self.whole.passage(passage_id) if passage_id in self._passages else None

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages of these documents by id."""
        return self.whole.passages([each for each in ids if each in self._passages])

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages."""
        return self.whole.passages_of(document_id) if document_id in self.ids else ()

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return the passages nearest to a vector: all are compared, so that none is lost among those left out."""
        found = self.whole.vectors(sorted(self._passages), language)
        ranked = sorted(((key, float(vector @ own)) for key, own in found.items()), key=lambda each: -each[1])
        return ranked[:limit]

    def matching(self, text: str, language: Language, limit: int) -> list[tuple[str, float]]:
        """Return the passages that have a text's words."""
        found = self.whole.matching(text, language, ALL)
        return [each for each in found if each[0] in self._passages][:limit]

    def vectors(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return vectors by passage id."""
        return self.whole.vectors(ids, language)

    def tokens(self, ids: Sequence[str], language: Language) -> Mapping[str, PassageTokens]:
        """Return tokens by passage id."""
        return self.whole.tokens(ids, language)

    def likeness(self, vector: NDArray[np.float32], without: str = "") -> Mapping[Group, float]:
        """Return how like a question is to the likest of each group."""
        return self.whole.likeness(vector, without)

    def known_questions(self) -> Sequence[Sample]:
        """Return the known questions that these documents answer."""
        known = self.whole.known_questions()
        return [each for each in known if all(place.passage_id in self._passages for place in each.places)]

    def resembles(self, vector: NDArray[np.float32], *, follow_up: NDArray[np.float32] | None = None) -> Resemblance:
        """Return what a question is like; the chance that it is answered is that of these documents."""
        like = self.whole.resembles(vector, follow_up=follow_up)
        places = tuple(each for each in like.places if each.passage_id in self._passages)
        chances = dict(like.chances)
        if not self.ids <= like.documents:  # of some of them no questions are known, so these tell nothing
            return replace(like, places=places, documents=like.documents & self.ids, chances=_without_known(chances))
        known = chances.get(Group.KNOWN, 0.0)
        here = known if places[:1] == like.places[:1] else known * sum(each.share for each in places)
        if known:
            chances |= {Group.KNOWN: here, Group.GAP: chances.get(Group.GAP, 0.0) + known - here}
        return replace(like, places=places, documents=like.documents & self.ids, chances=chances)


def _without_known(chances: Mapping[Group, float]) -> dict[Group, float]:
    return {group: chance for group, chance in chances.items() if group not in ON_TOPIC}


def told(answer: Answer, index: AnswerIndex) -> Answer:
    """Return an answer that says in which documents was looked, where that was not all of them."""
    if not isinstance(index, Selection) or answer.composer in SILENT:
        return answer
    titles = ", ".join(f"“{title}”" for title in _titles(index, answer.language))
    note = phrase("scope" if answer.status.answers else "scope_refused", answer.language, titles=titles)
    parts = (*answer.body, Part(PartKind.NOTE, note, answer.language))
    return replace(answer, body=parts, scope=tuple(sorted(index.chosen)))


def _titles(index: Selection, language: Language) -> list[str]:
    """Return the titles of the documents, each once whatever the languages that it is in: in the reader's if it is."""
    titles: dict[str, str] = {}
    for each in sorted(index.documents(), key=lambda each: each.language is not language):
        titles.setdefault(index.translation_group(each.id), each.title)
    return list(titles.values())
