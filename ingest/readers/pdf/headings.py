"""Which pieces are headings and at what level: by the document's own outline, then by size and weight of letters."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from assistant.domain import BlockKind, BlockRole
from ingest.readers.content import Piece
from ingest.readers.lines import is_address
from ingest.readers.pdf.engine import Bookmark
from ingest.readers.pdf.fragments import Style, plain
from ingest.readers.pdf.paragraphs import Draft
from ingest.readers.shapes import heading_number, is_contents_line, is_heading_shaped
from ingest.readers.structure.headings import mark_headings as mark_by_words
from ingest.readers.structure.levels import set_levels as set_by_words

_LARGER = 1.07
_SMALLER = 0.95
_LONGEST = 250
_MOST_WORDS = 30
_MOST_LINES = 4
_MOST_BOLD_LINES = 2
_WORDS_BEFORE_STOP = 8
_CHAPTER = re.compile(
    r"(chapter|part|appendix|annex|hoofdstuk|deel|bijlage) (\d{1,3}|[A-Z]|[IVX]{1,5})\.?", re.IGNORECASE
)


class Headings:
    """The headings of one document."""

    def __init__(self, drafts: list[Draft], body: Style, outline: Iterable[Bookmark]) -> None:
        self._drafts = drafts
        self._body = body
        outline = tuple(outline)
        self._levels = _outline_levels(drafts, (each for each in outline if not each.tagged))
        fit = [draft for draft in drafts if draft.style.size >= body.size * _SMALLER]
        self._levels |= _outline_levels(fit, (each for each in outline if each.tagged))

    def mark(self) -> None:
        """Turn into headings what is set as one; where nothing is, what reads as one."""
        for draft, after in pairwise([*self._drafts, None]):
            assert draft is not None
            if after is not None and self._is_heading(draft, after):
                _make_heading(draft.piece)
        if not any(draft.piece.kind is BlockKind.HEADING for draft in self._drafts):
            mark_by_words([draft.piece for draft in self._drafts])

    def set_levels(self) -> None:
        """Give every heading its level, 1 for the highest."""
        headings = [draft for draft in self._drafts if draft.piece.kind is BlockKind.HEADING]
        inner = [draft for draft in headings if draft.piece.role is not BlockRole.COVER]
        if len({_key(draft) for draft in inner}) < 2 and not any(self._own_level(draft) for draft in inner):
            set_by_words([draft.piece for draft in self._drafts])
            return
        levels = self._style_levels(inner)
        depths = _least_depths(inner)
        for draft in inner:
            number = heading_number(draft.piece.text)
            deeper = number.depth - depths[_key(draft)] if number else 0
            draft.piece.level = self._own_level(draft) or levels[_key(draft)] + deeper
        highest = min((draft.piece.level for draft in inner), default=1)
        for draft in headings:
            draft.piece.level = max(draft.piece.level - highest + 1, 1)

    def _is_heading(self, draft: Draft, after: Draft) -> bool:
        piece = draft.piece
        if piece.kind is BlockKind.TABLE or piece.role is not BlockRole.GUIDANCE or not _may_be_title(piece):
            return False
        if self._own_level(draft):
            return True
        if draft.style.size >= self._body.size * _LARGER:
            stopped = piece.text[-1] in ".;," and len(piece.text.split()) > _WORDS_BEFORE_STOP
            return piece.lines <= _MOST_LINES and not stopped
        bold = draft.style.bold and not self._body.bold and draft.style.size >= self._body.size * _SMALLER
        if not bold or piece.lines > _MOST_BOLD_LINES or not is_heading_shaped(piece.text):
            return False
        return piece.kind is BlockKind.PARAGRAPH or _opens_text(piece, after.piece)

    def _own_level(self, draft: Draft) -> int:
        """Return the level that the document's outline gives a heading, or 0."""
        return self._levels.get(id(draft.piece), 0)

    def _style_levels(self, headings: list[Draft]) -> dict[Style, int]:
        """Rank the styles, larger before smaller; the outline's level of most headings of a style counts more."""
        votes: dict[Style, Counter[int]] = {}
        for draft in headings:
            level = self._own_level(draft)
            votes.setdefault(_key(draft), Counter()).update([level] if level else [])
        levels: dict[Style, int] = {}
        last = 0
        for style in sorted(votes, reverse=True):
            last = votes[style].most_common(1)[0][0] if votes[style] else last + 1
            levels[style] = last
        return levels


def with_chapter_titles(drafts: list[Draft]) -> list[Draft]:
    """Join a heading that only numbers a chapter with the one below it that names it."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        headed = before is not None and before.piece.kind is draft.piece.kind is BlockKind.HEADING
        if before is not None and headed and _CHAPTER.fullmatch(before.piece.text) and not draft.top:
            joined[-1] = replace(draft, piece=_joined(before.piece, draft.piece), top=before.top)
        else:
            joined.append(draft)
    return joined


def _outline_levels(drafts: list[Draft], outline: Iterable[Bookmark]) -> dict[int, int]:
    """Return the levels that the outline gives, by piece: of those with the words of an entry, the most prominent."""
    entries = {(entry.page, plain(entry.title)): entry.level for entry in outline if plain(entry.title)}
    named: dict[tuple[int, str], Draft] = {}
    for draft in drafts if entries else []:
        number = heading_number(draft.piece.text)
        for text in {draft.piece.text, draft.piece.text[len(number.text) if number else 0 :]}:
            key = (draft.piece.page or 0, plain(text))
            if key in entries and (key not in named or draft.style > named[key].style):
                named[key] = draft
    return {id(draft.piece): entries[key] for key, draft in named.items()}


def _joined(label: Piece, title: Piece) -> Piece:
    text = f"{label.text} {title.text}"
    number = heading_number(text)
    return replace(title, text=text, marker=number.text if number else "", gap=label.gap, page=label.page)


def _make_heading(piece: Piece) -> None:
    number = heading_number(piece.text)
    piece.kind, piece.level, piece.marker = BlockKind.HEADING, 0, number.text if number else ""


def _may_be_title(piece: Piece) -> bool:
    if len(piece.text) > _LONGEST or len(piece.text.split()) > _MOST_WORDS or is_address(piece.text):
        return False
    return any(map(str.isalpha, piece.words)) and not is_contents_line(piece.text)


def _opens_text(piece: Piece, after: Piece) -> bool:
    """Tell a numbered heading, which text follows, from an item of a list in bold letters."""
    return heading_number(piece.text) is not None and after.kind is not BlockKind.LIST_ITEM


def _key(draft: Draft) -> Style:
    return Style(round(draft.style.size * 2) / 2, draft.style.bold)


def _least_depths(headings: list[Draft]) -> dict[Style, int]:
    depths: dict[Style, int] = {}
    for draft in headings:
        number = heading_number(draft.piece.text)
        if number:
            depths[_key(draft)] = min(number.depth, depths.get(_key(draft), number.depth))
    return depths
