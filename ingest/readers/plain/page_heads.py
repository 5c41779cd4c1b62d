"""Text that was made for a printer: pages end at form feeds, and their heads and feet come back on each."""

import re
from collections import Counter

_DEEPEST = 3  # lines of a head or foot
_FEWEST = 2
_OFTEN = 0.5
_NUMBERS = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_PAGE_NUMBER = re.compile(
    r"\s*[-–—|(]*\s*(?:(?:page|pagina|pag\.?|p\.|blz\.?|bladzijde)\s*)?\d{1,4}(?:\s*(?:/|of|van)\s*\d{1,4})?\s*[-–—|)]*\s*",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"(?:\s{2,}|\s+[-–—|]\s*|\t)(?:page|pagina|pag\.?|p\.|blz\.?|bladzijde)?\s*\d{1,4}\s*$", re.IGNORECASE
)
_ENDINGS = (".", "!", "?", ":", ";", "”", '"', ")")


def without_page_heads(text: str) -> tuple[str, list[str]]:
    """Return a text without its form feeds and what stands at each of them, and the lines that were left out.

    The first head stays, without its page number: it often is the title.
    """
    pages = text.split("\f")
    if len(pages) < 2:
        return text, []
    sheets = [page.split("\n") for page in pages]
    known = Counter(place for sheet in sheets for place in {_place(sheet, index) for index in _edges(sheet)})
    often = max(_FEWEST, _OFTEN * len(sheets))
    dropped: list[str] = []
    kept: list[str] = []
    for number, sheet in enumerate(sheets):
        lines = list(sheet)
        for index in _edges(sheet):
            line = sheet[index]
            is_number = bool(_PAGE_NUMBER.fullmatch(line)) and any(map(str.isdigit, line))
            if is_number or known[_place(sheet, index)] >= often:
                first = number == 0 and not is_number and index < len(sheet) // 2
                lines[index] = _AT_END.sub("", line) if first else ""
                dropped += [] if first else [line]
        kept.append("\n".join(lines).strip("\n"))
    return _joined([page for page in kept if page.strip()]), dropped


def _edges(sheet: list[str]) -> list[int]:
    """Return the places of the first and the last lines of a page that are not blank."""
    filled = [index for index, line in enumerate(sheet) if line.strip()]
    half = len(filled) // 2 + len(filled) % 2
    return sorted({*filled[: min(_DEEPEST, half)], *filled[len(filled) - min(_DEEPEST, half) :]})


def _place(sheet: list[str], index: int) -> str:
    """Return the words of a line with its numbers taken out."""
    return " ".join(_NUMBERS.sub("#", sheet[index].casefold()).split())


def _joined(pages: list[str]) -> str:
    """Put pages behind one another; a sentence that runs on is not broken."""
    text = pages[0] if pages else ""
    for page in pages[1:]:
        ended = text.rstrip().endswith(_ENDINGS)
        goes_on = not ended and page.lstrip()[:1].islower()
        text = f"{text.rstrip()}\n{page.lstrip()}" if goes_on else f"{text}\n\n{page}"
    return text
