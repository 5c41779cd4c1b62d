"""Word files put together from raw WordprocessingML, also such as no library writes."""

import io
import zipfile
from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOTS = {"document": "document", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in range(1, 10)
)


def word(body: str, *, styles: str = "", numbering: str = "", footnotes: str = "", about: str = "") -> bytes:
    """Make a Word file with this body; the styles H1 to H9 are headings."""
    inside = {"styles": _HEADINGS + styles, "numbering": numbering, "footnotes": footnotes}
    parts = {
        "_rels/.rels": _related({"officeDocument": "word/document.xml", "core-properties": "docProps/core.xml"}),
        "word/_rels/document.xml.rels": _related({name: f"{name}.xml" for name in inside}),
        "word/document.xml": _xml("document", f"<w:body>{body}</w:body>"),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{about}'
            "</cp:coreProperties>"
        ),
    }
    return zipped(parts | {f"word/{name}.xml": _xml(name, xml) for name, xml in inside.items()})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Put files in a zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def p(words: str = "", style: str = "", *, more: str = "") -> str:
    """A paragraph with words, or with the raw runs that ``words`` holds."""
    runs = words if words.startswith("<") else run(words)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{more}</w:pPr>{runs}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def listed(list_id: int, level: int = 0) -> str:
    """What makes a paragraph an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def abstract(abstract_id: int, *levels: tuple[str, str]) -> str:
    """The rules of a list: the number format and the pattern of each level."""
    rules = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/>'
        f'<w:pPr><w:ind w:left="{720 * (depth + 1)}"/></w:pPr></w:lvl>'
        for depth, (style, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{rules}</w:abstractNum>'


def num(list_id: int, abstract_id: int, more: str = "") -> str:
    """A list that follows these rules."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'


def _xml(name: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{_ROOTS[name]} xmlns:w="{_MAIN}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:v="urn:schemas-microsoft-com:vml">{inside}</w:{_ROOTS[name]}>'
    )


def _related(targets: dict[str, str]) -> str:
    kinds = {"core-properties": f"{_PACKAGE}/relationships/metadata/core-properties"}
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{kinds.get(kind, f"{_RELATIONS}/{kind}")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def related(data: bytes, relation_id: str, kind: str, name: str, part: bytes) -> bytes:
    """Add a part to a Word file, which its document refers to by an id."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {member: made.read(member) for member in made.namelist()}
    relations = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="{relation_id}" Type="{_RELATIONS}/{kind}" Target="{name}"/>'
    parts[relations] = parts[relations].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    return zipped(parts | {f"word/{name}": part})
