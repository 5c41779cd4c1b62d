"""What is known of a document and what of it is not quoted, as the command line tells it."""

from dataclasses import asdict, dataclass
from typing import Any

from assistant.domain import Document, Language
from assistant.text.left_out import Kind, kinds_left_out
from ingest.place import shortened


@dataclass(frozen=True)
class LeftOutReport:
    """A document with what of it is not quoted, by kind, in the order in which it stands."""

    document: Document
    kinds: tuple[Kind, ...]

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the report as the command line prints it."""
        document = self.document
        return {
            "id": document.id,
            "file": document.path,
            "title": document.title,
            "language": document.language,
            "date": document.date,
            "version": document.version,
            "words": len(document.text.split()),
            "pages": len(document.pages) or None,
            "left_out": [
                {
                    "kind": kind.name,
                    "name": kind.called(language),
                    "count": len(kind.parts),
                    "words": kind.words,
                    "parts": [asdict(part) for part in kind.parts],
                }
                for kind in self.kinds
            ],
        }


def left_out_of(document: Document) -> LeftOutReport:
    """Tell what of a document is not quoted."""
    return LeftOutReport(document, kinds_left_out(document))


def first_words(kind: Kind) -> str:
    """Return the first words of the longest part: what matters most is said at the most length."""
    return shortened(max(kind.parts, key=lambda part: len(part.text)).text)
