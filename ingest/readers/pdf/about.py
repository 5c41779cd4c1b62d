"""What a PDF says of the document: its title, language and date, in the file or on its pages."""

import re

from assistant.domain import BlockKind, BlockRole, Language
from ingest.readers.particulars import day, language_named
from ingest.readers.pdf.engine import Properties
from ingest.readers.pdf.paragraphs import Draft
from ingest.readers.shapes import LONGEST_HEADING
from ingest.readers.structure import title_of as title_in

_LONGEST_TITLE = 200
_LEAST_FOUND = 0.6
_FIRST_PAGES = 3
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|januari|februari|maart|mei|juni|juli|augustus|oktober"
)
_MONTH = re.compile(rf"\b((?:\d{{1,2}} )?(?:{_MONTHS}) (?:\d{{1,2}}, )?(?:19|20)\d\d)\b", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\.(docx?|indd|pdf|odt|rtf|pptx?|tex|dvi|html?)$|^(microsoft|untitled|naamloos|document ?\d*$)", re.IGNORECASE
)
_WORDS = re.compile(r"\w+")


def title_of(properties: Properties, drafts: list[Draft]) -> str:
    """Return the title in the file, else the largest heading of the cover.

    The first in the file is often that of another document: where there are headings, the first pages must hold it.
    """
    headed = any(draft.piece.kind is BlockKind.HEADING for draft in drafts)
    if _is_title(properties.title, drafts if headed else []):
        return " ".join(properties.title.split())
    cover = [draft for draft in drafts if draft.piece.role is BlockRole.COVER and draft.piece.kind is BlockKind.HEADING]
    if cover:
        return max(cover, key=lambda draft: draft.style.size).piece.words[:LONGEST_HEADING]
    return title_in([draft.piece for draft in drafts])


def language_of(properties: Properties) -> Language | None:
    """Return the language that the file names, if it is one that the assistant speaks."""
    return language_named(properties.language)


def date_of(properties: Properties, drafts: list[Draft]) -> str:
    """Return the date on the cover or in the colophon, as it stands there; else the day the file was made."""
    around = (draft.piece.text for draft in drafts if draft.piece.role in (BlockRole.COVER, BlockRole.COLOPHON))
    found = next(filter(None, map(_MONTH.search, around)), None)
    if found:
        return found[1]
    made = _MADE.match(properties.date)
    return day("-".join(made.groups())) if made else ""


def _is_title(title: str, drafts: list[Draft]) -> bool:
    words = _WORDS.findall(title.casefold())
    if not words or len(title) > _LONGEST_TITLE or _FILE_NAME.search(title):
        return False
    if not drafts:
        return True
    first = [draft.piece.text for draft in drafts if (draft.piece.page or 1) <= _FIRST_PAGES]
    seen = set(_WORDS.findall(" ".join(first).casefold()))
    return sum(word in seen for word in words) >= _LEAST_FOUND * len(words)
