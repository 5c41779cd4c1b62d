"""The lines of a plain-text file, and what a line can be."""

import re
from dataclasses import dataclass, replace

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BULLET = re.compile("([-*+•·▪▫◦‣●○■□◆➢➤►✓✔–—\uf0b7\uf0a7\uf02d]) (?=\\S)")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})([.)]?) (?=\S)|\((\d{1,3})\) (?=\S)")
_CHAPTER = re.compile(
    r"(?:chapter|part|section|appendix|annex|hoofdstuk|deel|paragraaf|bijlage) (\d{1,3})(?:[.:]| [-–]|) (?=\S)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\(?([a-z])[.)] (?=\S)|\(?([ivx]{2,5})[.)] (?=\S)")
_LONE_MARKER = re.compile(r"([•·▪▫◦‣●○■□]|\d{1,2}[.)])$")
_MARKDOWN = re.compile(r"(#{1,6}) (\S.*?)(?: #+)?$")
_UNDERLINE = re.compile(r"([=\-~^*_])\1{2,}$")
_RULE = re.compile(r"[-=_*~#+|:. ]{2,}$")
_ADDRESS = re.compile(r"<?(https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(\.[\w-]+)+)>?$", re.IGNORECASE)
_DEAD_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:#[^()\s]*)?\)")
_BETWEEN_LINKS = re.compile(r"[\s|/·•>»-]*")
_CELLS = re.compile(r"\|.*\|$|[^|]+( \| [^|]+){2,}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its runs of spaces removed; ``gap`` counts the blank lines before it.

    A soft hyphen at the end is kept, since it says how the line goes on.
    """

    text: str
    indent: int = 0
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list item or a numbered heading begins with; ``text`` ends with a space, ``depth`` of "1.2" is 2."""

    style: str
    text: str
    value: int = 0
    depth: int = 1


def split_lines(text: str) -> list[Line]:
    """Return the lines that are not blank, without what cannot be seen."""
    lines: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        visible = _INVISIBLE.sub("", raw).expandtabs(4)
        hyphen = "\u00ad" if visible.rstrip().endswith("\u00ad") else ""
        words = tidy(visible)
        if not words:
            gap += 1
            continue
        if lines and gap == 0 and _LONE_MARKER.match(lines[-1].text):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {words}{hyphen}")
            continue
        lines.append(Line(words + hyphen, len(visible) - len(visible.lstrip()), gap))
        gap = 0
    return lines


def tidy(text: str) -> str:
    """Return the words of a text on one line: without what cannot be seen, runs of white space as one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text).replace("\u00ad", "")).strip().replace("\u2011", "-")


def marker_of(text: str) -> Marker | None:
    """Return the bullet, number or letter that a line begins with."""
    if bullet := _BULLET.match(text):
        return Marker(f"bullet {bullet[1]}", bullet[0])
    if number := _NUMBER.match(text):
        parts = (number[3] or number[1]).split(".")
        sign = "()" if number[3] else number[2]
        return Marker(f"number {sign}", number[0], int(parts[-1]), len(parts))
    if chapter := _CHAPTER.match(text):
        return Marker("chapter", chapter[0], int(chapter[1]))
    if letter := _LETTER.match(text):
        value = ord(letter[1]) - ord("a") + 1 if letter[1] else 0
        return Marker("letter" if letter[1] else "roman", letter[0], value)
    return None


def markdown_heading(text: str) -> tuple[int, str] | None:
    """Return the level and the words of a ``## heading``."""
    found = _MARKDOWN.match(text)
    return (len(found[1]), found[2]) if found else None


def underline_level(text: str) -> int:
    """Return the heading level that a line of ``===`` gives the line above it, or 0."""
    found = _UNDERLINE.match(text)
    return {"=": 1, "-": 2}.get(found[1], 3) if found else 0


def is_rule(text: str) -> bool:
    """Tell whether a line only draws a line."""
    return bool(_RULE.match(text))


def is_address(text: str) -> bool:
    """Tell whether a line is nothing but a web or e-mail address."""
    return bool(_ADDRESS.match(text))


def is_table_row(text: str) -> bool:
    """Tell whether a line is a row of cells between bars."""
    return bool(_CELLS.match(text))


def is_dead_navigation(text: str) -> bool:
    """Tell whether a line is nothing but links that lead nowhere."""
    return bool(_DEAD_LINK.search(text)) and bool(_BETWEEN_LINKS.fullmatch(_DEAD_LINK.sub("", text)))


def without_dead_links(text: str) -> str:
    """Replace each ``[words](#)`` by its words."""
    return _DEAD_LINK.sub(r"\1", text)
