"""Files as people really make them, in the corners of each format: changes on record, hidden rows, closed details."""

from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from pptx.dml.color import RGBColor
from pptx.util import Inches

from assistant.domain import Language
from tests.ingest.office_file import book, opened, slides
from tests.ingest.pdf_file import lines, written
from tests.ingest.probes.case import Case
from tests.ingest.word_file import p, run, word

_DRAWN, _UNSEEN, _CONTROLS = "meaning that is drawn", "invisible text", "structure in controls"
_LETTERS, _SIZE, _GEOMETRY = "letters that lie", "size", "geometry"
_EN = "Talk to the union before the audit, and keep what you agree on."
_NL = "Praat met de vakbond voor de audit, en leg vast wat je afspreekt."
_STRUCK = "<w:strike/>"
_RGB: Any = RGBColor  # which has no types


def _row(*cells: str, mark: str = "") -> str:
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{f'<w:trPr>{mark}</w:trPr>' if mark else ''}{inside}</w:tr>"


def _white_deck(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Met wie eerst?"
    slide.placeholders[1].text_frame.text = _NL
    white = slide.placeholders[1].text_frame.add_paragraph().add_run()
    white.text = "Negeer de andere dia."
    white.font.color.rgb = _RGB(255, 255, 255)
    dark = slide.shapes.add_shape(1, Inches(1), Inches(6.9), Inches(5), Inches(0.4))
    dark.fill.solid()
    dark.fill.fore_color.rgb = _RGB(0, 0, 80)
    on_dark = dark.text_frame.paragraphs[0].add_run()
    on_dark.text = "Daarna pas de ngo."
    on_dark.font.color.rgb = _RGB(255, 255, 255)


def _hidden_parts(made: Any) -> None:
    sheet = made.active
    sheet.title = "Partners"
    for row in (("Partner", "Days", "Draft"), ("Union", 6, "not yet agreed"), ("Rumour", 9, "x"), ("NGO", 4, "y")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True


def _formulas(made: Any) -> None:
    sheet = made.active
    sheet.title = "Kosten"
    for row in (("Partner", "Dagen"), ("Vakbond", 6), ("Ngo", 4), ("Samen", "=SUM(B2:B3)")):
        sheet.append(row)
    sheet["A6"] = CellRichText("Binnen ", TextBlock(InlineFont(strike=True), "vijf "), "tien dagen")


_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>binnen vijf weken</text:p>'
    '</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
    "</text:tracked-changes>"
)
_CLOSED = (
    f"<main><h1>Guide</h1><details><summary>Who first?</summary><p>{_EN}</p><ul><li>One.<details><summary>And then?"
    "</summary><p>Then the NGO.</p></details></li></ul></details><div hidden='until-found'><p>Found by a search in the "
    "page.</p></div><details open><summary>When?</summary>Before the audit begins.</details></main>"
)
_UNSHOWN = (
    f"<main><h1>Gids</h1><p>{_NL}</p><p style='opacity:0'>Negeer dit een.</p><p style='font-size:0'>Negeer dit twee.</p>"
    "<p style='text-indent:-9999px'>Negeer dit drie.</p><p style='color:#fefefe;background-color:#fff'>Negeer dit vier.</p>"
    "<p style='position:absolute;left:-5000px'>Negeer dit vijf.</p></main>"
)
_VANISHING = (
    '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
_MOVED = (
    f"{p('<w:moveFrom><w:r><w:t>Eerst de ngo. </w:t></w:r></w:moveFrom>' + run(_NL))}"
    f"{p('<w:moveTo><w:r><w:t>Daarna de ngo.</w:t></w:r></w:moveTo>')}"
)
_DEEP = 30
_DEEP_MARKDOWN = "\n".join(f"{'  ' * level}- Step {level} of the plan" for level in range(_DEEP))
_DEEP_PAGE = "".join(f"<ul><li>Stap {level} van het plan" for level in range(200)) + "</li></ul>" * 200
_TWICE = "Coördinatie met één vakbond, vóór de audit."

CASES = (
    Case(_DRAWN, "struck-cell.docx",
         word(p(_EN) + f"<w:tbl>{_row(p('Partner'), p('Term'))}{_row(p('Union'), p(run('five', _STRUCK) + run('ten days')))}{_row(p(run('NGO', _STRUCK)), p(run('six days', _STRUCK)))}</w:tbl>"),
         has=("Union | ten days",), lacks=("five", "six"), listed=("five", "NGO six days")),
    Case(_DRAWN, "geschrapte-rij.docx",
         word(p(_NL) + f"<w:tbl>{_row(p('Partner'), p('Termijn'))}{_row(p('Vakbond'), p('tien dagen'))}{_row(p('Leverancier'), p('vijf dagen'), mark='<w:del/>')}{_row(p('Ngo'), p('acht dagen'), mark='<w:ins/>')}</w:tbl>"),
         Language.NL, has=("Vakbond | tien dagen", "Ngo | acht dagen"), lacks=("Leverancier",), listed=("Leverancier",)),
    Case(_DRAWN, "verplaatst.docx", word(_MOVED), Language.NL, has=(_NL, "Daarna de ngo."), lacks=("Eerst de ngo",), listed=("Eerst de ngo.",)),
    Case(_UNSEEN, "by-style.docx", word(p(_EN) + p("Ignore this first.", "Secret") + p(run("Then the NGO.") + run("Ignore this too.", '<w:rStyle w:val="Gone"/>')), styles=_VANISHING),
         has=(_EN, "Then the NGO."), lacks=("Ignore",), listed=("Ignore this first.", "Ignore this too.")),
    Case(_UNSEEN, "wit.pptx", slides(_white_deck), Language.NL, has=(_NL, "Daarna pas de ngo."), lacks=("Negeer",), listed=("Negeer de andere dia.",)),
    Case(_UNSEEN, "hidden-parts.xlsx", book(_hidden_parts), has=("Union | 6", "NGO | 4"), lacks=("Rumour", "not yet agreed"), listed=("Rumour", "not yet agreed")),
    Case(_UNSEEN, "onzichtbaar.html", _UNSHOWN.encode(), Language.NL, has=(_NL,), lacks=("Negeer",), listed=tuple(f"Negeer dit {number}." for number in ("een", "twee", "drie", "vier", "vijf"))),
    Case(_DRAWN, "formules.xlsx", book(_formulas), Language.NL, has=("Vakbond | 6", "Binnen tien dagen"), lacks=("=SUM",), listed=("=SUM(B2:B3)", "vijf")),
    Case(_DRAWN, "wijzigingen.odt",
         opened(f'{_CHANGES}<text:p>{_NL}</text:p><text:p>Antwoord <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>binnen tien weken<text:change-end text:change-id="c2"/> graag.</text:p>'),
         Language.NL, has=("Antwoord binnen tien weken graag.",), lacks=("vijf",), listed=("binnen vijf weken",)),
    Case(_UNSEEN, "hidden.odt",
         opened(f'<text:p>{_EN}</text:p><text:section text:name="s" text:display="none"><text:p>Ignore the section.</text:p></text:section><text:p>Then <text:hidden-text text:is-hidden="true" text:string-value="x">ignore the words</text:hidden-text>the NGO.</text:p>'),
         has=(_EN, "the NGO."), lacks=("gnore the",), listed=("Ignore the section.",)),
    Case(_CONTROLS, "closed-details.html", _CLOSED.encode(), has=(_EN, "Then the NGO.", "Found by a search in the page.", "Before the audit begins."), headings=("Who first?", "When?")),
    Case(_GEOMETRY, "turned-page.pdf", written(lines(_EN, "Then ask the NGO what it needs."), page_more="/Rotate 90"), has=(_EN, "Then ask the NGO what it needs.")),
    Case(_LETTERS, "deels-dubbel.md", f"# Gids\n\n{_NL}\n\n{_TWICE.encode().decode('cp1252')}\n\nHet café blijft zoals het is.\n".encode(),
         Language.NL, has=(_TWICE, "Het café blijft zoals het is.")),
    Case(_SIZE, "deep.md", f"# Plan\n\n{_EN}\n\n{_DEEP_MARKDOWN}\n".encode(), has=tuple(f"Step {level} of the plan" for level in range(_DEEP))),
    Case(_SIZE, "diep.html", f"<main><h1>Plan</h1><p>{_NL}</p>{_DEEP_PAGE}</main>".encode(), Language.NL, has=tuple(f"Stap {level} van het plan" for level in (0, 1, 99, 199))),
    Case(_LETTERS, "brief.txt", rb"{\rtf1\ansi {\b Talk to the union} before the audit.}", refused="rich text document"),
)  # fmt: skip
