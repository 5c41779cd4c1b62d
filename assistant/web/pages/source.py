"""A document as a page: its structure as headings, lists and navigation, and the quoted words highlighted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from urllib.parse import urlsplit

from assistant.domain import Block, BlockKind, BlockRole, Document, Language
from assistant.proof.versions import Source, Standing
from assistant.text.memory import Memory
from assistant.text.outline import units_in
from assistant.web.pages import finding
from assistant.web.pages.finding import Place
from assistant.web.pages.same_place import address_in, anchor

OUTLINE_DEPTH = 3
_NUMBER = re.compile(r"(\d+)[.)]\s*$")


@dataclass(frozen=True)
class Piece:
    """Words of a block; ``anchor`` is set on the first marked piece of the page.

    ``found`` is the number of a place where words that were looked for begin, 0 where they go on, None elsewhere.
    """

    text: str
    marked: bool = False
    anchor: bool = False
    found: int | None = None


@dataclass(frozen=True)
class Line:
    """One block; ``tag`` is its HTML element, ``number`` that of a numbered list item, ``page`` a page that starts, and
    ``recognised`` says that the text of it was read from a picture.
    """

    tag: str
    pieces: tuple[Piece, ...]
    role: BlockRole
    id: str = ""
    level: int = 0
    number: int | None = None
    page: int | None = None
    recognised: bool = False
    in_outline: bool = False
    translation: str = ""
    translated: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Part:
    """Lines that stand together: a list (``tag`` is ``ul`` or ``ol``) or a single line (``tag`` is empty)."""

    tag: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Page:
    """A document, ready to be shown; ``quoted`` tells whether words are highlighted.

    ``translated`` is the language in which its lines stand beside the original, None where they do not;
    ``newest`` is the address of the version in service where that is another one, ``translations`` are addresses, all
    at the same place.
    """

    document: Document
    parts: tuple[Part, ...]
    outline: tuple[Line, ...]
    quoted: bool
    standing: Standing = Standing.CURRENT
    newest: str = ""
    translations: tuple[tuple[Language, str], ...] = ()
    translated: Language | None = None
    places: tuple[Place, ...] = ()

    @property
    def original(self) -> str:
        """The publisher's address of the document, when it is one that a browser may follow."""
        return self.document.url if urlsplit(self.document.url).scheme in {"http", "https"} else ""


def make_page(document: Document, span: range | None = None, memory: Memory | None = None, sought: str = "") -> Page:
    """Lay a document out, the words of ``span`` highlighted and those that are sought, translations beside it."""
    found = finding.spans(document.text, sought)
    lines = tuple(_found_beside(_lines(document, Marks(span, found), memory), sought, len(found)))
    translated = memory.language if memory and any(line.translation for line in lines) else None
    beside = [place for line in lines for place in _places_beside(line)]
    return Page(
        document=document,
        translated=translated,
        parts=tuple(_parts(lines)),
        outline=tuple(line for line in lines if line.in_outline),
        quoted=any(piece.anchor for line in lines for piece in line.pieces),
        places=(*finding.places(document.text, found), *(replace(each, language=translated) for each in beside)),
    )


def make_source_page(
    source: Source, span: range | None, language: str | None, memory: Memory | None = None, sought: str = ""
) -> Page:
    """Lay a version of a document out, with the way to its newest version and to its translations."""
    document, newest = source.document, source.newest
    return replace(
        make_page(document, span, memory, sought),
        standing=source.standing,
        newest=address_in(newest, document, span, language) if newest else "",
        translations=tuple(
            (other.language, address_in(other, document, span, language))
            for other in source.translations
            if other.language is not document.language
        ),
    )


def quoted_span(document: Document, start: str | None, end: str | None) -> range | None:
    """Return the span that an address names, None when it is not one of this document."""
    if start is None or end is None or not (_is_offset(start) and _is_offset(end)):
        return None
    span = range(int(start), int(end))
    return span if len(span) > 0 and span.stop <= len(document.text) else None


def _is_offset(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 12


def _lines(document: Document, marks: "Marks", memory: Memory | None) -> Iterable[Line]:
    page: int | None = None
    anchored = False
    for number, block in enumerate(document.blocks):
        pieces = tuple(_pieces(document.text, block, marks, anchored))
        recognised = block.page in document.recognised
        anchored = anchored or any(piece.anchor for piece in pieces)
        line = _line(block, pieces, starts_page=block.page is not None and block.page != page)
        line = replace(line, recognised=recognised)
        yield replace(line, translation=_translation(document, number, memory)) if memory else line
        page = block.page if block.page is not None else page


def _found_beside(lines: Iterable[Line], sought: str, number: int) -> Iterable[Line]:
    """Yield lines with the words that are sought marked in their translations too, numbered on.

    Where the line itself has them, that place is enough.
    """
    for line in lines:
        here = "" if any(piece.found is not None for piece in line.pieces) else line.translation
        found = finding.spans(here, sought) if here else []
        marks = Marks(None, found)
        cuts = pairwise(marks.cuts(0, len(line.translation))) if line.translation else ()
        pieces = [(line.translation[start:end], marks.number(start)) for start, end in cuts]
        yield replace(
            line, translated=tuple(Piece(text, found=place and number + place) for text, place in pieces if text)
        )
        number += len(found)


def _places_beside(line: Line) -> list[Place]:
    """Return the places in a line's translation, with the words around each."""
    starts = list(accumulate((len(piece.text) for piece in line.translated), initial=0))
    cut = ((piece.found, start, len(piece.text)) for piece, start in zip(line.translated, starts, strict=False))
    return [
        replace(finding.places(line.translation, [range(start, start + size)])[0], number=number)
        for number, start, size in cut
        if number
    ]


def _translation(document: Document, block: int, memory: Memory) -> str:
    """Return a block in another language, empty where a part of it is not translated."""
    found = [memory.of(document.text[unit.start : unit.end]) for unit in units_in(document, block)]
    return " ".join(each.text for each in found if each) if all(found) else ""


def _line(block: Block, pieces: tuple[Piece, ...], *, starts_page: bool) -> Line:
    heading = block.kind is BlockKind.HEADING
    number = _NUMBER.match(block.marker)
    return Line(
        tag=_tag(block),
        pieces=pieces,
        role=block.role,
        id=anchor(block),
        in_outline=heading and block.role is BlockRole.GUIDANCE and block.level <= OUTLINE_DEPTH,
        level=block.level,
        number=int(number[1]) if number else None,
        page=block.page if starts_page else None,
    )


def _tag(block: Block) -> str:
    if block.kind is BlockKind.HEADING:
        return f"h{min(max(block.level, 1) + 1, 6)}"  # the page's own title is the h1
    return {BlockKind.LIST_ITEM: "li", BlockKind.TABLE: "pre", BlockKind.PARAGRAPH: "p"}[block.kind]


@dataclass(frozen=True)
class Marks:
    """What is marked in a document: the quote, and the places of words that are looked for, outside of it."""

    quote: range | None
    found: list[range]

    def cuts(self, first: int, last: int) -> list[int]:
        """Return where what is marked begins or ends between two offsets."""
        spans = [*([self.quote] if self.quote else []), *self.found]
        inside = {edge for span in spans for edge in (span.start, span.stop) if first < edge < last}
        return [first, *sorted(inside), last]

    def number(self, offset: int) -> int | None:
        """Return the number of the place that begins at an offset, 0 within one, None outside of all."""
        for number, span in enumerate(self.found, start=1):
            if offset in span:
                return number if offset == span.start else 0
        return None


def _pieces(text: str, block: Block, marks: Marks, anchored: bool) -> Iterable[Piece]:
    first = block.start if block.kind is BlockKind.HEADING else block.body_start
    for start, end in pairwise(marks.cuts(first, block.end)):
        quoted = marks.quote is not None and start in marks.quote
        if start < end:
            yield Piece(text[start:end], quoted, quoted and not anchored, marks.number(start))
            anchored = anchored or quoted


def _parts(lines: Iterable[Line]) -> Iterable[Part]:
    for (tag, _role), group in groupby(lines, key=lambda line: (_list_tag(line), line.role)):
        if tag:
            yield Part(tag, tuple(group))
        else:
            yield from (Part("", (line,)) for line in group)


def _list_tag(line: Line) -> str:
    if line.tag != "li":
        return ""
    return "ul" if line.number is None else "ol"
