"""What an author would want to know about the documents, before or after an ingest. No index or model is needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Document, Language
from ingest.lint.duplicates import check_duplicates
from ingest.lint.fields import check_fields
from ingest.lint.finding import Finding
from ingest.lint.folder import Folder, read_folder
from ingest.lint.kinds import Check, Severity
from ingest.lint.languages import check_languages
from ingest.lint.left_out import check_left_out
from ingest.lint.links import check_links
from ingest.lint.memory import check_memory
from ingest.lint.questions import check_questions
from ingest.lint.references import check_references
from ingest.lint.structure import check_structure
from ingest.lint.terms import check_terms
from ingest.lint.translations import check_translations
from ingest.readers.screen import Screen, unscreened

ONE_DOCUMENT = (check_structure, check_languages, check_references, check_left_out)


@dataclass(frozen=True)
class LintReport:
    """What was found in how many documents; the findings of a file stand together, in reading order."""

    documents: int
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the report as the command line prints it."""
        return {
            "documents": self.documents,
            "problems": self.count(Severity.PROBLEM),
            "advice": self.count(Severity.ADVICE),
            "findings": [finding.to_json(language) for finding in self.findings],
        }


def lint(corpus_dir: Path, detect_language: Callable[[str], Language], screen: Screen = unscreened) -> LintReport:
    """Check the documents of a folder.

    Raises:
        CorpusError: there is no such folder, it holds no documents, or its manifest is not TOML.
    """
    folder = read_folder(corpus_dir, detect_language, screen)
    order = {document.path: position for position, document in enumerate(folder.documents)}
    findings = sorted(_findings(folder), key=lambda found: (order.get(found.file, -1), _offset(found)))
    return LintReport(len(folder.documents), tuple(findings))


def check_one(document: Document) -> tuple[Finding, ...]:
    """Check a document by itself; what its manifest, its translations and its neighbours say is not known."""
    return tuple(sorted((finding for check in ONE_DOCUMENT for finding in check(document)), key=_offset))


def _findings(folder: Folder) -> Iterator[Finding]:
    for failure in folder.failed:
        yield Finding(Check.UNREADABLE, failure.path, values={"error": failure.reason})
    yield from check_fields(folder)
    yield from check_translations(folder)
    for document in folder.documents:
        for check in ONE_DOCUMENT:
            yield from check(document)
    yield from check_links(folder)
    yield from check_duplicates(folder.documents)
    yield from check_questions(folder)
    yield from check_memory(folder)
    yield from check_terms(folder)


def _offset(found: Finding) -> int:
    return found.place.start if found.place else -1
