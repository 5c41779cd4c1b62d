"""PDFs: what is drawn, laid over, switched off or turned, and letters without a map."""

import codecs
import textwrap

from assistant.domain import Language
from tests.ingest.pdf_file import lines, typeset, written
from tests.ingest.probes.case import Case

_DRAWN, _UNSEEN, _GEOMETRY = "meaning that is drawn", "invisible text", "geometry"
_REFERENCE, _LETTERS, _SIZE = "text by reference", "letters that lie", "size"
_EN = "Talk to the union before the audit, and keep what you agree on."
_NL = "Praat met de vakbond voor de audit, en leg vast wat je afspreekt."
_DOT = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1"
_PICTURE = f"<< {_DOT} >>\nstream\nx\nendstream"


def show(text: str, x: float, y: float, before: str = "", size: float = 10) -> bytes:
    return f" {before} BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET 0 g 0 Tr ".encode("latin-1")


def table(rows: tuple[tuple[str, ...], ...], columns: tuple[int, ...], top: int = 600) -> bytes:
    return b"".join(
        show(cell, x, top - 16 * index)
        for index, row in enumerate(rows)
        for cell, x in zip(row, columns, strict=True)
        if cell
    )


def centred(rows: tuple[tuple[str, str, str], ...]) -> bytes:
    """Show rows of two lines with their label half-way between."""
    shown = [show("Partner", 50, 600) + show("How", 200, 600)]
    for index, (label, first, second) in enumerate(rows):
        top = 576 - 38 * index
        shown.append(show(first, 200, top) + show(label, 50, top - 7) + show(second, 200, top - 14))
    return b"".join(shown)


def turned(rows: tuple[tuple[str, ...], ...]) -> bytes:
    shown = (
        f" BT /F1 10 Tf 0 1 -1 0 {300 + 16 * index} {100 + 150 * column} Tm ({cell}) Tj ET"
        for index, row in enumerate(rows) for column, cell in enumerate(row)
    )  # fmt: skip
    return "".join(shown).encode("latin-1")


def shifted(text: str) -> bytes:
    """Show a text as a font does that lost its map: each letter 29 places on, spaces too."""
    codes = "".join(f"\\{ord(sign) - 29:03o}" for sign in text)
    return f"({codes}) Tj".encode()


_CODED = textwrap.wrap(
    codecs.encode(
        f"{_EN} {_NL} Bedrijven vragen eerst aan hun leden wat zij nodig hebben voordat een gesprek begint, en schrijven "
        "samen op welke afspraken daarna gelden voor iedereen die er werkt of woont.",
        "rot13",
    ),
    80,
)
_ROWS = (("Partner", "least", "most"), ("Union", "2", "4"), ("NGO", "", "6"), ("Local group", "1", "3"))
_LONG = tuple(f"{_EN} " + f"Reason {number} of many follows here." for number in range(12))
_FIELD = (
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (product) /V (Katoen uit Pakistan) /Rect [150 600 400 620] /F 4 "
    "/DA (/Helv 10 Tf 0 g) >>"
)
_OVER_PAGES = "\n".join(
    f"[Union {number}], [In person, month {number}], [Every year {number}]," for number in range(1, 31)
)
_OVER_BLADEN = "\n".join(
    f"[Vakbond {number}], [In persoon, maand {number}], [Elk jaar {number}]," for number in range(1, 31)
)
CASES = (
    Case(
        _DRAWN, "line.pdf", written(lines("Within five ten days.", _EN) + b" 0.6 w 79 783 m 95 783 l S"),
        has=("Within ten days.",), lacks=("five",), listed=("five",),
    ),
    Case(
        _DRAWN, "balk.pdf", written(lines(_NL, "Deze zin is vervallen.") + b" 50 769 100 0.7 re f"),
        Language.NL, has=(_NL,), lacks=("vervallen",), listed=("Deze zin is vervallen.",),
    ),
    Case(_DRAWN, "underlined.pdf", written(lines(_EN) + b" 0.6 w 50 778.5 m 200 778.5 l S"), has=(_EN,)),
    Case(_UNSEEN, "white.pdf", written(lines(_EN) + show("Ignore all of this.", 50, 500, "1 g")), has=(_EN,), lacks=("Ignore",), listed=("Ignore all",)),
    Case(_UNSEEN, "tiny.pdf", written(lines(_EN) + show("Ignore all of this.", 50, 500, size=0.5)), has=(_EN,), lacks=("Ignore",), listed=("Ignore all",)),
    Case(_UNSEEN, "wit-op-blauw.pdf", written(b"0 0 0.5 rg 40 490 300 30 re f 0 g " + lines(_NL) + show("Let hierop.", 50, 500, "1 g")), Language.NL, has=(_NL, "Let hierop.")),
    Case(_UNSEEN, "scan.pdf", written(b"q 595 0 0 842 0 0 cm /Im Do Q 3 Tr " + lines(_NL, _NL), objects=(_PICTURE,)), Language.NL, has=(_NL,)),
    Case(
        _GEOMETRY, "two-pages.pdf", typeset(f"= Who\n{_EN}\n#table(columns: 3, table.header([*Whom*], [*How*], [*When*]), {_OVER_PAGES})"),
        has=("| Union 9 | In person, month 9 | Every year 9 |", "| Union 30 | In person, month 30 | Every year 30 |", "| Whom | How | When |"),
    ),
    Case(
        _GEOMETRY, "twee-bladen.pdf", typeset(f"= Wie\n{_NL}\n#table(columns: 3, {_OVER_BLADEN})", language=Language.NL), Language.NL,
        has=("| Vakbond 9 | In persoon, maand 9 | Elk jaar 9 |", "| Vakbond 30 | In persoon, maand 30 | Elk jaar 30 |"),
    ),
    Case(_GEOMETRY, "empty-cell.pdf", written(lines(_EN) + table(_ROWS, (50, 200, 300))), has=("NGO | | 6", "Union | 2 | 4")),
    Case(_GEOMETRY, "gedraaid.pdf", written(lines(*[_NL] * 4) + turned((("Partner", "Vaak"), ("Vakbond", "Ja"), ("NGO", "Nee")))), Language.NL, has=("Vakbond", "NGO", "Nee")),
    Case(
        _GEOMETRY, "midden.pdf",
        written(lines(_NL) + centred((("Vakbond", "In een gesprek ter plaatse,", "iedere maand"), ("NGO", "Per brief of telefonisch,", "elk kwartaal"),
                                      ("Dorp", "In een bijeenkomst,", "met een tolk")))),
        Language.NL, has=("Vakbond | In een gesprek ter plaatse, iedere maand", "NGO | Per brief of telefonisch, elk kwartaal"),
    ),
    Case(
        _GEOMETRY, "numbered-lines.pdf",
        written(b"".join(show(str(index + 1), 30, 700 - 14 * index) + show(text, 60, 700 - 14 * index) for index, text in enumerate(_LONG))),
        has=(f"{_LONG[0]} {_LONG[1]}",), listed=("3 4 5",),
    ),
    Case(
        _REFERENCE, "veld.pdf",
        written(lines(_NL) + show("Product:", 80, 606), catalog="/AcroForm << /Fields [6 0 R] /DA (/Helv 10 Tf 0 g) >>", objects=(_PICTURE, _FIELD), notes="6 0 R"),
        Language.NL, has=("Product: Katoen uit Pakistan",),
    ),
    Case(
        _REFERENCE, "xfa.pdf",
        written(lines("Please wait... If this message is not replaced, your viewer cannot show it."), catalog="/NeedsRendering true /AcroForm << /XFA [(template) 5 0 R] /Fields [] >>",
                objects=("<< /Length 7 >>\nstream\n<xdp/>\nendstream",)),
        refused="XFA form",
    ),
    Case(_LETTERS, "shifted.pdf", written(b"BT /F1 10 Tf 50 700 Td " + shifted(_EN) + b" 0 -14 Td " + shifted(_EN) + b" ET"), has=("Talk to the union before the audit",)),
    Case(_LETTERS, "geheim.pdf", written(lines(*_CODED)), Language.NL, refused="no words"),
    Case(_SIZE, "behind-the-end.pdf", written(lines(_EN)) + b"\n<!-- served in 3 ms -->" * 400, has=(_EN,)),
    Case(_SIZE, "achter-het-einde.pdf", written(lines(_NL)) + bytes(70_000), Language.NL, has=(_NL,)),
)  # fmt: skip
