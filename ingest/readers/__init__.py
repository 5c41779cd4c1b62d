"""From files to documents: one reader a format, by what the file is, and where that does not tell, by its suffix."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath

from assistant.domain import BlockKind, Document, Language
from assistant.errors import Reason
from assistant.locale.reasons import reader_error, reason_of
from ingest.entry import Entry
from ingest.readers.characters.wordless import is_wordless
from ingest.readers.content import Content, Reader
from ingest.readers.formats import BY_SUFFIX, format_of
from ingest.readers.particulars import settle_language
from ingest.readers.screen import Screen, unscreened

DetectLanguage = Callable[[str], Language]

LARGEST_FILE = 200 * 1024 * 1024


def check_format(file: str) -> None:
    """Look at a file's name only.

    Raises:
        ReaderError: its format is not supported.
    """
    if not is_supported(file):
        formats = ", ".join(sorted(BY_SUFFIX))
        raise reader_error("file.unsupported", file=PurePath(file).name, formats=formats)


@cache
def reader_for(suffix: str) -> Reader:
    """Return what reads a format, loaded when it is first needed."""
    found: Reader = import_module(f"ingest.readers.{BY_SUFFIX[suffix].reader}").READER
    return found


def is_supported(file: str) -> bool:
    """Tell by a file's name only whether its format is one that can be read."""
    return PurePath(file).suffix.lower() in BY_SUFFIX


def read_document(path: Path, entry: Entry, detect_language: DetectLanguage, screen: Screen = unscreened) -> Document:
    """Read one document of the corpus; what its entry leaves out comes from the document itself.

    ``screen`` sets aside what is not to be quoted of it.

    Raises:
        ReaderError: the file cannot be read, or its format is not supported.
    """
    check_format(path.name)
    return screen(read_bytes(_bytes(path), entry, detect_language))


def read_bytes(data: bytes, entry: Entry, detect_language: DetectLanguage) -> Document:
    """Read the bytes of a document as ``read_document`` does; its name is that of the entry's file.

    Raises:
        ReaderError: they cannot be read.
    """
    path = PurePath(entry.file)
    reader = _reader(path, data)
    detected = entry.language or detect_language(reader.sample(data))
    content = reader.read(data, detected)
    _require_words(path, content)
    stated = None if entry.language else content.language
    return Document(
        id=entry.id,
        title=entry.title or content.title or path.stem,
        language=detected if stated in (None, detected) else settle_language(stated, content.text, detect_language),
        text=content.text,
        blocks=content.blocks,
        publisher=entry.publisher,
        url=entry.url or content.url,
        date=entry.date or content.date,
        kind=entry.kind,
        path=entry.file,
        translation_of=entry.translation_of or "",
        pages=content.pages,
        recognised=content.recognised,
        left_out=content.left_out,
    )


def _reader(path: PurePath, data: bytes) -> Reader:
    """Choose a reader by the content: what a web page or a program saves often carries the suffix of something else."""
    suffix = path.suffix.lower()
    found = format_of(data)
    if found.unread:
        raise reader_error("file.really", file=path.name, what=found.unread)
    if not data.strip():
        raise reader_error("file.empty", file=path.name)
    expected = BY_SUFFIX[suffix].name
    if expected and not found.suffix:
        raise reader_error("file.is_not", file=path.name, what=Reason(f"format.{expected}"))
    return reader_for(found.suffix or suffix)


def _require_words(path: PurePath, content: Content) -> None:
    running = (content.text[block.start : block.end] for block in content.blocks if block.kind is BlockKind.PARAGRAPH)
    if is_wordless(running):
        raise reader_error("file.wordless", file=path.name)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise reader_error("file.no_file", file=path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise reader_error("file.large", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise reader_error("file.unopened", file=path.name, fault=reason_of(error)) from None
