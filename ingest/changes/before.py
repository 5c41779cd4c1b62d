"""What the index in service is made of."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import Document
from assistant.errors import IndexUnavailable
from assistant.search.index.catalog import Listed
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.known import NO_QUESTIONS, KnownQuestions
from assistant.text.glossary import NO_TERMS, Glossary


@dataclass(frozen=True)
class Before:
    """The index in service with its documents by id; none if there is none that can be built upon."""

    index: Holdings | None = None
    documents: Mapping[str, Listed] = field(default_factory=dict)

    @property
    def glossary(self) -> Glossary:
        """The terms of the index in service."""
        return self.index.glossary if self.index else NO_TERMS

    @property
    def questions(self) -> KnownQuestions:
        """The known questions of the index in service."""
        return self.index.questions if self.index else NO_QUESTIONS

    def serves(self, document_id: str) -> bool:
        """Tell whether a document is in service."""
        return document_id in self.documents and not self.documents[document_id].withdrawn

    def document(self, document_id: str) -> Document | None:
        """Return a document, also one that was withdrawn."""
        if self.index is None:
            return None
        return self.index.document(document_id) or self.index.withdrawn(document_id)


@contextmanager
def in_service(generations: Generations, model: str, opening: Callable[[Path], Holdings]) -> Iterator[Before]:
    """Open the index in service; one that is damaged or of another model is not built upon."""
    try:
        index = opening(generations.require_current())
    except IndexUnavailable:
        yield Before()
        return
    try:
        fits = index.model == model
        yield Before(index, {item.id: item for item in index.listed}) if fits else Before()
    finally:
        index.close()
