"""From the elements of a page to pieces: headings, paragraphs, list items and tables, in reading order."""

from dataclasses import dataclass, field

from lxml import etree, html

from assistant.domain import BlockKind
from ingest.readers.content import Piece
from ingest.readers.html.inline import BLOCKS, Raised, is_note_mark, raised_in, text_of
from ingest.readers.html.measure import HEADINGS
from ingest.readers.html.tables import is_data, label_columns, rows_of
from ingest.readers.lines import tidy
from ingest.readers.numerals import numeral_in
from ingest.readers.raised import with_raised
from ingest.readers.structure import join_soft

_LISTS = ("ul", "ol", "dl")
_BOLD = ("b", "strong")


def read_pieces(main: html.HtmlElement) -> list[Piece]:
    """Put a page's words together; elements may be nested to any depth."""
    walker = _Walker()
    walk = etree.iterwalk(main, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            walker.end(element, tail="" if element is main else element.tail or "")
        elif is_note_mark(element):
            walk.skip_subtree()
        elif raised := raised_in(element):
            walker.raised(raised)
            walk.skip_subtree()
        elif element.tag == "table" and is_data(element):
            walker.table(element)
            walk.skip_subtree()
        else:
            if element.tag == "table":
                label_columns(element)
            walker.start(element)
    walker.close()
    return walker.pieces


@dataclass(slots=True)
class _List:
    """An open list; ``number`` is that of its next item."""

    element: html.HtmlElement
    number: int = 1
    step: int = 1


@dataclass(slots=True)
class _Item:
    """An open list item. ``ended`` says that what follows inside of it stands by itself: a heading, a list.

    ``defined`` says of a term that its definition has begun: several terms may share one.
    """

    element: html.HtmlElement
    marker: str
    level: int
    blocks: list[str] = field(default_factory=list)
    ended: bool = False
    defined: bool = False


class _Walker:
    """Takes elements one by one; ``pieces`` are those that are finished."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._lines: list[str] = []
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._heading: html.HtmlElement | None = None
        self._heading_marker = ""
        self._bold = 0
        self._pre = 0
        self._plain = False

    def start(self, element: html.HtmlElement) -> None:
        """Begin an element."""
        if element.tag in BLOCKS:
            self._end_block()
        if element.tag in _LISTS:
            self._end_item()
            self._lists.append(_new_list(element))
        elif element.tag == "li" or (element.tag == "dt" and self._lists and self._lists[-1].element.tag == "dl"):
            self._start_item(element)
        elif element.tag == "dd" and self._items:
            self._items[-1].defined = True
        elif _heading_level(element) and self._heading is None:
            self._start_heading(element)
        elif element.tag == "br":
            self._end_line()
        self._bold += element.tag in _BOLD
        self._pre += element.tag == "pre"
        self._add(element.text or "")

    def end(self, element: html.HtmlElement, tail: str) -> None:
        """End an element and go on with the words behind it."""
        if element.tag in BLOCKS or element is self._heading:
            self._end_block()
        if element is self._heading:
            self._heading = None
        if self._items and self._closes_item(element):
            self._end_item()
            self._items.pop()
        if self._lists and element is self._lists[-1].element:
            self._lists.pop()
        self._bold -= element.tag in _BOLD
        self._pre -= element.tag == "pre"
        self._add(tail)

    def raised(self, raised: Raised) -> None:
        """Add raised figures."""
        self._add(with_raised("".join(self._text[-3:]), raised.text))

    def table(self, element: html.HtmlElement) -> None:
        """Add a table of data, behind its caption."""
        self._end_block()
        self._end_item()
        caption = element.find("caption")
        if caption is not None and text_of(caption):
            self.pieces.append(Piece(BlockKind.PARAGRAPH, text_of(caption), gap=1))
        rows = rows_of(element)
        if rows:
            self.pieces.append(Piece(BlockKind.TABLE, rows, gap=1))

    def close(self) -> None:
        """End what is still open."""
        self._end_block()
        self._end_item()

    def _add(self, text: str) -> None:
        if self._pre and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self._text.append(line)
                self._end_line()
        self._text.append(text)
        self._plain = self._plain or (not self._bold and not text.isspace() and bool(text))

    def _start_item(self, element: html.HtmlElement) -> None:
        if element.tag == "dt" and self._items and self._items[-1].element.tag == "dt":
            if not self._items[-1].defined:
                return
            self._end_item()
            self._items.pop()
        level = max(len(self._lists) - 1, 0)
        self._items.append(_Item(element, self._marker(element), level))

    def _marker(self, element: html.HtmlElement) -> str:
        current = self._lists[-1] if self._lists else None
        if element.tag == "dt":
            return ""
        if current is None or current.element.tag != "ol":
            return "- "
        current.number = _whole(element.get("value"), current.number)
        number, current.number = current.number, current.number + current.step
        return f"{numeral_in(number, current.element.get('type') or '1')}. "

    def _start_heading(self, element: html.HtmlElement) -> None:
        self._heading, self._heading_marker = element, ""
        if self._items:
            item = self._items[-1]
            if not item.ended and not item.blocks and item.marker != "- ":
                self._heading_marker = item.marker
                item.ended = True
            self._end_item()

    def _end_line(self) -> None:
        line = tidy("".join(self._text))
        self._text = []
        if line:
            self._lines.append(line)

    def _end_block(self) -> None:
        self._end_line()
        lines, self._lines = self._lines, []
        strong, self._plain = not self._plain, False
        if not lines:
            return
        item = self._items[-1] if self._items else None
        if self._heading is not None:
            self._add_heading(" ".join(lines))
        elif item is not None and not item.ended:
            item.blocks += lines if self._pre else join_soft(lines)
        elif self._pre:
            self.pieces.append(Piece(BlockKind.PARAGRAPH, "\n".join(lines), gap=1, lines=len(lines)))
        else:
            self.pieces += [
                Piece(BlockKind.PARAGRAPH, line, gap=0 if index else 1, strong=strong)
                for index, line in enumerate(join_soft(lines))
            ]

    def _add_heading(self, words: str) -> None:
        assert self._heading is not None
        text, marker = self._heading_marker + words, self._heading_marker
        level = _heading_level(self._heading)
        self.pieces.append(Piece(BlockKind.HEADING, text, marker=marker, gap=1, level=level, explicit=True))

    def _end_item(self) -> None:
        """Finish the words of the innermost item, so that what follows stands by itself."""
        if not self._items or self._items[-1].ended:
            return
        item = self._items[-1]
        item.ended = True
        if item.blocks:
            words = "\n".join(item.blocks)
            text = item.marker + words[_repeated_marker(words, item.marker) :]
            self.pieces.append(Piece(BlockKind.LIST_ITEM, text, marker=item.marker, level=item.level))

    def _closes_item(self, element: html.HtmlElement) -> bool:
        """Tell whether an item ends here: a term of a definition list goes on to the next term or the list's end."""
        last = self._items[-1].element
        return element is last if last.tag == "li" else element.tag == "dl"


def _new_list(element: html.HtmlElement) -> _List:
    backwards = element.tag == "ol" and element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if backwards else 1
    return _List(element, _whole(element.get("start"), first), -1 if backwards else 1)


def _repeated_marker(words: str, marker: str) -> int:
    """Return how much of an item repeats its marker: some programs write it out besides making a list."""
    own = marker.strip()
    end = len(own) if own and words.startswith(own) else int(words[:1] in ("•", "·"))
    end += end > 0 and words[end : end + 1] == " "
    return end if words[end : end + 1].isalpha() else 0


def _heading_level(element: html.HtmlElement) -> int:
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if (element.get("role") or "").casefold() == "heading":
        return min(max(_whole(element.get("aria-level"), 2), 1), 9)
    return 0


def _whole(value: str | None, default: int) -> int:
    value = (value or "").strip()
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 8 else default
