"""From files to documents: one reader a format, by the suffix of the file's name."""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Document, Language
from assistant.errors import ReaderError
from ingest.readers import text
from ingest.readers.content import Reader

if TYPE_CHECKING:
    from ingest.manifest import Entry

READERS: dict[str, Reader] = {".txt": text.READER, ".text": text.READER}


def sample_text(path: Path) -> str:
    """Return enough of a file's words to tell their language.

    Raises:
        ReaderError: the file cannot be read, or its format is not supported.
    """
    return _reader(path).sample(_bytes(path))


def read_document(path: Path, entry: "Entry") -> Document:
    """Read one document of the corpus; what its entry leaves out comes from the document itself.

    Raises:
        ReaderError: the file cannot be read, or its format is not supported.
    """
    language = entry.language or Language.EN
    content = _reader(path).read(_bytes(path), language)
    return Document(
        id=entry.id,
        title=entry.title or content.title or path.stem,
        language=language,
        text=content.text,
        blocks=content.blocks,
        publisher=entry.publisher,
        url=entry.url,
        date=entry.date,
        kind=entry.kind,
        path=entry.file,
    )


def _reader(path: Path) -> Reader:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        formats = ", ".join(sorted(READERS))
        raise ReaderError(f"{path.name}: this format is not supported. Save the document as one of: {formats}.")
    return reader


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReaderError(f"{path.name} cannot be opened: {error.strerror}. Check the file and its rights.") from None
