"""How many translations lapsed since their sentence changed, for the queue: what a document says is read once."""

from dataclasses import dataclass, field

from assistant.domain import Document, Language
from assistant.text.memory import source_texts
from assistant.web.port import Answers
from assistant.web.review.translations.texts import TRANSLATION_TEXTS


@dataclass(frozen=True)
class Lapses:
    """Counts over the documents in service."""

    assistant: Answers
    _read: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def told(self, language: Language) -> str:
        """Say how many there are, nothing where there are none."""
        count = self.count()
        return TRANSLATION_TEXTS[language].lost_note.format(count=count) if count else ""

    def count(self) -> int:
        """Return how many there are in all documents."""
        documents = self.assistant.documents()
        kept = {_key(each): self._units(each) for each in documents}
        self._read.clear()
        self._read.update(kept)
        memories = (self.assistant.memory(each.id, each.language.other) for each in documents)
        return sum(
            len(memory.units.keys() - kept[_key(each)]) for each, memory in zip(documents, memories, strict=True)
        )

    def _units(self, document: Document) -> frozenset[str]:
        return self._read.get(_key(document)) or frozenset(source_texts(document))


def _key(document: Document) -> tuple[str, str, str]:
    return document.id, document.title, document.version
