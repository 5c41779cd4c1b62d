"""Nothing is lost in silence: a paragraph at any place of any format is in the text, or it is listed as left out."""

import random

import pytest

from assistant.domain import Language
from ingest.entry import Entry
from ingest.left_out import left_out_of
from ingest.readers import read_bytes
from tests.ingest.office_file import book, opened, slides
from tests.ingest.pdf_file import lines, written
from tests.ingest.word_file import p, run, word

MARK = "Zevenentwintig vakbonden praten hierover mee in het najaar."
OTHER = "Een bedrijf vraagt eerst aan de vakbond wat de leden nodig hebben, en luistert daarna naar iedereen."
PLACES = 12


def _page(place: random.Random) -> bytes:
    wrappers = (
        "<p>{}</p>", "<div hidden><p>{}</p></div>", '<div class="share">{}</div>', '<aside class="related"><p>{}</p></aside>',
        "<footer><p>{}</p></footer>", "<button>{}</button>", "<del>{}</del>", '<p style="color:white">{}</p>', "<nav>{}</nav>",
        "<table><tr><td>A<td>{}</tr><tr><td>B<td>C</tr></table>", "<ul><li>{}</ul>", '<div role="dialog">{}</div>',
        "<select><option>{}</select>", "<noscript>{}</noscript>", '<span class="sr-only">{}</span>', "<h2>{}</h2>",
    )  # fmt: skip
    parts = [f"<p>{OTHER}</p>"] * 6
    parts.insert(place.randrange(7), place.choice(wrappers).format(MARK))
    body = "".join(parts)
    return (
        f"<html><body>{place.choice(('<main>{}</main>', '{}')).format('<h1>Gids</h1>' + body)}</body></html>".encode()
    )


def _word(place: random.Random) -> bytes:
    deleted = f"<w:del><w:r><w:delText>{MARK}</w:delText></w:r></w:del>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(MARK)}</w:sdtContent></w:sdt>"
    cell = f"<w:tbl><w:tr><w:tc>{p(MARK)}</w:tc><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"
    box = p(run("x") + f"<w:r><w:pict><w:txbxContent>{p(MARK)}</w:txbxContent></w:pict></w:r>")
    kinds = (
        p(MARK), p(run(MARK, "<w:vanish/>")), p(run(MARK, "<w:strike/>")), p(deleted), p(prompt), cell, box,
        p(run(MARK, '<w:color w:val="FFFFFF"/>')), p(MARK, "H2"), f"<w:del>{p(MARK)}</w:del>",
    )  # fmt: skip
    parts = [p(OTHER)] * 6
    parts.insert(place.randrange(7), place.choice(kinds))
    return word("".join(parts))


def _pdf(place: random.Random) -> bytes:
    x, y = place.choice((20, 50, 120)), place.choice((820, 600, 300, 20))
    ways = ("0 g", "1 g", "3 Tr", "0.5 g")
    size = place.choice((0.7, 6, 10, 14))
    shown = f" {place.choice(ways)} BT /F1 {size} Tf {x} {y} Td ({MARK}) Tj ET"
    line = place.choice(("", f" 0 g {x} {y + size * 0.3} {len(MARK) * size * 0.48} 0.6 re f"))
    return written(lines(*[OTHER[:80]] * 4) + (shown + line).encode())


def _text(place: random.Random) -> bytes:
    parts = [OTHER] * 6
    parts.insert(place.randrange(7), MARK)
    return place.choice(("\n\n", "\n\n\f")).join(parts).encode()


def _markdown(place: random.Random) -> bytes:
    kinds = (
        MARK, f"~~{MARK}~~", f"{{--{MARK}--}}", f"!!! note\n    {MARK}", f"::: tip {MARK}\n:::", f"> [!NOTE] {MARK}",
        f"| a | b |\n|---|---|\n| {MARK} | c |", f"<div hidden>{MARK}</div>", f"##{MARK}", f"[^1]: {MARK}\n\nZie[^1].",
    )  # fmt: skip
    parts = [OTHER] * 6
    parts.insert(place.randrange(7), place.choice(kinds))
    return "\n\n".join(parts).encode()


def _slides(place: random.Random) -> bytes:
    way = place.randrange(4)

    def fill(deck: object) -> None:
        for number in range(3):
            slide = deck.slides.add_slide(deck.slide_layouts[1])  # type: ignore[attr-defined]
            slide.shapes.title.text = MARK if way == 0 and number == 1 else f"Dia {number}"
            slide.placeholders[1].text_frame.text = MARK if way == 1 and number == 1 else OTHER
            if way == 2 and number == 1:
                slide.notes_slide.notes_text_frame.text = MARK
            if way == 3 and number == 1:
                slide.placeholders[1].text_frame.text = MARK
                slide._element.set("show", "0")

    return slides(fill)


def _book(place: random.Random) -> bytes:
    row, column = place.randrange(1, 5), place.randrange(1, 4)
    hidden = place.choice(("", "row", "column", "sheet"))

    def fill(made: object) -> None:
        sheet = made.active  # type: ignore[attr-defined]
        for _ in range(4):
            sheet.append([OTHER[:40], OTHER[40:60], 3])
        sheet.cell(row, column).value = MARK
        if hidden == "row":
            sheet.row_dimensions[row].hidden = True
        elif hidden == "column":
            sheet.column_dimensions["ABC"[column - 1]].hidden = True
        elif hidden == "sheet":
            made.create_sheet("Ander").append([OTHER])  # type: ignore[attr-defined]
            sheet.sheet_state = "hidden"

    return book(fill)


def _open(place: random.Random) -> bytes:
    kinds = (
        f"<text:p>{MARK}</text:p>", f'<text:h text:outline-level="2">{MARK}</text:h>',
        f"<text:list><text:list-item><text:p>{MARK}</text:p></text:list-item></text:list>",
        f"<text:section text:display='none'><text:p>{MARK}</text:p></text:section>",
        f"<text:p>x<office:annotation><text:p>{MARK}</text:p></office:annotation></text:p>",
        f"<table:table><table:table-row><table:table-cell><text:p>{MARK}</text:p></table:table-cell></table:table-row></table:table>",
        f"<text:p><draw:frame><draw:text-box><text:p>{MARK}</text:p></draw:text-box></draw:frame></text:p>",
    )  # fmt: skip
    parts = [f"<text:p>{OTHER}</text:p>"] * 6
    parts.insert(place.randrange(7), place.choice(kinds))
    return opened("".join(parts))


def _open_slides(place: random.Random) -> bytes:
    kinds = (
        f"<draw:frame><draw:text-box><text:p>{MARK}</text:p></draw:text-box></draw:frame>",
        f'<draw:frame presentation:class="title"><draw:text-box><text:p>{MARK}</text:p></draw:text-box></draw:frame>',
        f"<draw:custom-shape><text:p>{MARK}</text:p></draw:custom-shape>",
        f"<presentation:notes><draw:frame><draw:text-box><text:p>{MARK}</text:p></draw:text-box></draw:frame></presentation:notes>",
    )  # fmt: skip
    other = f"<draw:frame><draw:text-box><text:p>{OTHER}</text:p></draw:text-box></draw:frame>"
    pages = [other, other, other]
    pages[place.randrange(3)] += place.choice(kinds)
    return opened("".join(f"<draw:page>{page}</draw:page>" for page in pages), kind="presentation")


FORMATS = {
    "odp": _open_slides, "html": _page, "docx": _word, "pdf": _pdf, "txt": _text, "md": _markdown, "pptx": _slides, "xlsx": _book, "odt": _open,
}  # fmt: skip


@pytest.mark.parametrize("seed", range(PLACES))
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_paragraph_anywhere_is_read_or_listed(suffix: str, seed: int) -> None:
    data = FORMATS[suffix](random.Random(seed))
    entry = Entry(id="doc", file=f"doc.{suffix}", language=Language.NL)
    report = left_out_of(read_bytes(data, entry, lambda text: Language.NL))
    quoted = " ".join(report.document.text.split())
    listed = " ".join(part.text for kind in report.kinds for part in kind.parts)
    assert MARK in quoted or MARK in " ".join(listed.split())
