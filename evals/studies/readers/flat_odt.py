"""A document as flat OpenDocument text, with the styles that a word processor's user would give it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from assistant.domain import BlockKind, BlockRole, Document
from evals.studies.readers.outline import Item, Part, parts

_SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11.5, 5: 11, 6: 11}
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
)


def flat_odt(document: Document, columns: int = 1) -> str:
    """Return the document as the text of a .fodt file, with a running head and page numbers."""
    body = "\n".join(_body(document))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMESPACES} '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{escape(document.title)}</dc:title></office:meta>"
        f"<office:styles>{_styles(document.language)}</office:styles>"
        f"<office:automatic-styles>{_automatic_styles(columns)}</office:automatic-styles>"
        f"<office:master-styles>{_master(document.title)}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>\n"
    )


def _styles(language: str) -> str:
    country = {"en": "GB", "nl": "NL"}[language]
    font = 'style:font-name="Liberation Sans"'
    paragraph = [
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt" '
        f'fo:font-family="Liberation Sans" fo:language="{language}" fo:country="{country}"/></style:default-style>',
        _style("Body", 'fo:margin-bottom="8pt" fo:line-height="120%"', f'{font} fo:hyphenate="true"'),
        _style("Title", 'fo:margin-top="120pt" fo:margin-bottom="20pt"', 'fo:font-size="28pt" fo:font-weight="bold"'),
        _style("Subtitle", 'fo:margin-bottom="10pt"', 'fo:font-size="14pt"'),
        _style("Caption", 'fo:margin-bottom="8pt"', 'fo:font-size="9pt" fo:font-style="italic"'),
        _style("Running", "", 'fo:font-size="9pt"'),
    ]
    headings = [
        _style(
            f"Heading_20_{level}",
            'fo:margin-top="14pt" fo:margin-bottom="6pt" fo:keep-with-next="always"',
            f'fo:font-size="{size}pt" fo:font-weight="bold"',
            f'style:default-outline-level="{level}"',
        )
        for level, size in _SIZES.items()
    ]
    return "".join([*paragraph, *headings, _list_style("Bullets", "bullet"), _list_style("Numbers", "number")])


def _style(name: str, paragraph: str, text: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" {more}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _list_style(name: str, kind: str) -> str:
    sign = 'text:bullet-char="•"' if kind == "bullet" else 'style:num-format="1" style:num-suffix="."'
    levels = "".join(
        f'<text:list-level-style-{kind} text:level="{level}" {sign}>'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" '
        f'fo:margin-left="{level * 0.7}cm" fo:text-indent="-0.7cm"/></style:list-level-properties>'
        f"</text:list-level-style-{kind}>"
        for level in range(1, 7)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _automatic_styles(columns: int) -> str:
    column = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>' if columns > 1 else ""
    return (
        '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" '
        f'fo:page-height="29.7cm" fo:margin="2.2cm">{column}</style:page-layout-properties>'
        '<style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style>'
        '</style:page-layout><style:style style:name="NewPage" style:family="paragraph" '
        'style:parent-style-name="Body"><style:paragraph-properties fo:break-after="page"/></style:style>'
    )


def _master(title: str) -> str:
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="Page">'
        f'<style:header><text:p text:style-name="Running">{escape(title)}</text:p></style:header>'
        '<style:footer><text:p text:style-name="Running"><text:page-number/></text:p></style:footer>'
        "</style:master-page>"
    )


def _body(document: Document) -> Iterator[str]:
    everything = list(parts(document))
    cover = [part for part in everything if part.role is BlockRole.COVER]
    title = max(cover, key=lambda part: len(part.lines[0]), default=None)
    for part in everything:
        if part.role is BlockRole.COVER:
            yield _paragraph(part.lines, "Title" if part is title else "Subtitle")
            if part is cover[-1]:
                yield '<text:p text:style-name="NewPage"/>'
        else:
            yield _set(part)


def _set(part: Part) -> str:
    if part.kind is BlockKind.LIST_ITEM:
        return _list(part.items)
    if part.kind is BlockKind.HEADING:
        words = "<text:line-break/>".join(map(escape, part.lines))
        return f'<text:h text:style-name="Heading_20_{part.level}" text:outline-level="{part.level}">{words}</text:h>'
    if part.kind is BlockKind.TABLE:
        return _table(part.lines)
    return _paragraph(part.lines, "Caption" if part.role is BlockRole.CREDIT else "Body")


def _paragraph(lines: tuple[str, ...], style: str) -> str:
    return f'<text:p text:style-name="{style}">{"<text:line-break/>".join(map(escape, lines))}</text:p>'


def _list(items: tuple[Item, ...]) -> str:
    kind = "Numbers" if items[0].number is not None else "Bullets"
    return f'<text:list text:style-name="{kind}">{"".join(map(_item, items))}</text:list>'


def _item(item: Item) -> str:
    words = f'<text:p text:style-name="Body">{escape(item.words)}</text:p>'
    opening = "<text:list-item><text:list>" * item.level
    closing = "</text:list></text:list-item>" * item.level
    value = f' text:start-value="{item.number}"' if item.number is not None else ""
    return f"{opening}<text:list-item{value}>{words}</text:list-item>{closing}"


def _table(rows: tuple[str, ...]) -> str:
    cells = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]
    width = max(map(len, cells))
    lines = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{_paragraph((cell,), 'Body')}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in cells
    )
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f"<table:table>{columns}{lines}</table:table>"
