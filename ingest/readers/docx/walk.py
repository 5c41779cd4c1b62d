"""From the body of a Word file to pieces: headings, paragraphs, list items, tables and notes, in reading order."""

from lxml import etree

from assistant.domain import BlockKind, BlockRole
from ingest.readers.content import Piece
from ingest.readers.docx.names import MC, R, W, child, value
from ingest.readers.docx.numbering import Lists
from ingest.readers.docx.objects import chunk_pieces, object_pieces
from ingest.readers.docx.package import Package
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.tables import LONGEST_LABEL, deleted_rows, is_continued, is_data, labels_of, parts_of, rows_of
from ingest.readers.docx.unprinted import text_in, why_unread
from ingest.readers.docx.words import Note, Printer, Words
from ingest.readers.formats import format_of
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.plain.pieces import nest_items
from ingest.readers.structure import join_cells, join_soft

_AROUND = {"comments": Why.COMMENT, "header": Why.RUNNING_HEAD, "footer": Why.RUNNING_HEAD}
_DEEPEST_CHUNK = 2
_LABEL_LEVEL = 6
_OUT = {W + "sectPr", W + "sdtPr", W + "sdtEndPr", MC + "Fallback"}
_INDENT_STEP = 180  # twentieths of a point: an eighth of an inch
_WIDEST_GAP = 4


class Walker:
    """Takes the body of a document apart; ``pieces`` are those that are finished."""

    def __init__(self, package: Package, left_out: LeftOut | None = None, depth: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.left_out = left_out or LeftOut()
        self.styles = Styles(package.beside("styles"))
        self.printer = Printer(self.styles, self.left_out)
        self._package = package
        self._depth = depth
        self._lists = Lists(package.beside("numbering"))
        self._notes: list[Note] = []
        self._note_parts: dict[str, dict[str, etree._Element]] = {}
        self._unended: list[etree._Element] = []
        self._gap = 0

    def read(self, body: etree._Element) -> list[Piece]:
        """Read the whole body."""
        self._blocks(body)
        if self._unended:
            self._end_paragraph(self._unended.pop(), contents=False)
        self._add_notes()
        nest_items(self.pieces)
        self._list_around()
        return self.pieces

    def _list_around(self) -> None:
        """Note what is kept beside the text: comments, and heads and feet of the pages."""
        for kind, why in _AROUND.items():
            for part in self._package.all_beside(kind):
                for paragraph in part.iter(W + "p"):
                    self.left_out.add(why, text_in(paragraph))

    def _blocks(self, element: etree._Element, *, contents: bool = False) -> None:
        for inner in element:
            why = why_unread(inner)
            if why is not None:
                self.left_out.add(why, text_in(inner))
            elif inner.tag == W + "p":
                self._paragraph(inner, contents=contents)
            elif inner.tag == W + "tbl":
                self._table(inner)
            elif inner.tag == W + "sdt":
                self._blocks(inner, contents=contents or _is_contents(inner))
            elif inner.tag == W + "altChunk":
                self.pieces += self._chunk_pieces(inner)
            elif inner.tag not in _OUT:
                self._blocks(inner, contents=contents)

    def _paragraph(self, paragraph: etree._Element, *, contents: bool) -> None:
        drop_cap = value(child(paragraph, "pPr", "framePr"), "dropCap") in ("drop", "margin")
        if child(paragraph, "pPr", "rPr", "del") is None and not drop_cap:
            self._end_paragraph(paragraph, contents=contents)
        else:
            self._unended.append(paragraph)

    def _chunk_pieces(self, chunk: etree._Element) -> list[Piece]:
        """Read a file inside of the file that stands for text."""
        data = self._package.related_data(chunk.get(R + "id") or "")
        pieces = chunk_pieces(data, self.left_out) if data else None
        if data and pieces is None and format_of(data).suffix == ".docx" and self._depth < _DEEPEST_CHUNK:
            inner = Package(data)
            body = child(inner.main(), "body")
            pieces = Walker(inner, self.left_out, self._depth + 1).read(body) if body is not None else None
        if pieces is None:
            self.left_out.add(Why.OBJECT, f"altChunk {chunk.get(R + 'id') or ''}")
        return pieces or []

    def _end_paragraph(self, paragraph: etree._Element, *, contents: bool) -> None:
        words = self.printer.words(*self._unended, paragraph)
        self._unended = []
        if words.lines:
            self._gap = min(self._gap + 1, _WIDEST_GAP)
            self._add(paragraph, words, contents=contents or self.styles.is_contents(paragraph))
            self._gap = 0
        else:
            self._gap += 1
        self._notes += words.notes
        for drawing in words.drawings:
            self.pieces += object_pieces(drawing, self._package)
        for box in words.boxes:
            self._blocks(box)

    def _add(self, paragraph: etree._Element, words: Words, *, contents: bool) -> None:
        level = self.styles.heading_level(paragraph)
        if contents:
            self.pieces.append(Piece(BlockKind.PARAGRAPH, words.text, gap=self._gap, role=BlockRole.POINTER))
        elif self.styles.is_cover(paragraph):
            self._add_cover(words)
        elif level:
            self._add_notes()
            self._add_heading(self._marker(paragraph), words, level)
        elif self.styles.numbering(paragraph):
            self._add_item(paragraph, words)
        elif self._continues_item(paragraph):
            self.pieces[-1].text += "\n" + "\n".join(join_soft(words.lines))
        else:
            self._add_paragraphs(words, self._indent(paragraph))

    def _add_cover(self, words: Words) -> None:
        """Add the document's title; further down, what is styled as one is a heading."""
        if all(piece.role is BlockRole.COVER for piece in self.pieces):
            self.pieces.append(Piece(BlockKind.HEADING, words.text, gap=self._gap, level=1, role=BlockRole.COVER))
        else:
            self._add_notes()
            self._add_heading("", words, level=1)

    def _add_heading(self, marker: str, words: Words, level: int) -> None:
        text = marker + words.text
        self.pieces.append(Piece(BlockKind.HEADING, text, marker, gap=self._gap, level=level, explicit=True))

    def _add_item(self, paragraph: etree._Element, words: Words) -> None:
        marker = self._marker(paragraph)
        text = marker + "\n".join(join_soft(words.lines))
        indent = max(self._indent(paragraph), 1)
        self.pieces.append(Piece(BlockKind.LIST_ITEM, text, marker, indent=indent))

    def _add_paragraphs(self, words: Words, indent: int) -> None:
        self.pieces += [
            Piece(BlockKind.PARAGRAPH, line, gap=0 if index else self._gap, indent=indent, strong=words.strong)
            for index, line in enumerate(join_soft(words.lines))
        ]

    def _continues_item(self, paragraph: etree._Element) -> bool:
        """Tell whether a paragraph without a marker stands as far in as the list item before it."""
        last = self.pieces[-1] if self.pieces else None
        indent = self._indent(paragraph)
        return last is not None and last.kind is BlockKind.LIST_ITEM and self._gap == 1 and 1 < last.indent <= indent

    def _marker(self, paragraph: etree._Element) -> str:
        numbering = self.styles.numbering(paragraph)
        return self._lists.next_marker(numbering) if numbering else ""

    def _indent(self, paragraph: etree._Element) -> int:
        """Return how far in a paragraph stands, in steps."""
        own = self.styles.indent(paragraph)
        numbering = self.styles.numbering(paragraph)
        level = self._lists.level(numbering) if numbering else None
        return max(own if own is not None else level.indent if level else 0, 0) // _INDENT_STEP

    def _table(self, table: etree._Element) -> None:
        for row in deleted_rows(table):
            self.left_out.add(Why.STRUCK, text_in(row))
        rows = rows_of(table)
        if not is_data(rows, self.styles):
            self._framed(rows)
            return
        lines = [[self._cell(cell) for cell in row] for row in rows]
        text = "\n".join(join_cells(line) for line in lines if any(line))
        if text:
            self.pieces.append(Piece(BlockKind.TABLE, text, gap=1))

    def _framed(self, rows: list[list[etree._Element]]) -> None:
        """Read the cells of a table as text, long ones below the head of their column."""
        labels = labels_of(rows)
        for row in rows[1 if labels else 0 :]:
            for index, cell in enumerate(row):
                if labels and len(text_in(cell)) > LONGEST_LABEL:
                    self._add_heading("", Words([labels[index]]), _LABEL_LEVEL)
                self._blocks(cell)

    def _cell(self, cell: etree._Element) -> str:
        """Return the words of a cell; those of a table inside of it row by row."""
        if is_continued(cell):
            return ""
        texts: list[str] = []
        for part in parts_of(cell):
            if part.tag == W + "tbl":
                rows = (" ".join(filter(None, map(self._cell, row))) for row in rows_of(part))
                texts.append("; ".join(filter(None, rows)))
            elif part.tag == W + "sdt":
                self.left_out.add(Why.PROMPT, text_in(part))
            elif part.tag == W + "altChunk":
                texts += [piece.text for piece in self._chunk_pieces(part)]
            else:
                texts += self._cell_words(part)
        return " ".join(filter(None, texts))

    def _cell_words(self, paragraph: etree._Element) -> list[str]:
        words = self.printer.words(paragraph)
        self._notes += words.notes
        texts = [self._marker(paragraph).removeprefix("- ") + words.text if words.lines else ""]
        texts += [piece.words for drawing in words.drawings for piece in object_pieces(drawing, self._package)]
        return texts + [self._cell(box) for box in words.boxes]

    def _add_notes(self) -> None:
        """Add the notes of the section that ends here: they are about it, and do not break into its text."""
        notes, self._notes = self._notes, []
        for note in notes:
            found = self._note(note)
            lines = [self.printer.words(part).text for part in found.iter(W + "p")] if found is not None else []
            text = " ".join(filter(None, lines))
            if text:
                self.pieces.append(Piece(BlockKind.PARAGRAPH, text, gap=1))

    def _note(self, note: Note) -> etree._Element | None:
        if note.part not in self._note_parts:
            root = self._package.beside(note.part)
            found = root.iter(W + note.part.removesuffix("s")) if root is not None else ()
            self._note_parts[note.part] = {value(element, "id"): element for element in found}
        return self._note_parts[note.part].get(note.id)


def _is_contents(control: etree._Element) -> bool:
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents"
