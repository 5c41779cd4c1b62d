"""What who keeps the documents can ask about them: what there is, what could be better, what changed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Document
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from ingest.lint import LintReport, lint
from ingest.listing import Row, list_documents
from ingest.readers import DetectLanguage
from ingest.revision import Revision, revisions
from ingest.state import look
from ingest.versions import Version, Versions


@dataclass(frozen=True)
class Comparison:
    """What changed between two versions, by their full names; documents that did not change are left out."""

    before: str
    after: str
    revisions: tuple[Revision, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as the command line prints it."""
        return {
            "before": self.before,
            "after": self.after,
            "documents": [revision.to_json() for revision in self.revisions],
        }


@dataclass(frozen=True)
class CorpusDesk:
    """A corpus folder with the index that is made from it; everything is only looked at."""

    corpus_dir: Path
    generations: Generations
    archive: Archive
    detect_language: DetectLanguage

    def listing(self) -> tuple[Row, ...]:
        """List the documents of the folder and of the index."""
        return list_documents(look(self.corpus_dir, self.generations, self.detect_language))

    def lint(self) -> LintReport:
        """Check the documents as they are in the folder now."""
        return lint(self.corpus_dir, self.detect_language)

    def compare(self, before: str, after: str) -> Comparison:
        """Compare two versions, named as ``Versions.find`` takes them; of one document, if either is of one."""
        versions = Versions(self.corpus_dir, self.generations, self.archive, self.detect_language)
        old, new = versions.find(before), versions.find(after)
        only = old.only or new.only
        return Comparison(old.name, new.name, revisions(_only(old, only), _only(new, only)))


def _only(version: Version, document_id: str) -> list[Document]:
    return [document for document in version.documents if document_id in ("", document.id)]
