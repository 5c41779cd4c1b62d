"""What of a document is not quoted and why: what its reader left out of the text, and what is no guidance."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.document import BlockRole, Document
from assistant.language import Language
from assistant.locale import Texts

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


def kinds_left_out(document: Document) -> tuple[Kind, ...]:
    """Return what of a document is not quoted, by kind, in the order in which it stands."""
    return tuple(_kinds(document))


def _kinds(document: Document) -> Iterator[Kind]:
    found: dict[str, list[Part]] = {}
    for omission in document.left_out:
        found.setdefault(omission.why.value, []).append(Part(omission.text, omission.page))
    for block in document.blocks:
        if block.role in ROLES:
            words = " ".join(document.text[block.start : block.end].split())
            found.setdefault(block.role.value, []).append(Part(words, block.page))
    for name in (name for name in REASONS[document.language] if name in found):
        yield Kind(name, tuple(found[name]))
