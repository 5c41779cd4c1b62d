"""The words of a paragraph as they would be printed: insertions in, deletions and hidden text out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx.names import MC, M, W, child, value
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.unprinted import is_invisible, text_in, why_unread
from ingest.readers.lines import tidy
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.raised import with_raised

_OUT = {W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt")}
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BREAKS = {W + "br", W + "cr"}
_SPACES = {W + "tab", W + "ptab", W + "sym"}
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_UNPRINTED = {"vanish": Why.HIDDEN, "strike": Why.STRUCK, "dstrike": Why.STRUCK}


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a note: the part it stands in, and its id there."""

    part: str
    id: str


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its lines, the notes it refers to, and the boxes and drawings anchored in it."""

    lines: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    drawings: list[etree._Element] = field(default_factory=list)
    strong: bool = True

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


class Printer:
    """Reads paragraphs; ``languages`` counts the characters in each language that the document states."""

    def __init__(self, styles: Styles, left_out: LeftOut) -> None:
        self.languages: Counter[str] = Counter()
        self._styles = styles
        self._left_out = left_out
        self._usual_language = styles.language()
        self._last = ""

    def words(self, *paragraphs: etree._Element) -> Words:
        """Read a paragraph, together with those before it whose end was deleted."""
        found, texts = Words(), [""]
        self._last = ""
        for paragraph in paragraphs:
            for part in self._parts(paragraph, paragraph, found):
                if part == "\n":
                    texts.append("")
                else:
                    texts[-1] += part
        found.lines = [line for line in map(tidy, texts) if line]
        return found

    def _parts(self, element: etree._Element, paragraph: etree._Element, found: Words) -> Iterator[str]:
        for inner in element:
            if inner.tag in _OUT:
                continue
            why = self._why_out(inner, paragraph)
            if why is not None:
                self._left_out.add(why, text_in(inner))
            elif inner.tag == W + "txbxContent":
                found.boxes.append(inner)
            elif inner.tag == MC + "AlternateContent":
                yield from self._parts(_choice(inner), paragraph, found)
            elif inner.tag == W + "r":
                yield from self._run(inner, paragraph, found)
            else:
                yield from self._character(inner, found) or self._parts(inner, paragraph, found)

    def _why_out(self, element: etree._Element, paragraph: etree._Element) -> Why | None:
        """Tell why an element is not printed; None where it is."""
        if element.tag != W + "r":
            return why_unread(element)
        for switch, why in _UNPRINTED.items():
            if self._styles.is_set(switch, element, paragraph):
                return why
        return Why.INVISIBLE if is_invisible(element, paragraph) else None

    def _run(self, run: etree._Element, paragraph: etree._Element, found: Words) -> Iterator[str]:
        text = "".join(self._parts(run, paragraph, found))
        if text.strip():
            found.strong = found.strong and self._styles.is_set("b", run, paragraph)
            self.languages[value(child(run, "rPr", "lang")) or self._usual_language] += len(text)
            if value(child(run, "rPr", "vertAlign")) == "superscript":
                text = with_raised(self._last, text)
            self._last = (self._last + text)[-20:]
        for index, line in enumerate(text.split("\n")):
            if index:
                yield "\n"
            yield line

    def _character(self, element: etree._Element, found: Words) -> list[str]:
        """Return what an element inside of a run stands for; an empty list for one that holds others."""
        if element.tag in (W + "t", M + "t"):
            return [(element.text or "").replace("\n", " ")]
        if element.tag in _BREAKS:
            return ["\n"]
        if element.tag in _SPACES:
            return [" "]
        if element.tag == W + "noBreakHyphen":
            return ["-"]
        if element.tag == _TEXTPATH:
            return [element.get("string") or ""]
        self._note(element, found)
        return []

    def _note(self, element: etree._Element, found: Words) -> None:
        """Keep what an element refers to: a drawing, a note; and what is said of a picture for who cannot see it."""
        if element.tag == _DESCRIBED:
            self._left_out.add(Why.OBJECT, element.get("descr") or "")
        elif element.tag == W + "drawing":
            found.drawings.append(element)
        elif element.tag in _NOTES:
            found.notes.append(Note(_NOTES[element.tag], value(element, "id")))


def _choice(alternatives: etree._Element) -> etree._Element:
    """Return the first way in which something is written: the others repeat it for older programs."""
    return next(alternatives.iterchildren(), alternatives)
