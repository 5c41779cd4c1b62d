"""Reads OpenDocument texts and presentations (.odt, .odp) as the web page that they would make; a slide is a page."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from assistant.domain import Language
from assistant.errors import Reason
from assistant.locale.reasons import reader_error
from ingest.readers.content import Content, Piece, Reader
from ingest.readers.html.main import drop_unseen
from ingest.readers.html.walk import read_pieces
from ingest.readers.lines import tidy
from ingest.readers.office.archive import parts_of
from ingest.readers.office.open_names import DRAW, OFFICE, PRESENTATION, TABLE, TEXT
from ingest.readers.office.open_styles import OpenStyles
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.particulars import day, language_named
from ingest.readers.structure import Particulars, to_content

_WHAT = Reason("office.open")
_SAMPLE = 20_000
_DEEPEST = 200
_DC = "{http://purl.org/dc/elements/1.1/}"
_INLINE = {TEXT + "a": "a", TEXT + "ruby-base": "span", TEXT + "bookmark-ref": "span", TEXT + "reference-ref": "span"}
_SAME = {
    TEXT + "list-item": "li", TEXT + "list-header": "li", TABLE + "table": "table", TABLE + "table-row": "tr",
    TEXT + "section": "div", DRAW + "frame": "div", DRAW + "text-box": "div", DRAW + "page": "div",
    TABLE + "table-header-rows": "div", TEXT + "table-of-content": "div", TEXT + "index-body": "div",
    TEXT + "p": "p", TEXT + "numbered-paragraph": "div", DRAW + "custom-shape": "div", DRAW + "g": "div",
}  # fmt: skip
_SPACES = {TEXT + "s": " ", TEXT + "tab": " "}


def sample(data: bytes) -> str:
    """Return the first words of the file."""
    return "\n".join(piece.text for piece in _Open(data).pieces())[:_SAMPLE]


def read(data: bytes, language: Language) -> Content:
    """Read an OpenDocument text or presentation.

    Raises:
        ReaderError: it is damaged, too large, has a password or holds no words.
    """
    opened = _Open(data)
    return to_content(opened.pieces(), opened.particulars(), opened.left_out)


class _Open:
    """An OpenDocument file."""

    def __init__(self, data: bytes) -> None:
        parts = parts_of(data, _WHAT)
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise reader_error("office.password", what=_WHAT)
        self._content = _parsed(parts.get("content.xml"))
        self._about = _parsed(parts["meta.xml"]) if "meta.xml" in parts else None
        self._styles = OpenStyles(self._content, _parsed(parts["styles.xml"]) if "styles.xml" in parts else None)
        self.left_out = LeftOut()

    def particulars(self) -> Particulars:
        """Return what the file says of the document."""

        def said(name: str) -> str:
            return tidy(self._about.findtext(f".//{name}") or "") if self._about is not None else ""

        return Particulars(
            title=said(_DC + "title"), language=language_named(said(_DC + "language")), date=day(said(_DC + "date"))
        )

    def pieces(self) -> list[Piece]:
        """Return the words of the whole file."""
        body = self._content.find(f"{OFFICE}body")
        if body is None or not len(body):
            raise reader_error("office.damaged", what=_WHAT)
        slides = body.findall(f"{OFFICE}presentation/{DRAW}page")
        if not slides:
            return self._read(body[0])
        return [piece for number, slide in enumerate(slides, start=1) for piece in self._slide(slide, number)]

    def _slide(self, slide: etree._Element, number: int) -> Iterator[Piece]:
        for note in slide.findall(f"{PRESENTATION}notes"):
            self.left_out.add(Why.COMMENT, _words(note), number)
            slide.remove(note)
        if self._styles.is_hidden_page(slide):
            self.left_out.add(Why.HIDDEN, _words(slide), number)
            return
        for piece in self._read(slide):
            yield replace(piece, page=number)

    def _read(self, element: etree._Element) -> list[Piece]:
        root = html.Element("body")
        self._convert(element, root, 0)
        drop_unseen(root, self.left_out)
        return read_pieces(root)

    def _convert(self, element: etree._Element, into: html.HtmlElement, depth: int) -> None:
        """Add what an element holds to an element of a page."""
        if depth > _DEEPEST:
            raise reader_error("office.deep", what=_WHAT, levels=_DEEPEST)
        _add(into, element.text)
        for inner in element:
            if isinstance(inner.tag, str):
                self._part(inner, into, depth)
            _add(into, inner.tail)

    def _part(self, inner: etree._Element, into: html.HtmlElement, depth: int) -> None:
        why = self._why_out(inner)
        if why is not None:
            self.left_out.add(why, _words(inner))
        elif inner.tag in _SPACES:
            _add(into, " ")
        elif inner.tag == TEXT + "line-break":
            etree.SubElement(into, "br")
        elif inner.tag == TEXT + "note":
            self._convert_note(inner, into, depth)
        else:
            tag, attributes = self._tag(inner)
            target = etree.SubElement(into, tag, attributes) if tag else into
            self._convert(inner, target, depth + 1)

    def _why_out(self, element: etree._Element) -> Why | None:
        if element.tag == TEXT + "tracked-changes":
            return Why.STRUCK
        if element.tag == OFFICE + "annotation":
            return Why.COMMENT
        if element.tag in (TEXT + "hidden-text", TEXT + "hidden-paragraph"):
            return Why.HIDDEN
        if element.get(TEXT + "display") == "none" or element.get(TABLE + "display") == "false":
            return Why.HIDDEN
        if element.tag == TEXT + "placeholder" or element.get(PRESENTATION + "placeholder") == "true":
            return Why.PROMPT
        kind = element.get(PRESENTATION + "class") or ""
        return Why.RUNNING_HEAD if kind in ("page-number", "footer", "header", "date-time") else None

    def _tag(self, element: etree._Element) -> tuple[str, dict[str, str]]:
        """Return the tag and attributes that an element has on a page; no tag for one that only holds others."""
        if element.tag == TEXT + "h":
            return f"h{min(max(int(element.get(TEXT + 'outline-level') or 1), 1), 6)}", {}
        if element.tag == TEXT + "list":
            return self._styles.list_tag(element), {}
        if element.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            spans = {"colspan": "number-columns-spanned", "rowspan": "number-rows-spanned"}
            return ("td" if element.tag == TABLE + "table-cell" else ""), {
                name: element.get(TABLE + said) or "1" for name, said in spans.items()
            }
        if element.get(PRESENTATION + "class") == "title":
            return "h1", {}
        if element.tag in (TEXT + "p", TEXT + "span"):
            return self._styles.tag(element), self._styles.looks(element)
        return _SAME.get(element.tag) or _INLINE.get(element.tag) or "", {}

    def _convert_note(self, note: etree._Element, into: html.HtmlElement, depth: int) -> None:
        """Put the words of a note behind the paragraph that refers to it."""
        words = note.find(f"{TEXT}note-body")
        paragraph = into
        while paragraph.tag not in ("p", "li", "td", "body", "div") and paragraph.getparent() is not None:
            paragraph = paragraph.getparent()
        if words is not None and paragraph.getparent() is not None:
            aside = html.Element("p")
            self._convert(words, aside, depth + 1)
            aside.text, aside[:] = tidy(" ".join(aside.itertext())), []
            paragraph.addnext(aside)


def _add(into: html.HtmlElement, text: str | None) -> None:
    if text and len(into):
        into[-1].tail = (into[-1].tail or "") + text
    elif text:
        into.text = (into.text or "") + text


def _words(element: etree._Element) -> str:
    return " ".join(str(text) for text in element.itertext())


def _parsed(part: bytes | None) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        return etree.fromstring(part or b"", parser)
    except (etree.XMLSyntaxError, ValueError):
        raise reader_error("office.damaged", what=_WHAT) from None


READER = Reader(sample, read)
