"""A page as a picture in grey, and the lines that go through its words."""

from dataclasses import dataclass
from typing import Any

from ingest.readers.pdf.drawing.scanner import Word

INCH = 72  # points
_DARK = 140  # of 255
_THROUGH = 0.95  # of a word's width
_LOWEST, _HIGHEST = 0.12, 0.55  # of the size of the letters, above the line that they stand on
_FEWEST = 3  # letters: a dash, or the bar of one letter, is no line


@dataclass(frozen=True)
class Picture:
    """The points of a page, row by row; ``scale`` of them are a point of type."""

    rows: tuple[bytes, ...]
    scale: float

    @classmethod
    def of(cls, page: Any, dots: int) -> "Picture":
        """Return a page of an open PDF, with so many dots an inch."""
        bitmap = page.render(scale=dots / INCH, grayscale=True)
        try:
            whole, stride, width = bytes(bitmap.buffer), bitmap.stride, bitmap.width
        finally:
            bitmap.close()
        starts = range(0, len(whole) - width + 1, stride)
        return cls(tuple(whole[start : start + width] for start in starts), dots / INCH)

    @property
    def pgm(self) -> bytes:
        """The picture as a file."""
        return b"P5 %d %d 255\n" % (len(self.rows[0]), len(self.rows)) + b"".join(self.rows)

    def strikes(self, word: Word) -> bool:
        """Tell whether a line goes through the middle of a word."""
        if sum(map(str.isalnum, word.text)) < _FEWEST:
            return False
        left, right = int(word.left * self.scale), int(word.right * self.scale)
        top = int((word.base - _HIGHEST * word.size) * self.scale)
        bottom = int((word.base - _LOWEST * word.size) * self.scale)
        across = (row[max(left, 0) : right] for row in self.rows[max(top, 0) : bottom])
        return any(sum(point < _DARK for point in row) >= _THROUGH * max(len(row), 1) for row in across)
