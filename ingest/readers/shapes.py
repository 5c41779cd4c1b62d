"""What the words of a line or paragraph look like: a heading, prose, a credit, a pointer; English and Dutch."""

import re

from ingest.readers.lines import Marker, is_address, marker_of

LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
LONGEST_CONTENTS_LINE = 250
_MONTH = r"(jan|feb|mar|mrt|maa|apr|may|mei|jun|jul|aug|sep|o[ck]t|nov|dec)[a-z]*\.?"
_DATE = re.compile(rf"(\d{{1,2}}\.? )?{_MONTH} (\d{{1,2}}, )?\d{{4}}$|[\d./ -]+$", re.IGNORECASE)
_LABEL = re.compile(r"[\w -]{1,20}: ")
_PHONE = re.compile(r"[^:]{0,12}:? ?\+?[\d ()./-]{7,}$")
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_CREDIT = re.compile(
    r"©|\(c\) |(foto|photo|image|picture|beeld|illustratie|illustration|fotografie|photography)"
    r"('?s|s)?( (credits?|by|door|van))?( ?: ?| (?=[A-Z]))(?=\S)"
)
_COPYRIGHT = re.compile(r"(copyright )?(©|\(c\))", re.IGNORECASE)
_CONTENTS = re.compile(r"(table of )?contents|inhoud(sopgave)?", re.IGNORECASE)
_COLOPHON = re.compile(
    r"(colophon|colofon|imprint|impressum|disclaimer|copyright|legal notice|publicatiegegevens|publication details"
    r"|about this publication|over deze publicatie)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(read|download|click|view|see|watch|visit|open|go to|lees|bekijk|klik|download|zie|kijk|ga naar|open)\b",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r".*(\. ?){4,}\s*\d+$")
_CLOSING = "\"'”’)»]"


def is_heading_shaped(text: str) -> bool:
    """Tell whether a line could be a heading: short, no full stop at its end, begins as a title does."""
    number = heading_number(text)
    words = text[len(number.text) :] if number else text
    if not words or len(text) > LONGEST_HEADING or len(words.split()) > MOST_HEADING_WORDS:
        return False
    first = words.lstrip("\"'“‘«(¿")[:1]
    if not (first.isupper() or first.isdigit() or _is_caseless(first)) or text[-1] in ".;,:…-\u00ad":
        return False
    if _DATE.match(words) or _PHONE.match(text):
        return False
    return not (is_address(text) or is_credit(text) or is_contents_line(text))


def is_cover_shaped(text: str) -> bool:
    """Tell whether a line could stand on a cover: shaped like a heading, or a date."""
    return is_heading_shaped(text) or bool(_DATE.match(text))


def heading_number(text: str) -> Marker | None:
    """Return the number of a heading such as ``2. Scope``, ``2.1 Scope`` or ``2 Scope``, but not of ``2 ways to``."""
    marker = marker_of(text)
    if marker is None or not marker.style.startswith(("number", "chapter")) or marker.style == "number ()":
        return None
    bare = marker.style == "number " and marker.depth == 1
    return None if bare and not text[len(marker.text)].isupper() else marker


def is_prose(text: str) -> bool:
    """Tell whether a paragraph is running text."""
    words = len(text.split())
    ended = text.rstrip(_CLOSING)[-1:] in (".", "!", "?", ":", "…", ";")
    return words >= 15 or (words >= 4 and ended and not is_heading_shaped(text))


def is_credit(text: str) -> bool:
    """Tell whether a short line names the maker of a picture."""
    return len(text) <= LONGEST_HEADING and bool(_CREDIT.match(text[:1].lower() + text[1:])) and not text[0].islower()


def is_copyright(text: str) -> bool:
    """Tell whether a credit is about the document: it names a year."""
    return len(text) <= LONGEST_HEADING and bool(_COPYRIGHT.match(text) and _YEAR.search(text))


def is_colophon_title(text: str) -> bool:
    """Tell whether a heading opens a colophon, an imprint or a disclaimer."""
    number = heading_number(text)
    words = text[len(number.text) :] if number else text
    return len(words.split()) <= 5 and bool(_COLOPHON.match(words))


def invites_elsewhere(text: str) -> bool:
    """Tell whether a line sends the reader to another page."""
    return bool(_POINTER.match(text))


def has_year(text: str) -> bool:
    """Tell whether a text names a year."""
    return bool(_YEAR.search(text))


def is_contents_line(text: str) -> bool:
    """Tell whether a line belongs to a table of contents: dots and a page number."""
    return len(text) <= LONGEST_CONTENTS_LINE and bool(_CONTENTS_LINE.match(text))


def is_contents_title(text: str) -> bool:
    """Tell whether a line stands above a table of contents."""
    return bool(_CONTENTS.fullmatch(text))


def is_label(text: str) -> bool:
    """Tell whether a line begins as ``Subject: …`` does."""
    return bool(_LABEL.match(text))


def _is_caseless(character: str) -> bool:
    return character.isalpha() and not character.islower()
