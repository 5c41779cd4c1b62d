"""Pages that are pictures: their text is recognised where Tesseract is installed, and marked wherever it is shown."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from assistant.domain import Claim, Document, Language, Passage
from assistant.errors import ReaderError
from assistant.proof.cite import citation
from assistant.text.language import detect_language
from ingest.entry import Entry
from ingest.lint import check_one
from ingest.readers import read_bytes
from ingest.readers.omissions import Why
from ingest.readers.pdf.drawing.scanner import Word
from ingest.readers.pdf.engine import open_pdf
from ingest.readers.pdf.pictures import tesseract
from ingest.readers.pdf.pictures.hocr import words_of
from ingest.readers.pdf.pictures.picture import Picture
from ingest.readers.pdf.pictures.recogniser import Recogniser
from tests.ingest.pdf_file import typeset

REQUIRED = os.environ.get("ASSISTANT_REQUIRE_TESSERACT") == "1"
NEEDS_TESSERACT = pytest.mark.skipif(
    shutil.which("tesseract") is None and not REQUIRED, reason="Tesseract is not installed, so that no scan is read"
)
WITHOUT_TESSERACT = pytest.mark.usefixtures("no_programs")

ENGLISH = """
= Talking at the harbour

Before the dredging in the harbour starts, ask the works council which neighbours suffer most from the mud.
#strike[Anyone may promise a date to them.] Only the harbour master may promise a date.
"""
DUTCH = """
= In gesprek bij de haven

Vraag de ondernemingsraad van de haven welke omwonenden het meeste last hebben van de modder.
#strike[Iedereen mag hun een datum toezeggen.] Alleen de havenmeester mag een datum toezeggen.
"""
WHOLE = "Measure the mud together with the neighbours, so that nobody doubts the figures."


def scanned(*, dots: int = 150, from_page: int = 0, language: Language = Language.EN) -> bytes:
    """Return a typeset document of which the pages from one on are pictures."""
    body = ENGLISH if language is Language.EN else DUTCH
    source = pypdfium2.PdfDocument(typeset(f"{WHOLE}\n#pagebreak()\n{body}" if from_page else body, language=language))
    made = pypdfium2.PdfDocument.new()
    for index, page in enumerate(source):
        if index < from_page:
            made.import_pages(source, pages=[index])
        else:
            _add_picture(made, page, dots)
    return _saved(made)


def _add_picture(made: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, dots: int) -> None:
    width, height = page.get_size()
    picture = pypdfium2.PdfImage.new(made)
    picture.set_bitmap(page.render(scale=dots / 72))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    sheet = made.new_page(width, height)
    sheet.insert_obj(picture)
    sheet.gen_content()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def read(data: bytes, language: Language | None = None) -> Document:
    return read_bytes(data, Entry(id="scan", file="scan.pdf", language=language), detect_language)


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine on which nothing is installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract.installed.cache_clear()
    tesseract.edition.cache_clear()
    yield
    tesseract.installed.cache_clear()
    tesseract.edition.cache_clear()


@NEEDS_TESSERACT
@pytest.mark.parametrize(
    ("language", "title", "kept", "struck"),
    [
        (Language.EN, "Talking at the harbour", "Only the harbour master may promise a date.", "Anyone may"),
        (Language.NL, "In gesprek bij de haven", "Alleen de havenmeester mag een datum toezeggen.", "Iedereen mag"),
    ],
)
def test_a_scan_is_read_in_its_language_and_says_so(language: Language, title: str, kept: str, struck: str) -> None:
    document = read(scanned(language=language))
    assert (document.title, document.language, document.recognised) == (title, language, (1,))
    assert kept in document.text
    assert struck not in document.text
    assert Why.STRUCK in {omission.why for omission in document.left_out}
    assert [str(each.check) for each in check_one(document) if "recognised" in each.check] == ["recognised-pages"]


@NEEDS_TESSERACT
def test_only_the_pages_that_are_pictures_are_marked_and_so_is_what_is_quoted_from_them() -> None:
    document = read(scanned(from_page=1))
    assert (len(document.pages), document.recognised) == (2, (2,))
    for words, recognised in ((WHOLE, False), ("Only the harbour master may promise a date.", True)):
        start = document.text.index(words)
        passage = Passage("p", "scan", "Scan", Language.EN, (), start, start + len(words), words)
        claim = Claim(words, passage, start, start + len(words))
        assert citation(1, claim, lambda _: document).recognised is recognised


@WITHOUT_TESSERACT
def test_without_tesseract_a_scan_is_refused_with_what_to_install() -> None:
    with pytest.raises(ReaderError, match=r"is scanned.*Install Tesseract.*tesseract-ocr-nld"):
        read(scanned())


@WITHOUT_TESSERACT
def test_without_tesseract_the_pages_of_a_partly_scanned_document_are_named() -> None:
    found = read(scanned(from_page=1))
    assert [(each.why, each.page) for each in found.left_out if each.why is Why.SCANNED] == [(Why.SCANNED, 2)]
    finding = next(each for each in check_one(found) if each.check == "scanned-pages")
    assert "tesseract-ocr-nld" in finding.advice(Language.NL)


@NEEDS_TESSERACT
@pytest.mark.parametrize(("pages", "seconds"), [(0, 60), (10, 0), (10, 0.01)])
def test_over_the_bounds_no_page_is_read(pages: int, seconds: float) -> None:
    with open_pdf(scanned(), recogniser=Recogniser(Language.EN, pages, seconds)) as opened:
        assert [(page.pictured, page.recognised) for page in opened.pages()] == [(True, False)]


LINE = '<span class="ocr_line" title="bbox 0 0 400 40; baseline 0 -8; x_size 40">{}</span>'
WORD = '<span class="ocrx_word" title="bbox {left} 0 {right} 40; x_wconf {sure}">{text}</span>'


def hocr(*words: tuple[str, int]) -> bytes:
    parts = (
        WORD.format(left=place * 100, right=place * 100 + 90, sure=sure, text=text)
        for place, (text, sure) in enumerate(words)
    )
    return f"<html><body>{LINE.format(''.join(parts))}</body></html>".encode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (hocr(("Talk", 96), ("to", 95), ("them", 92)), ["Talk", "to", "them"]),
        (hocr(("Talk", 96), ("to", 95), ("them", 92), ("~|", 40)), ["Talk", "to", "them"]),
        (hocr(("Talk", 96), ("to", 95), ("them", 92), ("xq", 10)), ["Talk", "to", "them"]),
        (hocr(("lq", 41), ("ii", 35), ("vv", 50)), []),
        (hocr(("Logo", 99)), []),
        (hocr(("<b>Talk</b>", 96), ("to", 95), ("&lt;script&gt;", 92)), ["Talk", "to", "<script>"]),
        (b"", []),
        (b"\x00\xff<<<", []),
        (b'<span class="ocr_line" title="bbox 1 2"><span class="ocrx_word" title="bbox 1">a</span></span>', []),
        (b'<span class="ocr_line" title="bbox 0 0 9 9; x_size 4"><span class="ocrx_word">a</span></span>', []),
    ],
)
def test_what_is_no_word_is_not_read_into_a_picture(given: bytes, kept: list[str]) -> None:
    assert [word.text for word in words_of(given, 300)] == kept


def test_a_word_stands_where_it_is_on_the_page_in_points() -> None:
    first, *_ = words_of(hocr(("Talk", 96), ("to", 95), ("them", 92)), 300)
    assert (first.left, round(first.right, 1), round(first.base, 2), first.size) == (0, 21.6, 7.68, 10)


def test_letters_of_about_the_usual_size_have_it() -> None:
    words = words_of(hocr(("Talk", 96), ("to", 95), ("them", 92)), 300, usual=11)
    assert {word.size for word in words} == {11}


def _picture(line: int | None, gap: range = range(0)) -> Picture:
    """A word of 100 points by 20, with a line at a height, interrupted in a gap."""
    rows = [bytes([255] * 100) for _ in range(20)]
    if line is not None:
        rows[line] = bytes(255 if x in gap else 0 for x in range(100))
    return Picture(tuple(rows), 1)


@pytest.mark.parametrize(
    ("picture", "text", "struck"),
    [
        (_picture(12), "three", True),
        (_picture(None), "three", False),
        (_picture(18), "underlined", False),
        (_picture(12, range(40, 60)), "crossbars", False),
        (_picture(12), "—", False),
        (_picture(12), "ab", False),
    ],
)
def test_a_line_through_a_word_strikes_it(picture: Picture, text: str, struck: bool) -> None:
    assert picture.strikes(Word(text, 0, 100, 18, 16, bold=False)) is struck
