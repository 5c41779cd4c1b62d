"""The documents that an assistant answers from, as pages and commands show them."""

from assistant.answering.ports import AnswerIndex, Generations
from assistant.answering.translated import Translator
from assistant.domain import Document, Language, Passage
from assistant.proof.versions import Kept, Source, find_source
from assistant.text.memory import Corrections, Memory


class Library:
    """Gives documents, passages and translations of the generation in service, and what is kept of earlier ones."""

    index: Generations
    kept: Kept
    corrections: Corrections

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text, or None."""
        return self.index.get().document(document_id)

    def translator(self, index: AnswerIndex) -> Translator:
        """Return the documents of a generation with their translations, those included that people corrected since."""
        return Translator.of_index(index, self.corrections)

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""
        return self.corrections.in_force(self.index.get().memory(document_id, language))

    def made_from(self, version: str) -> AnswerIndex:
        """Return the documents in the version that an answer was made from, where they are still at hand."""
        return self.index.made(version)

    def documents(self) -> tuple[Document, ...]:
        """Return all documents by id."""
        return self.index.get().documents()

    def source(self, document_id: str, version: str = "") -> Source | None:
        """Return a document in a version, also one that was changed, withdrawn or removed since."""
        return find_source(document_id, version, self.index.get(), self.kept)

    def version(self, document_id: str, version: str) -> Document | None:
        """Return a document as it was in the version that an answer cited, None when that is not kept."""
        found = self.source(document_id, version)
        return found.document if found and not found.lost else None

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage, or None."""
        return self.index.get().passages([passage_id]).get(passage_id)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order, none where it is not in service."""
        return self.index.get().passages_of(document_id)
