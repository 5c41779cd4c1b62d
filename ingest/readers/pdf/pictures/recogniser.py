"""Reads the pages of a PDF that are pictures, within bounds of pages, pixels and time."""

import time
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.domain import Language
from ingest.readers.pdf.drawing.scanner import Word
from ingest.readers.pdf.pictures import tesseract
from ingest.readers.pdf.pictures.hocr import usual_size, words_of
from ingest.readers.pdf.pictures.picture import INCH, Picture

DOTS = 300  # an inch, as Tesseract was trained on
MOST_PIXELS = 25_000_000
MOST_PAGES = 300
PAGE_SECONDS = 60.0
ALL_SECONDS = 900.0
_TELLING = 30  # words from which the size of most letters is known


@dataclass
class Recogniser:
    """One for a document; pages over the bounds are not read."""

    language: Language
    most_pages: int = MOST_PAGES
    seconds: float = ALL_SECONDS
    _usual: float = field(default=0, init=False)

    def words(self, page: Any) -> list[Word]:
        """Return the words on a page of an open PDF; none where they cannot be read."""
        if not tesseract.installed() or self.most_pages <= 0 or self.seconds <= 0:
            return []
        started = time.monotonic()
        width, height = page.get_size()
        dots = min(DOTS, int(INCH * (MOST_PIXELS / max(width * height, 1)) ** 0.5))
        picture = Picture.of(page, dots)
        hocr = tesseract.recognised(picture.pgm, self.language, dots, min(PAGE_SECONDS, self.seconds))
        self.most_pages -= 1
        self.seconds -= time.monotonic() - started
        words = words_of(hocr, dots, self._usual)
        if not self._usual and len(words) >= _TELLING:
            self._usual = usual_size(words)
        return [replace(word, struck=picture.strikes(word)) for word in words]
