"""The table of formats: each is told by its content, has a reader, and is named wherever formats are listed."""

import re

import pytest

from assistant.domain import Language
from assistant.errors import Reason
from assistant.settings import PROJECT
from ingest.readers import check_format, reader_for
from ingest.readers.content import Reader
from ingest.readers.formats import BY_SUFFIX, FORMATS, Format, format_of
from tests.ingest.office_file import book, opened, slides
from tests.ingest.pdf_file import lines, written
from tests.ingest.word_file import p, word

WORDS = "Talk to the union before the audit, and keep what you agree on."


def _sheet(made: object) -> None:
    made.active["A1"] = WORDS  # type: ignore[attr-defined]


def _slide(deck: object) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])  # type: ignore[attr-defined]
    slide.placeholders[1].text = WORDS


TELLING = {
    ".docx": word(p(WORDS)),
    ".html": f"<!doctype html><p>{WORDS}".encode(),
    ".odp": opened(f"<text:p>{WORDS}</text:p>", kind="presentation"),
    ".odt": opened(f"<text:p>{WORDS}</text:p>"),
    ".pdf": written(lines(WORDS)),
    ".pptx": slides(_slide),
    ".xlsx": book(_sheet),
}
SILENT = {".md", ".txt"}


@pytest.mark.parametrize("format", FORMATS, ids=lambda each: each.reader)
def test_each_format_has_a_reader(format: Format) -> None:
    for suffix in format.suffixes:
        check_format(f"guide{suffix}")
        assert isinstance(reader_for(suffix), Reader)


@pytest.mark.parametrize("suffix", TELLING)
def test_a_format_shows_in_its_content(suffix: str) -> None:
    assert format_of(TELLING[suffix]).suffix == suffix
    assert WORDS.split(",", maxsplit=1)[0] in reader_for(suffix).read(TELLING[suffix], Language.EN).text


def test_no_suffix_has_two_formats_and_none_is_left_untested() -> None:
    assert len(BY_SUFFIX) == sum(len(each.suffixes) for each in FORMATS)
    tested = {suffix for suffix in BY_SUFFIX if suffix in TELLING or suffix in SILENT}
    assert [each.suffixes for each in FORMATS if not tested & set(each.suffixes)] == []


def test_a_format_that_is_read_is_found_before_what_is_refused() -> None:
    assert format_of(b"{\\rtf1 words}").unread == Reason("format.rtf")
    read = (*FORMATS, Format((".rtf",), "rtf", signature=b"{\\rtf"))
    assert format_of(b"{\\rtf1 words}", read).suffix == ".rtf"


def test_the_upload_form_and_the_guides_name_every_format() -> None:
    form = (PROJECT / "assistant/web/templates/documents/all.html").read_text(encoding="utf-8")
    (accepted,) = re.findall(r'accept="([^"]+)"', form)
    assert set(accepted.split(",")) == set(BY_SUFFIX)
    for guide in ("README.en.md", "README.nl.md"):
        text = (PROJECT / "docs/corpus" / guide).read_text(encoding="utf-8")
        assert [each.suffixes for each in FORMATS if not any(f"`{suffix}`" in text for suffix in each.suffixes)] == []
