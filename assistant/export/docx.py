"""A paper as a Word document, with real headings and lists, its language and title, and links from number to source."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.body import Part, PartKind, between, lines
from assistant.domain import Language
from assistant.export.paper import Paper, Source

_TAGS = {Language.EN: "en-GB", Language.NL: "nl-NL"}
_INK = RGBColor(0x1B, 0x3A, 0x5C)


def write(paper: Paper) -> bytes:
    """Return the paper as the bytes of a .docx file."""
    document = Document()
    _prepare(document, paper)
    document.add_paragraph(paper.title, style="Title")
    for parts in lines(paper.body):
        _add_line(document, parts)
    document.add_heading(paper.sources_title, 1)
    for source in paper.sources:
        _add_source(document, source)
    for line in paper.colophon:
        document.add_paragraph(line).runs[0].italic = True
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: Any, paper: Paper) -> None:
    """Set what readers and screen readers go by: title, language, and colours with enough contrast."""
    made = datetime(paper.made.year, paper.made.month, paper.made.day)
    properties = document.core_properties
    properties.title, properties.language, properties.author = paper.title[:255], _TAGS[paper.language], "SER assistant"
    properties.created = properties.modified = made
    styles = document.styles
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if defaults is not None:
        defaults.set(qn("w:val"), _TAGS[paper.language])
    styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].font.color.rgb = _INK


def _add_line(document: Any, line: Sequence[Part]) -> None:
    first = line[0]
    if first.kind is PartKind.HEADING:
        paragraph = document.add_heading(level=first.level - 1)
    else:
        paragraph = document.add_paragraph(style="List Bullet" if first.kind is PartKind.ITEM else None)
    for before, part in zip((None, *line), line, strict=False):
        _add_part(paragraph, part, between(before, part))


def _add_part(paragraph: Paragraph, part: Part, gap: str) -> None:
    if gap:
        paragraph.add_run(gap)
    if part.lead:
        lead = paragraph.add_run(part.lead + (": " if part.words else ""))
        lead.bold = True
        _speak(lead, part.language)
    if part.words:
        _speak(paragraph.add_run(part.words), part.language)
    _add_numbers(paragraph, part.citations)


def _add_source(document: Any, source: Source) -> None:
    paragraph = document.add_paragraph()
    _bookmark(paragraph, source.number)
    paragraph.add_run(f"[{source.number}] ").bold = True
    _speak(paragraph.add_run(f"“{source.quote}”"), source.language)
    paragraph.add_run(f" — {source.where} ")
    if source.address:
        target = paragraph.part.relate_to(source.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        _add_link(paragraph, source.address, qn("r:id"), target)


def _add_numbers(paragraph: Paragraph, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        paragraph.add_run(" ")
        _add_link(paragraph, f"[{number}]", qn("w:anchor"), f"source-{number}")


def _add_link(paragraph: Paragraph, words: str, attribute: str, target: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(attribute, target)
    run = paragraph.add_run(words)
    run.font.color.rgb = RGBColor(0x0B, 0x57, 0xA4)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"source-{number}")
        paragraph._p.append(mark)


def _speak(run: Run, language: Language) -> None:
    """Say which language the words are in, for spelling and for screen readers."""
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _TAGS[language])
    run._r.get_or_add_rPr().append(spoken)
