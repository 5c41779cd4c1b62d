"""Sections with their prose, read from the HTML that DocBook makes. Imports the standard library only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PROSE = frozenset({"p", "li", "dd"})
_NO_PROSE = frozenset({"dt", "tr"})
_BLOCKS = _PROSE | _NO_PROSE | {"div", "pre", "table", "dl", "ul", "ol", *_HEADINGS}
_DROPPED_TAGS = frozenset({"head", "script", "style", "pre", "sup"})
_DROPPED_CLASSES = frozenset({"navheader", "navfooter", "toc", "list-of-tables", "footnotes", "legalnotice"})
_NUMBER = re.compile(r"^(?:(?:Chapter|Hoofdstuk|Appendix|Bijlage)\s+)?(?:\d+|[A-Z])(?:\.\d+)*\.\s+")
_UP = re.compile(r'<link rel="up" href="(?!index)[^"]*" title="(?P<title>[^"]*)"')

_Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item, term or table row; ``prose`` is false for the last two."""

    text: str
    prose: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text under it, up to the next heading of any level.

    ``path`` holds the titles from the chapter down to the section's own, without their numbers.
    """

    anchor: str
    level: int
    path: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def prose(self) -> tuple[str, ...]:
        """The paragraphs and list items."""
        return tuple(paragraph.text for paragraph in self.paragraphs if paragraph.prose)


def read_sections(path: Path) -> tuple[Section, ...]:
    """Return the sections of one page, in order; code listings, notes and navigation are left out."""
    html = path.read_text(encoding="utf-8")
    parser = _PageParser()
    parser.feed(html)
    parser.close()
    up = _UP.search(html)
    return tuple(_with_paths(parser.drafts, root=(_title(up["title"]),) if up else ()))


@dataclass
class _Draft:
    anchor: str
    level: int
    title: str
    paragraphs: list[Paragraph]


def _with_paths(drafts: Iterable[_Draft], root: tuple[str, ...]) -> Iterable[Section]:
    open_titles: list[_Draft] = []
    for draft in drafts:
        while open_titles and open_titles[-1].level >= draft.level:
            open_titles.pop()
        open_titles.append(draft)
        path = (*root, *(ancestor.title for ancestor in open_titles))
        yield Section(draft.anchor, draft.level, path, tuple(draft.paragraphs))


def _title(text: str) -> str:
    return _NUMBER.sub("", " ".join(text.split()))


class _PageParser(HTMLParser):
    """Collects drafts of sections while the page is fed to it."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[_Draft] = []
        self._buffer: list[str] = []
        self._prose = True
        self._dropping = ""
        self._depth = 0
        self._in_title_page = False
        self._heading: _Draft | None = None

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        """Open a heading or paragraph, or start dropping what is not content."""
        if self._dropping:
            self._depth += tag == self._dropping
            return
        if tag in _BLOCKS:
            self._flush()
            self._prose = tag in _PROSE or (self._prose and tag not in _NO_PROSE)
        attributes = dict(attrs)
        if self._is_dropped(tag, attributes):
            self._dropping, self._depth = tag, 1
        elif attributes.get("class") == "titlepage":
            self._in_title_page = True
        elif tag in _HEADINGS:
            self._heading = _Draft("", _HEADINGS[tag], "", [])
        elif tag == "a" and self._heading and not self._heading.anchor:
            self._heading.anchor = attributes.get("name") or attributes.get("id") or ""

    def _is_dropped(self, tag: str, attributes: dict[str, str | None]) -> bool:
        label_of_note = (tag == "th" and attributes.get("align") == "left") or (
            tag in _HEADINGS and not self._in_title_page
        )
        return tag in _DROPPED_TAGS or attributes.get("class") in _DROPPED_CLASSES or label_of_note

    def handle_endtag(self, tag: str) -> None:
        """Close a heading or paragraph."""
        if self._dropping:
            self._depth -= tag == self._dropping
            self._dropping = self._dropping if self._depth else ""
        elif tag in {"td", "th"} and self._buffer:
            self._buffer.append(" | ")
        elif tag in _HEADINGS and self._heading:
            self._heading.title = _title("".join(self._buffer))
            self.drafts.append(self._heading)
            self._buffer, self._heading, self._in_title_page = [], None, False
        elif tag in _BLOCKS:
            self._flush()
            self._prose = self._prose or tag in _NO_PROSE

    def handle_data(self, data: str) -> None:
        """Take text that is not being dropped."""
        if not self._dropping:
            self._buffer.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self._buffer).split()).strip("| ")
        self._buffer = []
        if text and self.drafts:
            self.drafts[-1].paragraphs.append(Paragraph(text, self._prose))
