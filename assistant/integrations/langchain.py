"""The documents as a retriever of LangChain, for chains and agents of one's own."""

from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Retrieved
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.domain import Document, Hit, SearchResult


@runtime_checkable
class Searches(Protocol):
    """The part of ``assistant.answer.Assistant`` that is needed to search."""

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Return the passages found for a question, best first."""

    def document(self, document_id: str) -> Document | None:
        """Return a document."""


class SerRetriever(BaseRetriever):
    """Finds passages of the SER's guidance, in English and Dutch, with what it takes to cite them.

    ``data_dir`` is the folder with the index, by default that of the settings; it is opened at the first question.
    Who has an assistant open already hands it over as ``assistant``. ``k`` is how many passages are found.
    """

    data_dir: Path | None = None
    assistant: Searches | None = Field(default=None, exclude=True, repr=False)
    k: int = Field(default=10, ge=1, le=100)

    @cached_property
    def _searching(self) -> Searches:
        """The assistant that was handed over, else the one of the settings.

        Raises:
            AssistantError: where a setting is wrong, or there is no index; the message says what to do.
        """
        if self.assistant is not None:
            return self.assistant
        from assistant.bootstrap import open_assistant
        from assistant.settings import load_settings

        return open_assistant(load_settings(data_dir=self.data_dir))

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Retrieved]:
        found = self._searching.search(query, self.k if k is None else k)
        return [self._cited(hit) for hit in found.hits]

    def _cited(self, hit: Hit) -> Retrieved:
        """Return a passage with its place: ``document.text[start:end] == page_content``."""
        passage = hit.passage
        document = self._searching.document(passage.document_id)
        metadata: dict[str, Any] = {
            "document_id": passage.document_id,
            "title": passage.title,
            "language": passage.language.value,
            "section": list(passage.heading_path),
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "score": float(hit.score),
        }
        if document is not None:
            metadata |= {
                "publisher": document.publisher,
                "date": document.date,
                "source": document.url,
                "version": document.version,
            }
        return Retrieved(id=passage.id, page_content=passage.text, metadata=metadata)
