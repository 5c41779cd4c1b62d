"""Presentations, workbooks and OpenDocument files: struck, hidden, by reference, and large."""

from typing import Any

from openpyxl.styles import Font
from pptx.util import Inches

from assistant.domain import Language
from tests.ingest.office_file import book, opened, slides
from tests.ingest.probes.case import Case

_EN = "Talk to the union before the audit, and keep what you agree on."
_NL = "Praat met de vakbond voor de audit, en leg vast wat je afspreekt."


def _deck(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Who first?"
    slide.placeholders[1].text_frame.text = _EN
    slide.placeholders[1].text_frame.add_paragraph().text = "Then the NGO."
    slide.notes_slide.notes_text_frame.text = "Say this slowly."
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(5), Inches(1)).table
    for row, cells in enumerate((("Partner", "Days"), ("Union", "6"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    hidden = deck.slides.add_slide(deck.slide_layouts[1])
    hidden.shapes.title.text = "Backup slide"
    hidden._element.set("show", "0")


def _sheet(made: Any) -> None:
    sheet = made.active
    sheet.title = "Partners"
    for row in (("Partner", "Minimum", "Maximum"), ("Vakbond", 2, 4), ("NGO", None, 6), ("Vervallen", 1, 1)):
        sheet.append(row)
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    other = made.create_sheet("Geheim")
    other.append(["Negeer dit blad."])
    other.sheet_state = "hidden"


_STRUCK = '<style:style style:name="weg" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
_TABLE = (
    "<table:table><table:table-row><table:table-cell><text:p>Partner</text:p></table:table-cell><table:table-cell><text:p>Days"
    "</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Union</text:p></table:table-cell>"
    "<table:table-cell><text:p>6</text:p></table:table-cell></table:table-row></table:table>"
)
_ITEMS = "".join(f"<text:list-item><text:p>Reden {number}</text:p></text:list-item>" for number in range(20))
CASES = (
    Case("structure in controls", "deck.pptx", slides(_deck), has=(_EN, "Partner | Days Union | 6"), headings=("Who first?",),
         lacks=("Backup", "slowly"), listed=("Backup slide", "Say this slowly.")),
    Case("meaning that is drawn", "boek.xlsx", book(_sheet), Language.NL, has=("Vakbond | 2 | 4", "NGO | | 6"), headings=("Partners",),
         lacks=("Vervallen", "Negeer"), listed=("Vervallen", "Negeer dit blad.")),
    Case("meaning that is drawn", "tekst.odt",
         opened(f'<text:h text:outline-level="1">Wie</text:h><text:p>Binnen <text:span text:style-name="weg">vijf</text:span> tien dagen. {_NL}</text:p>', _STRUCK),
         Language.NL, has=("Binnen tien dagen.",), headings=("Wie",), listed=("vijf",)),
    Case("text by reference", "text.odt",
         opened(f"<text:p>{_EN}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Its source.</text:p></text:note-body></text:note></text:p>{_TABLE}"),
         has=(f"{_EN} Its source.", "Union | 6")),
    Case("size", "lijst.odt", opened(f"<text:p>De redenen:</text:p><text:list>{_ITEMS}</text:list>"), Language.NL, has=("- Reden 0", "- Reden 19")),
    Case("size", "deck.odp",
         opened(f'<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Who first?</text:p></draw:text-box></draw:frame>'
                f"<draw:frame><draw:text-box><text:p>{_EN}</text:p></draw:text-box></draw:frame></draw:page>", kind="presentation"),
         has=(_EN,), headings=("Who first?",)),
)  # fmt: skip
