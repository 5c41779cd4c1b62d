"""The three documents as PDF say the same, in the same structure, as the text files; whatever program set them."""

import re
from functools import cache

import pytest

from assistant.domain import BlockRole, Document
from tests.ingest.outline import corpus, headings, texts
from tests.ingest.pdf_file import FILES, as_pdf, read_pdf

DOCUMENTS = corpus()
FROM_PROGRAMS = {
    "who": "who.libreoffice.pdf",
    "casus": "casus.libreoffice-two-columns.pdf",
    "pilots": "pilots.chromium-two-columns.pdf",
}


@cache
def made(key: str, program: str) -> Document:
    data = as_pdf(DOCUMENTS[key]) if program == "Typst" else (FILES / FROM_PROGRAMS[key]).read_bytes()
    return read_pdf(data, DOCUMENTS[key].language)


@pytest.fixture
def document(key: str) -> Document:
    return DOCUMENTS[key]


@pytest.fixture
def read(key: str, program: str) -> Document:
    return made(key, program)


EACH = pytest.mark.parametrize(
    ("key", "program"), [(key, program) for key in DOCUMENTS for program in ("Typst", "others")]
)


@EACH
def test_the_headings_are_the_same(document: Document, read: Document) -> None:
    assert headings(read) == headings(document)


@EACH
def test_the_guidance_is_the_same_word_for_word(document: Document, read: Document) -> None:
    assert " ".join(texts(read)) == " ".join(re.sub(r"^- ", "• ", words) for words in texts(document))


@EACH
def test_the_blocks_are_the_same(document: Document, read: Document) -> None:
    """But for a paragraph that breaks between two sentences at the end of a page: nothing tells that it goes on."""
    blocks = {re.sub(r"^- ", "• ", words) for words in texts(document)}
    assert len([words for words in texts(read) if words not in blocks]) <= 2


@EACH
@pytest.mark.parametrize("role", [BlockRole.COVER, BlockRole.COLOPHON, BlockRole.CREDIT])
def test_what_is_around_the_guidance_is_told_apart_as_in_the_text(
    document: Document, read: Document, role: BlockRole
) -> None:
    assert texts(read, role) == texts(document, role)


@EACH
def test_every_block_is_on_the_page_on_which_it_starts(document: Document, read: Document) -> None:
    assert [block.page for block in read.blocks] == [read.page_at(block.start) for block in read.blocks]
    assert read.blocks[-1].page in (len(read.pages), len(read.pages) - 1)


@EACH
def test_nothing_unseen_is_left(document: Document, read: Document) -> None:
    assert not re.search("[\u00ad\u200b\u00a0\t\r\x02\ufffe\ufffd]|  | \n|\n ", read.text)
