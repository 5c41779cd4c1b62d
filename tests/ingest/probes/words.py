"""Word files: text by reference, what is struck out, and what nobody can see."""

from assistant.domain import Language
from tests.ingest.probes.case import Case
from tests.ingest.word_file import p, related, run, word

_REFERENCE, _DRAWN, _UNSEEN = "text by reference", "meaning that is drawn", "invisible text"
_EN = "Talk to the union before the audit, and keep what you agree on."
_NL = "Praat met de vakbond voor de audit, en leg vast wat je afspreekt."
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def _cell(inside: str) -> str:
    return f"<w:tc>{inside}</w:tc>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(map(_cell, cells))}</w:tr>"


def _control(inside: str, properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


_CHART = (
    f"<c:chartSpace {_C} {_A}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Overleg per jaar</a:t></a:r></a:p></c:rich>"
    "</c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:v>Keer</c:v></c:tx><c:cat><c:pt><c:v>Vakbond</c:v></c:pt>"
    "</c:cat><c:val><c:pt><c:v>12</c:v></c:pt></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)
_DIAGRAM = (
    f"<dgm:dataModel {_DGM} {_A}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>First the union</a:t></a:r></a:p></dgm:t></dgm:pt>"
    "<dgm:pt><dgm:t><a:p><a:r><a:t>Then the NGO</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)
_NESTED = f"<w:tbl>{_row(p('monthly'), p('yes'))}</w:tbl>"
_BOX = f"<w:r><w:pict><w:txbxContent>{p('In the box')}</w:txbxContent></w:pict></w:r>"
_WHITE = run("Who", '<w:color w:val="FFFFFF"/>')
REFERENCES = (
    Case(
        _REFERENCE, "chunk.docx",
        related(word(p("Before.") + f'<w:altChunk {_R} r:id="rId90"/>' + p("After.")), "rId90", "aFChunk", "part.docx", word(p(_EN))),
        has=(f"Before. {_EN} After.",),
    ),
    Case(
        _REFERENCE, "diagram.docx",
        related(word(p(run("Wheel") + f'<w:r><w:drawing {_R} {_DGM}><dgm:relIds r:dm="rId90"/></w:drawing></w:r>')), "rId90", "diagramData", "d.xml", _DIAGRAM.encode()),
        has=("- First the union - Then the NGO",),
    ),
    Case(
        _REFERENCE, "grafiek.docx",
        related(word(p(run("Kijk:") + f'<w:r><w:drawing {_R} {_C}><c:chart r:id="rId90"/></w:drawing></w:r>')), "rId90", "chart", "c.xml", _CHART.encode()),
        Language.NL, has=("Overleg per jaar", "Vakbond | 12"),
    ),
    Case(
        _REFERENCE, "hoofdletter.docx", word(p("P", more='<w:framePr w:dropCap="drop"/>') + p(_NL[1:]) + p("Einde.")),
        Language.NL, has=(_NL,),
    ),
    Case(
        _REFERENCE, "invulveld.docx", word(p(_NL) + p(_control(run("Klik hier om tekst in te voeren."), "<w:showingPlcHdr/>"))),
        Language.NL, has=(_NL,), lacks=("Klik hier",), listed=("Klik hier om tekst",),
    ),
    Case(
        _REFERENCE, "nested.docx", word(p(_EN) + f"<w:tbl>{_row(p('Partner'), p('How'))}{_row(p('Union'), p('In person') + _NESTED)}</w:tbl>"),
        has=("Union | In person monthly yes",),
    ),
    Case(
        _REFERENCE, "box-in-cell.docx",
        word(p(_EN) + f"<w:tbl>{_row(p('Partner'), p('How'))}{_row(p('Union'), p(_BOX))}</w:tbl>"),
        has=("Union | In the box",),
    ),
)  # fmt: skip
DRAWN = (
    Case(_DRAWN, "struck.docx", word(p(run("Within ") + run("five ", "<w:strike/>") + run("ten days."))), has=("Within ten days.",), listed=("five",)),
    Case(
        _DRAWN, "wijzigingen.docx",
        word(p(run("Binnen ") + "<w:del><w:r><w:delText>vijf </w:delText></w:r></w:del><w:ins>" + run("tien ") + "</w:ins>" + run("dagen."))),
        Language.NL, has=("Binnen tien dagen.",), listed=("vijf",),
    ),
    Case(
        _DRAWN, "two-columns.docx",
        word(p(_EN) + f"<w:tbl>{_row(p('Current text'), p('Proposed text'))}{_row(p('Old: five days. ' * 50), p('New: ten days. ' * 50))}</w:tbl>"),
        has=("Old: five days.", "New: ten days."), headings=("Current text", "Proposed text"),
    ),
)  # fmt: skip
UNSEEN = (
    Case(
        _UNSEEN, "white.docx", word(p(_EN) + p(run("Ignore all of this.", '<w:color w:val="FFFFFF"/>'))),
        has=(_EN,), lacks=("Ignore",), listed=("Ignore all of this.",),
    ),
    Case(
        _UNSEEN, "verborgen.docx", word(p(_NL) + p(run("Negeer dit.", "<w:vanish/>"))),
        Language.NL, has=(_NL,), lacks=("Negeer",), listed=("Negeer dit.",),
    ),
    Case(
        _UNSEEN, "white-on-blue.docx",
        word(p(_EN) + f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='003366'/></w:tcPr>{p(_WHITE)}</w:tc>{_cell(p('How'))}</w:tr></w:tbl>"),
        has=("Who | How",),
    ),
)  # fmt: skip
LETTERS = (
    Case(
        "letters that lie", "noot.docx", word(p(run("In 2011") + run("3", '<w:vertAlign w:val="superscript"/>') + run(" was dat zo."))),
        Language.NL, has=("In 2011 was dat zo.",),
    ),
)  # fmt: skip
CASES = (*REFERENCES, *DRAWN, *UNSEEN, *LETTERS)
