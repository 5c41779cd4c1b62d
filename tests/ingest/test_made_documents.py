"""The three documents as web page, Word file and Markdown say the same, in the same structure, as the text files."""

from collections.abc import Callable

import pytest

from assistant.domain import BlockRole, Document
from ingest.readers import docx, html, markdown
from ingest.readers.content import Reader
from tests.ingest.made import as_markdown, as_saved_page, as_web_page, as_word
from tests.ingest.outline import corpus, headings, texts

DOCUMENTS = corpus()
MAKERS: dict[str, tuple[Callable[[Document], bytes], Reader]] = {
    "web page": (as_web_page, html.READER),
    "saved page": (as_saved_page, html.READER),
    "Word": (as_word, docx.READER),
    "Markdown": (as_markdown, markdown.READER),
}


def read_back(document: Document, maker: str) -> Document:
    make, reader = MAKERS[maker]
    content = reader.read(make(document), document.language)
    return Document(document.id, content.title, document.language, content.text, content.blocks)


@pytest.fixture(scope="module", params=DOCUMENTS, ids=str)
def document(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]


@pytest.fixture(scope="module", params=MAKERS, ids=str)
def made(request: pytest.FixtureRequest, document: Document) -> Document:
    return read_back(document, request.param)


def test_the_headings_are_the_same(document: Document, made: Document) -> None:
    assert headings(made) == headings(document)


def test_the_guidance_is_the_same_word_for_word(document: Document, made: Document) -> None:
    assert texts(made) == [words.replace("• ", "- ") for words in texts(document)]


@pytest.mark.parametrize("role", [role for role in BlockRole if role is not BlockRole.GUIDANCE])
def test_what_is_not_guidance_is_told_apart_as_in_the_text(document: Document, made: Document, role: BlockRole) -> None:
    assert texts(made, role) == texts(document, role)
