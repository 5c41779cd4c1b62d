"""A document as a web page."""

from collections.abc import Iterator
from html import escape

from assistant.domain import BlockKind, BlockRole, Document
from evals.studies.readers.outline import Item, Part, parts

_STYLE = (
    "body {{ font: 11pt/1.4 'Liberation Serif', serif; columns: {columns}; column-gap: 0.8cm; }}"
    "h1, h2, h3, h4, h5, h6 {{ font-family: 'Liberation Sans', sans-serif; break-after: avoid; }}"
    "figcaption {{ font-size: 9pt; }}"
)


def web_page(document: Document, columns: int = 1) -> str:
    """Return the document as HTML, in columns when it is printed."""
    style = _STYLE.format(columns=columns)
    body = "\n".join(map(_set, parts(document)))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title><style>{style}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _set(part: Part) -> str:
    if part.kind is BlockKind.LIST_ITEM:
        return "".join(_list(part.items))
    words = "<br>".join(map(escape, part.lines))
    if part.kind is BlockKind.HEADING:
        return f"<h{part.level}>{words}</h{part.level}>"
    if part.kind is BlockKind.TABLE:
        return f"<table>{''.join(map(_row, part.lines))}</table>"
    if part.role is BlockRole.CREDIT:
        return f"<figure><figcaption>{words}</figcaption></figure>"
    return f"<p>{words}</p>"


def _list(items: tuple[Item, ...]) -> Iterator[str]:
    kind = "ul" if items[0].number is None else "ol"
    for item in items:
        value = "" if item.number is None else f' value="{item.number}"'
        depth = item.level + 1
        yield f"<{kind}>" * depth + f"<li{value}>{escape(item.words)}</li>" + f"</{kind}>" * depth


def _row(line: str) -> str:
    cells = (escape(cell.strip()) for cell in line.strip("| ").split(" | "))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
