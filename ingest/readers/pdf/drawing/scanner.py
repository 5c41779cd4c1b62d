"""The characters of a PDF page put together to words with their place and style."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Any

from ingest.readers.characters.wordless import shifted_back
from ingest.readers.pdf.drawing.sight import Sight

UNREADABLE = "\ufffd"
_LINE_END = "\x02\ufffe"  # what PDFium makes of a hyphen that ends a line
_SPAN = re.compile(rf"[^\s{_LINE_END}]+[{_LINE_END}]?|[{_LINE_END}]")
_WRITTEN = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATES, _LAST_SURROGATE = 0xD800, 0xDFFF
_SAME_SIZE = 0.1
_BOLD = re.compile(rb"bold|black|heavy|demi|bx\d|bx$|ebx", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FONT_NAME = 128


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place, in points from the upper left corner; ``base`` is the line it stands on.

    ``joined`` says that no space stands before it: its size differs from what it is joined to; ``walled`` that a line
    is drawn between it and the word before; ``struck`` that one goes through it, so that it keeps its place only.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    joined: bool = False
    walled: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What a page holds: its ``words`` in the main direction of writing, those ``turned``, and how many characters.

    ``unseen`` are words that are there but that nobody can see.
    """

    words: list[Word]
    turned: list[Word]
    unseen: list[str]
    count: int


@dataclass(frozen=True, slots=True)
class _Hand:
    """How an object of the page writes: in quarter turns (None where it is slanted), how much larger, and how bold."""

    turn: int | None
    scale: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """Neighbouring characters of one size."""

    first: int
    last: int
    text: str
    size: float
    joined: bool


def scan(page: Any) -> Scan:
    """Read the characters of a page."""
    text = page.get_textpage()
    try:
        scanner = _Scanner(text.raw, page.get_bbox())
        count = text.count_chars()
        spans = list(scanner.spans(count))
        sight = Sight(page, text.raw)
        turned: list[tuple[int, Word] | None] = []
        doubts: dict[int, str] = {}
        for index, span in enumerate(spans):
            turned.append(scanner.word(span))
            if turned[-1] and (why := sight.doubt(span.first, scanner.size, scanner.item, scanner.key)):
                doubts[index] = why
        hidden = sight.unseen(doubts, {index: scanner.box(spans[index]) for index in doubts})
    finally:
        text.close()
    unseen = [spans[index].text for index, found in enumerate(turned) if index in hidden or found is None]
    seen = [found for index, found in enumerate(turned) if found is not None and index not in hidden]
    turns: Counter[int] = Counter()
    for turn, word in seen:
        turns[turn] += len(word.text)
    usual = turns.most_common(1)[0][0] if turns else 0
    other = next((turn for turn, _ in turns.most_common(2)[1:]), usual)
    return Scan(
        [word for turn, word in seen if turn == usual],
        [word for turn, word in seen if turn == other != usual],
        unseen + [word.text for turn, word in seen if turn not in (usual, other)],
        count,
    )


class _Scanner:
    def __init__(self, text: Any, visible: tuple[float, float, float, float]) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._text = text
        self._visible = visible
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_FONT_NAME)
        self._flags = ctypes.c_int()
        self._hands: dict[int, _Hand] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.item: Any = None  # the object of the word that was returned last, and where it is
        self.key = 0
        self.size = 0.0  # of that word, not rounded

    def spans(self, count: int) -> Iterator[_Span]:
        """Yield what stands between spaces, divided where the size changes."""
        size_of, text = self._raw.FPDFText_GetFontSize, self._text
        for found in _SPAN.finditer(shifted_back(self._characters(count))):
            first, last = found.start(), found.end() - 1
            size = size_of(text, first)
            if abs(size_of(text, last) - size) <= _SAME_SIZE * size:
                yield _Span(first, last, found[0], size, joined=False)
            else:
                yield from self._divided(first, found[0])

    def _divided(self, first: int, letters: str) -> Iterator[_Span]:
        sizes = [self._raw.FPDFText_GetFontSize(self._text, first + index) for index in range(len(letters))]
        start = 0
        for index in range(1, len(letters) + 1):
            if index == len(letters) or abs(sizes[index] - sizes[start]) > _SAME_SIZE * sizes[start]:
                yield _Span(first + start, first + index - 1, letters[start:index], sizes[start], joined=start > 0)
                start = index

    def _characters(self, count: int) -> str:
        """Return the characters of the page, one for each index."""
        buffer = (ctypes.c_ushort * (count + 1))()
        if self._raw.FPDFText_GetText(self._text, 0, count, buffer) == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
            if len(text) == count:
                return text
        codes = (self._raw.FPDFText_GetUnicode(self._text, index) for index in range(count))
        return "".join(chr(code) if code < _SURROGATES or code > _LAST_SURROGATE else UNREADABLE for code in codes)

    def word(self, span: _Span) -> tuple[int, Word] | None:
        """Return a span as a word with the quarter turns it is set at; None if it is slanted or cut off the page."""
        raw, text, box = self._raw, self._text, self._box
        hand = self._hand(span.first)
        turn = hand.turn
        raw.FPDFText_GetLooseCharBox(text, span.first, box)
        if turn is None or not self._is_visible((box.left + box.right) / 2, (box.bottom + box.top) / 2):
            return None
        self.size = span.size * hand.scale
        left, right = _extent(box, turn)
        if span.last > span.first:
            raw.FPDFText_GetLooseCharBox(text, span.last, box)
            left, right = min(left, _extent(box, turn)[0]), max(right, _extent(box, turn)[1])
        raw.FPDFText_GetCharOrigin(text, span.first, self._x, self._y)
        return turn, Word(
            text=_letters(span.text),
            left=left,
            right=right,
            base=(-self._y.value, self._x.value, self._y.value, -self._x.value)[turn],
            size=round(self.size, 1),
            bold=hand.bold,
            joined=span.joined,
        )

    def _hand(self, index: int) -> _Hand:
        """Return how a character is written: all of one object are written alike, so each is asked for it once."""
        self.item = self._raw.FPDFText_GetTextObject(self._text, index)
        self.key = ctypes.addressof(self.item.contents) if self.item else 0
        found = self._hands.get(self.key)
        if found is None or not self.key:
            matrix = self._matrix
            self._raw.FPDFText_GetMatrix(self._text, index, matrix)
            turn = _quarter_turns(matrix.a, matrix.b)
            found = _Hand(turn, hypot(matrix.c, matrix.d), self._is_bold(index))
            self._hands[self.key] = found
        return found

    def box(self, span: _Span) -> tuple[float, float, float, float]:
        """Return the edges of a span: left, bottom, right, top."""
        raw, box = self._raw, self._box
        raw.FPDFText_GetLooseCharBox(self._text, span.first, box)
        first = (box.left, box.bottom, box.right, box.top)
        raw.FPDFText_GetLooseCharBox(self._text, span.last, box)
        return (
            min(first[0], box.left), min(first[1], box.bottom), max(first[2], box.right), max(first[3], box.top),
        )  # fmt: skip

    def _is_visible(self, x: float, y: float) -> bool:
        left, bottom, right, top = self._visible
        return left <= x <= right and bottom <= y <= top

    def _is_bold(self, index: int) -> bool:
        raw = self._raw
        if raw.FPDFText_GetFontWeight(self._text, index) >= _BOLD_WEIGHT:
            return True
        raw.FPDFText_GetFontInfo(self._text, index, self._name, _FONT_NAME, self._flags)
        return _is_bold_name(self._name.value)


def _letters(text: str) -> str:
    """Return the letters of a word as they are written elsewhere."""
    if text.isascii() and text.isprintable():  # nearly all are
        return text
    return _UNSEEN.sub(UNREADABLE, text.translate(_WRITTEN))


@lru_cache(maxsize=4096)
def _is_bold_name(name: bytes) -> bool:
    return bool(_BOLD.search(name))


def _quarter_turns(across: float, up: float) -> int | None:
    """Return how often the direction of writing is turned to the left by 90 degrees; None if it is slanted."""
    if abs(up) <= 0.1 * abs(across):
        return 0 if across > 0 else 2
    if abs(across) <= 0.1 * abs(up):
        return 1 if up > 0 else 3
    return None


def _extent(box: Any, turn: int) -> tuple[float, float]:
    """Return where a box begins and ends in the direction of writing."""
    return ((box.left, box.right), (box.bottom, box.top), (-box.right, -box.left), (-box.top, -box.bottom))[turn]
