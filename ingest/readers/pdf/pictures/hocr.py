"""Words in their places from what a program for text recognition writes (hOCR)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean, median

from lxml import etree, html

from ingest.readers.pdf.drawing.scanner import Word

_LEAST_SURE = 30  # of 100: what is less is a speck or a piece of a picture
_SURE_SIGN = 70
_SURE_PAGE = 60
_FEWEST = 3  # words of a page that is text
_ALIKE = 0.2
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_PROPERTY = re.compile(r"(\w+)((?: -?[\d.]+)+)")
_PARSER = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a line stands: its left end, where its letters stand there, how much it climbs, and their size."""

    left: float
    base: float
    slope: float
    size: float

    def base_at(self, place: float) -> float:
        return self.base + self.slope * (place - self.left)


def words_of(hocr: bytes, dots: int, usual: float = 0) -> list[Word]:
    """Return the words on a page in points; none where it is too unsure that they are words.

    Letters of about the ``usual`` size have it: what is measured on a picture is never quite the same.
    """
    try:
        page = html.document_fromstring(hocr, parser=_PARSER) if hocr.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        page = None
    found = [] if page is None else list(_words(page, 72 / dots))
    if len(found) < _FEWEST or fmean(sure for _, sure in found) < _SURE_PAGE:
        return []
    words = [word for word, _ in found]
    body = usual or usual_size(words)
    return [_of_size(word, body) for word in words]


def usual_size(words: list[Word]) -> float:
    """Return the size of most letters, in whole points."""
    return float(round(median(word.size for word in words for _ in word.text)))


def _words(page: html.HtmlElement, scale: float) -> Iterator[tuple[Word, float]]:
    """Yield each word with how sure it is."""
    for element in page.iter("span"):
        if element.get("class") not in _LINES:
            continue
        line = _line(_properties(element))
        for part in element.iter("span"):
            told = _properties(part)
            text = " ".join(part.text_content().split())
            if part.get("class") != "ocrx_word" or line is None or len(told.get("bbox", ())) != 4:
                continue
            sure = told.get("x_wconf", [0.0])[0]
            if sure >= (_LEAST_SURE if any(map(str.isalnum, text)) else _SURE_SIGN):
                left, _, right, _ = told["bbox"]
                base = line.base_at((left + right) / 2)
                yield Word(text, left * scale, right * scale, base * scale, line.size * scale, bold=False), sure


def _line(told: dict[str, list[float]]) -> _Line | None:
    box, size = told.get("bbox", []), told.get("x_size", [])
    if len(box) != 4 or not size:
        return None
    slope, offset = told.get("baseline", [0.0, 0.0])[:2]
    return _Line(box[0], box[3] + offset, slope, size[0])


def _properties(element: html.HtmlElement) -> dict[str, list[float]]:
    return {
        name: [float(each) for each in values.split()] for name, values in _PROPERTY.findall(element.get("title", ""))
    }


def _of_size(word: Word, usual: float) -> Word:
    size = usual if abs(word.size - usual) <= _ALIKE * usual else float(round(word.size))
    return Word(word.text, word.left, word.right, word.base, size, word.bold)
