"""What is laid over a PDF page: the values of form fields, which are read, and what reviewers noted and struck out."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.pdf.drawing.scanner import Word
from ingest.readers.pdf.drawing.strokes import Shape

_TEXT, _FREE_TEXT, _STRIKE_OUT, _POPUP, _WIDGET = 1, 3, 12, 16, 20
_UNSEEN_FLAGS = 0x02 | 0x20  # hidden, not to be viewed
_FIELD_TYPES = (4, 5, 6)  # combo box, list box, text
_PASSWORD = 1 << 13
_MOST = 5000
_USUAL_SIZE = 10.0
_FOOT = 0.25  # of the size of the letters, below the line they stand on
_WIDTH = 0.5


@dataclass(slots=True)
class Notes:
    """The ``values`` of fields as words in their place, the ``comments`` of reviewers, and the lines they drew."""

    values: list[Word] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    lines: list[Shape] = field(default_factory=list)

    @property
    def strokes(self) -> tuple[Shape, ...]:
        """The lines with which reviewers struck words out."""
        return tuple(self.lines)


def notes_on(page: Any, form: Any | None) -> Notes:
    """Look at what is laid over a page; nothing of it is run."""
    from pypdfium2 import raw

    notes = Notes()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind == _WIDGET and form is not None and not raw.FPDFAnnot_GetFlags(note) & _UNSEEN_FLAGS:
            notes.values += _value(note, form)
        elif kind == _STRIKE_OUT:
            notes.lines += _struck(note)
        if kind not in (_WIDGET, _POPUP):
            notes.comments.append(_string(raw.FPDFAnnot_GetStringValue, note, b"Contents"))
        raw.FPDFPage_CloseAnnot(note)
    notes.comments = [comment for comment in notes.comments if comment.strip()]
    return notes


def _value(note: Any, form: Any) -> list[Word]:
    """Return the value of a field as words that stand where the field is."""
    from pypdfium2 import raw

    if raw.FPDFAnnot_GetFormFieldType(form, note) not in _FIELD_TYPES:
        return []
    if raw.FPDFAnnot_GetFormFieldFlags(form, note) & _PASSWORD:
        return []
    text = _string(raw.FPDFAnnot_GetFormFieldValue, form, note)
    box, size = raw.FS_RECTF(), ctypes.c_float()
    raw.FPDFAnnot_GetRect(note, box)
    known = raw.FPDFAnnot_GetFontSize(form, note, size) and size.value > 0
    letters = size.value if known else min(box.top - box.bottom, _USUAL_SIZE)
    lines = [line.split() for line in text.splitlines() if line.strip()]
    middle = (box.top + box.bottom) / 2 if len(lines) == 1 else box.top - letters * _WIDTH
    return [
        word
        for number, line in enumerate(lines)
        for word in _words(line, box.left, -(middle - _FOOT * letters) + number * letters * 1.2, letters)
    ]


def _words(line: list[str], left: float, base: float, size: float) -> list[Word]:
    words = []
    for text in line:
        right = left + len(text) * size * _WIDTH
        words.append(Word(text, left, right, base, round(size, 1), bold=False))
        left = right + size * _WIDTH / 2
    return words


def _struck(note: Any) -> list[Shape]:
    """Return the lines that a note draws through words: one through the middle of each stretch that it marks."""
    from pypdfium2 import raw

    lines, points = [], raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        if raw.FPDFAnnot_GetAttachmentPoints(note, index, points):
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            height = min(up) + (max(up) - min(up)) * 0.45
            lines.append(Shape(min(across), height, max(across), height))
    return lines


def _string(read: Any, *about: Any) -> str:
    from pypdfium2 import raw

    length = read(*about, None, 0)
    if length <= 2 or length > 1_000_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(*about, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
