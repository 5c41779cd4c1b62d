"""The corpus as web pages, Word files and Markdown, set as an author would: headings as headings, lists as lists."""

import io
import re
from collections.abc import Iterator
from html import escape

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.domain import BlockKind, BlockRole, Document
from evals.studies.readers.outline import Item, Part, parts

_STYLES = {BlockRole.CREDIT: "Caption", BlockRole.COVER: "Subtitle"}
_NUMBERED = "List Number"

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0052)https://www.ser.nl/nl/thema/imvo/saved -->
<html lang="LANGUAGE"><head><meta charset="utf-8"><title>TITLE | SER</title>
<meta property="og:site_name" content="SER"><style>.x { color: red }</style><script>track("everything")</script></head>
<body class="has-sidebar">
<a class="skip-link" href="#main">Ga direct naar de inhoud</a>
<div id="cookie-banner" role="dialog"><h2>Cookies op deze website</h2><p>Wij gebruiken cookies. <button>Akkoord</button></p></div>
<header><a href="/">SER</a><nav aria-label="Hoofdmenu"><ul><li><a href="/a">Thema's</a></li><li><a href="/b">Nieuws</a></li>
<li><a href="/c">Adviezen</a></li></ul></nav><form role="search"><input value="Zoekterm"><button>Zoeken</button></form></header>
<main id="main"><ol class="breadcrumb"><li><a href="/">Home</a></li><li>IMVO</li></ol>
<script>alert("in the text")</script>
BODY
<div class="share-buttons"><p>Deel deze pagina</p><a href="https://linkedin.example">LinkedIn</a></div>
<p hidden>Verborgen tekst.</p><p style="display: none">Ook verborgen.</p>
</main>
<aside><h2>Gerelateerd</h2><ul><li><a href="/d">Een ander artikel</a></li></ul></aside>
<footer><p>Postbus 90405, Den Haag</p><ul><li><a href="/privacy">Privacy</a></li></ul></footer>
<script>document.write("Geladen na afloop")</script></body></html>
"""  # noqa: E501


def as_web_page(document: Document) -> bytes:
    body = "\n".join(map(_html, parts(document)))
    return f'<!DOCTYPE html><html lang="{document.language}"><body>{body}</body></html>'.encode()


def as_saved_page(document: Document) -> bytes:
    """A page as a browser saves it, with everything around it that a site has."""
    body = "\n".join(map(_html, parts(document)))
    return (PAGE.replace("LANGUAGE", document.language).replace("TITLE", document.title).replace("BODY", body)).encode()


def as_markdown(document: Document) -> bytes:
    return "\n\n".join(map(_markdown, parts(document))).encode()


def as_word(document: Document) -> bytes:
    file = docx.Document()
    everything = list(parts(document))
    cover = [part for part in everything if part.role is BlockRole.COVER]
    title = max(cover, key=lambda part: len(part.lines[0]), default=None)
    for part in everything:
        if part is title:
            file.add_paragraph(part.lines[0], style="Title")
        else:
            _add(file, part)
    return saved(file)


def saved(file: WordFile) -> bytes:
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def new_list(file: WordFile, start: int) -> int:
    """Make a numbered list of its own and return its id."""
    numbering = file.part.numbering_part.element
    usual = file.styles[_NUMBERED].element.pPr.numPr.numId.val
    abstract = next(number for number in numbering.num_lst if number.numId == usual).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(start)
    return int(number.numId)


def _html(part: Part) -> str:
    if part.kind is BlockKind.LIST_ITEM:
        return "".join(_html_list(list(part.items), 0))
    words = "<br>\n".join(map(escape, part.lines))
    if _is_heading(part):
        return f"<h{part.level}>{words}</h{part.level}>"
    return f"<figure><figcaption>{words}</figcaption></figure>" if part.role is BlockRole.CREDIT else f"<p>{words}</p>"


def _html_list(items: list[Item], level: int) -> Iterator[str]:
    kind = "ul" if items[0].number is None else f'ol start="{items[0].number}"'
    yield f"<{kind}>"
    while items and items[0].level >= level:
        yield f"<li>{escape(items.pop(0).words)}"
        if items and items[0].level > level:
            yield from _html_list(items, level + 1)
        yield "</li>"
    yield f"</{kind[:2]}>"


def _add(file: WordFile, part: Part) -> None:
    if part.kind is BlockKind.LIST_ITEM:
        _add_list(file, part.items)
    elif _is_heading(part):
        file.add_heading(part.lines[0], part.level)
    else:
        paragraph = file.add_paragraph(part.lines[0], style=_STYLES.get(part.role))
        for line in part.lines[1:]:
            run = paragraph.add_run()
            run.add_break(WD_BREAK.LINE)
            run.add_text(line)


def _is_heading(part: Part) -> bool:
    return part.kind is BlockKind.HEADING and part.role is not BlockRole.COVER


def _add_list(file: WordFile, items: tuple[Item, ...]) -> None:
    number = next((item.number for item in items if item.number is not None), None)
    own = new_list(file, number) if number is not None else 0
    for item in items:
        style = "List Bullet" if item.number is None else _NUMBERED
        paragraph = file.add_paragraph(item.words, style=f"{style} {item.level + 1}" if item.level else style)
        if item.number is not None:
            listed = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{own}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(listed))


def _markdown(part: Part) -> str:
    if part.kind is BlockKind.LIST_ITEM:
        return "\n".join(f"{'  ' * item.level}{_marker(item)} {_escaped(item.words)}" for item in part.items)
    words = "  \n".join(map(_escaped, part.lines))
    return f"{'#' * part.level} {words}" if _is_heading(part) else words


def _marker(item: Item) -> str:
    return "-" if item.number is None else f"{item.number}."


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+.!|&~=-])", r"\\\1", words)
