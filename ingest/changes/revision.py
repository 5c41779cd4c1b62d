"""What changed between two texts of a document, paragraph by paragraph and word by word, for a person to read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from assistant.domain import Block, Document
from ingest.place import Place, place_of

ALIKE = 0.5  # share of the words from which two paragraphs are the same one, changed
NEAR = 20  # paragraphs within which the changed one is looked for
_WORD = re.compile(r"\S+\s*")
FIELDS = ("title", "language", "publisher", "url", "date", "kind", "translation_of", "path")


class Change(StrEnum):
    """What happened to a document, a paragraph or some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Words:
    """Neighbouring words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading, list item or table that changed; ``place`` is in the old text where it was removed."""

    change: Change
    place: Place
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is known of a document, and what it was before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Revision:
    """What changed in one document; ``document`` is the new one, or the old one where it was removed."""

    change: Change
    document: Document
    fields: tuple[Field, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the revision as the command line prints it."""
        return {
            "document_id": self.document.id,
            "title": self.document.title,
            "language": self.document.language.value,
            "change": self.change.value,
            "fields": [asdict(field) for field in self.fields],
            "paragraphs": [
                {
                    "change": paragraph.change.value,
                    "heading_path": list(paragraph.place.headings),
                    "page": paragraph.place.page,
                    "start": paragraph.place.start,
                    "end": paragraph.place.end,
                    "words": [asdict(words) | {"change": words.change.value} for words in paragraph.words],
                }
                for paragraph in self.paragraphs
            ],
        }


def revisions(before: Sequence[Document], after: Sequence[Document]) -> tuple[Revision, ...]:
    """Compare two versions of a corpus; documents that are the same in both are left out."""
    old = {document.id: document for document in before}
    new = {document.id: document for document in after}
    both = (revision(old[key], document) for key, document in new.items() if key in old)
    return (
        *(Revision(Change.ADDED, document) for key, document in new.items() if key not in old),
        *(found for found in both if found.change is not Change.SAME),
        *(Revision(Change.REMOVED, document) for key, document in old.items() if key not in new),
    )


def revision(before: Document, after: Document) -> Revision:
    """Compare two versions of a document."""
    values = [(name, str(getattr(before, name)), str(getattr(after, name))) for name in FIELDS]
    fields = tuple(Field(name, old, new) for name, old, new in values if old != new)
    paragraphs = tuple(_paragraphs(before, after)) if before.text != after.text else ()
    return Revision(Change.CHANGED if fields or paragraphs else Change.SAME, after, fields, paragraphs)


def _paragraphs(before: Document, after: Document) -> Iterator[Paragraph]:
    old = [before.text[block.start : block.end] for block in before.blocks]
    new = [after.text[block.start : block.end] for block in after.blocks]
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = _pairs(old[start:end], new[new_start:new_end])
        for position, text in enumerate(new[new_start:new_end]):
            block = after.blocks[new_start + position]
            if position in pairs:
                yield _whole(after, block, Change.CHANGED, _word_changes(old[start + pairs[position]], text))
            elif text in come:
                yield _whole(after, block, Change.ADDED)
            else:
                yield _whole(after, block, Change.MOVED)
        for position in sorted(set(range(end - start)) - set(pairs.values())):
            if old[start + position] in gone:
                yield _whole(before, before.blocks[start + position], Change.REMOVED)


def _whole(document: Document, block: Block, change: Change, words: tuple[Words, ...] | None = None) -> Paragraph:
    text = document.text[block.start : block.end]
    return Paragraph(change, place_of(document, block.start, block.end), words or (Words(change, text),))


def _pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return, for the new paragraphs that are changed old ones, which old one; in the order of both."""
    pairs: dict[int, int] = {}
    following = 0
    for position, text in enumerate(new):
        near = range(following, min(following + NEAR, len(old)))
        best = max(near, key=lambda other: _likeness(old[other], text), default=None)
        if best is not None and old[best] != text and _likeness(old[best], text) >= ALIKE:
            pairs[position], following = best, best + 1
    return pairs


def _likeness(one: str, other: str) -> float:
    """Return the share of words, repeats left out, that two texts have in common."""
    left, right = set(one.split()), set(other.split())
    return 2 * len(left & right) / (len(left) + len(right))


def _word_changes(old: str, new: str) -> tuple[Words, ...]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    bare = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    changes = []
    for tag, start, end, new_start, new_end in bare.get_opcodes():
        if tag == "equal":
            changes.append(Words(Change.SAME, "".join(after[new_start:new_end])))
            continue
        if end > start:
            changes.append(Words(Change.REMOVED, "".join(before[start:end])))
        if new_end > new_start:
            changes.append(Words(Change.ADDED, "".join(after[new_start:new_end])))
    return tuple(changes)
