"""Checks of documents that are translations of each other: by the manifest, or by their names."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from assistant.domain import BlockKind, Document
from ingest.lint.finding import Finding, about
from ingest.lint.folder import Folder, guidance
from ingest.lint.kinds import Check

UNLIKE = 0.2  # share of the headings that a translation may have more or fewer
FEW = 2  # headings that it may always have more or fewer
_LANGUAGE_PART = re.compile(r"(?<![a-z])(?:en|nl|eng|ned|english|engels|dutch|nederlands)(?![a-z])")


def may_be_translations(one: Document, other: Document) -> bool:
    """Tell whether two documents are translations: the manifest says so, or their names differ in the language only."""
    return _are_declared(one, other) or _are_named_alike(one, other)


def check_translations(folder: Folder) -> Iterator[Finding]:
    """Find translations that are not stated, and stated ones that cannot be right."""
    documents = {document.id: document for document in folder.documents}
    withdrawn = {entry.id: entry.file for entry in folder.entries if entry.status == "withdrawn"}
    for document in folder.documents:
        original = documents.get(document.translation_of)
        if document.translation_of in withdrawn:
            yield about(document, Check.ORIGINAL_WITHDRAWN, original=withdrawn[document.translation_of])
        elif original is not None:
            yield from _compared(document, original)
    yield from _undeclared(folder.documents)


def _compared(document: Document, original: Document) -> Iterator[Finding]:
    if document.language is original.language:
        yield about(document, Check.TRANSLATION_SAME_LANGUAGE, original=original.path)
        return
    own, other = _headings(document), _headings(original)
    if abs(own - other) > max(FEW, UNLIKE * max(own, other)):
        yield about(document, Check.TRANSLATION_DIFFERS, own=own, other=other, original=original.path)


def _undeclared(documents: tuple[Document, ...]) -> Iterator[Finding]:
    """Take files whose names differ in the language only to be translations of each other."""
    named: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        named[_without_language(document.path)].append(document)
    for same in named.values():
        first, *others = same
        for document in others:
            if _are_named_alike(document, first) and not _are_declared(document, first):
                yield about(document, Check.UNDECLARED_TRANSLATION, original=first.path, original_id=first.id)


def _are_declared(one: Document, other: Document) -> bool:
    return (one.translation_of or one.id) == (other.translation_of or other.id)


def _are_named_alike(one: Document, other: Document) -> bool:
    return one.language is not other.language and _without_language(one.path) == _without_language(other.path)


def _without_language(path: str) -> str:
    stem = PurePosixPath(path).with_suffix("").as_posix().casefold()
    return re.sub(r"[^a-z0-9]+", " ", _LANGUAGE_PART.sub(" ", stem)).strip()


def _headings(document: Document) -> int:
    return sum(block.kind is BlockKind.HEADING for block in guidance(document))
