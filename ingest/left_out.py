"""What of a document is not quoted and why: what its reader left out of the text, and what is no guidance."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from assistant.domain import BlockRole, Document, Language
from assistant.locale import Texts
from ingest.place import shortened
from ingest.readers import Reading

REASONS = Texts(dict[str, str], "left_out")
ROLES = (BlockRole.COVER, BlockRole.COLOPHON, BlockRole.CREDIT, BlockRole.POINTER, BlockRole.INSTRUCTION)


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are not quoted, on one line; ``page`` counts from 1 where the file has pages."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything of a document that is not quoted for one reason; ``name`` is a ``Why`` or a block's role."""

    name: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> int:
        """How many words that are."""
        return sum(len(part.text.split()) for part in self.parts)

    def called(self, language: Language) -> str:
        """Say the reason."""
        return REASONS[language][self.name]


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


def left_out_of(reading: Reading) -> LeftOutReport:
    """Tell what of a document is not quoted."""
    return LeftOutReport(reading.document, tuple(_kinds(reading)))


def first_words(kind: Kind) -> str:
    """Return the first words of the longest part: what matters most is said at the most length."""
    return shortened(max(kind.parts, key=lambda part: len(part.text)).text)


def _kinds(reading: Reading) -> Iterator[Kind]:
    found: dict[str, list[Part]] = {}
    for omission in reading.left_out:
        found.setdefault(omission.why.value, []).append(Part(omission.text, omission.page))
    document = reading.document
    for block in document.blocks:
        if block.role in ROLES:
            words = " ".join(document.text[block.start : block.end].split())
            found.setdefault(block.role.value, []).append(Part(words, block.page))
    for name in (name for name in REASONS[document.language] if name in found):
        yield Kind(name, tuple(found[name]))
