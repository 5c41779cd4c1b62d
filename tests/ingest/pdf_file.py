"""PDFs made for a test: typeset, or written byte by byte."""

import zlib
from pathlib import Path

import typst

from assistant.domain import BlockKind, BlockRole, Document, Language
from evals.studies.readers.outline import Item, Part, parts
from ingest.readers import pdf

FILES = Path(__file__).parent / "files"
_SETTING = """
#set document(title: "{title}", date: datetime(year: 2024, month: 3, day: 5))
#set page(width: 15cm, height: 21cm, margin: 2cm, columns: {columns}, header: [{head}],
  footer: context counter(page).display())
#set text(size: 10pt, lang: "{language}", hyphenate: {hyphenate})
#set par(justify: true)
#set super(typographic: false)
"""


def typeset(
    body: str,
    *,
    columns: int = 1,
    head: str = "",
    title: str = "",
    language: Language = Language.EN,
    hyphenate: bool = False,
) -> bytes:
    """Set a text in Typst's markup with page numbers on small pages."""
    setting = _SETTING.format(
        title=title, columns=columns, head=head, language=language, hyphenate=str(hyphenate).lower()
    )
    made = typst.compile((setting + body).encode())
    assert isinstance(made, bytes)
    return made


def read_pdf(data: bytes, language: Language = Language.EN) -> Document:
    content = pdf.read(data, language)
    return Document("doc", content.title, language, content.text, content.blocks, pages=content.pages)


def as_pdf(document: Document) -> bytes:
    """Set a document as an author would: a cover, headings as headings, lists as lists."""
    everything = list(parts(document))
    cover = [part for part in everything if part.role is BlockRole.COVER]
    title = max(cover, key=lambda part: len(part.lines[0]), default=None)
    set_parts = [_cover(part, largest=part is title) if part in cover else _set(part) for part in everything]
    if cover:
        set_parts.insert(len(cover), "#pagebreak()")
    return typeset("\n\n".join(set_parts), title=document.title, language=document.language)


def written(
    stream: bytes,
    *,
    pages: int = 1,
    catalog: str = "",
    filters: str = "",
    objects: tuple[str, ...] = (),
    notes: str = "",
    page_more: str = "",
) -> bytes:
    """Write a PDF all of whose pages show one stream; font F1 is Helvetica, further objects count from 5."""
    first = 5 + len(objects)
    kids = " ".join(f"{first + index} 0 R" for index in range(pages))
    resources = "<< /Font << /F1 3 0 R >> /XObject << /Im 5 0 R >> >>"
    parts = f"/MediaBox [0 0 595 842] /Resources {resources} /Contents 4 0 R /Annots [{notes}] {page_more}"
    page = f"<< /Type /Page /Parent 2 0 R {parts} >>".encode()
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(stream)} {filters} >>\nstream\n".encode() + stream + b"\nendstream",
        *(item.encode() for item in objects),
        *[page] * pages,
    ]
    data, offsets = b"%PDF-1.7\n", []
    chunks = []
    length = len(data)
    for number, body in enumerate(bodies, start=1):
        chunk = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        offsets.append(length)
        length += len(chunk)
        chunks.append(chunk)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\n"
    return b"".join([data, *chunks, end.encode(), f"startxref\n{length}\n%%EOF\n".encode()])


def lines(*texts: str) -> bytes:
    """Return what a page shows: lines of text below one another."""
    shown = (f"BT /F1 10 Tf 50 {780 - 14 * index} Td ({text}) Tj ET" for index, text in enumerate(texts))
    return "\n".join(shown).encode("latin-1")


def packed(data: bytes) -> bytes:
    return zlib.compress(data, 9)


def _cover(part: Part, *, largest: bool) -> str:
    return f"#text(size: {24 if largest else 14}pt)[{_escaped(part.lines[0])}]"


def _set(part: Part) -> str:
    if part.kind is BlockKind.LIST_ITEM:
        return "\n".join(map(_item, part.items))
    words = " \\\n".join(map(_escaped, part.lines))
    if part.kind is BlockKind.HEADING:
        return f"#heading(level: {part.level})[{words}]"
    return f"#text(size: 8pt)[{words}]" if part.role is BlockRole.CREDIT else words


def _item(item: Item) -> str:
    marker = "-" if item.number is None else f"{item.number}."
    return f"{'  ' * item.level}{marker} {_escaped(item.words)}"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\#*_$@<>`~/'\"[]=+-" else sign for sign in text)
