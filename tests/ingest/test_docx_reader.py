import zipfile
from io import BytesIO

import pytest

from assistant.domain import BlockRole, Document, Language
from assistant.errors import ReaderError
from ingest.readers import docx
from ingest.readers.content import Content
from tests.ingest.outline import shape, texts
from tests.ingest.word_file import abstract, listed, num, p, run, word, zipped

PROSE = "This is a paragraph of the guide, with a full stop."
BULLETS = abstract(1, ("bullet", "\uf0b7"), ("bullet", "o"))
NUMBERS = abstract(2, ("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
CHAPTERS = abstract(3, ("decimal", "%1"), ("decimal", "%1.%2"))
LISTS = BULLETS + NUMBERS + CHAPTERS + num(1, 1) + num(2, 2) + num(3, 3)


def content(data: bytes) -> Content:
    return docx.READER.read(data, Language.EN)


def read(body: str, **parts: str) -> Document:
    found = content(word(body, **parts))
    return Document("doc", found.title, Language.EN, found.text, found.blocks)


def test_headings_are_known_by_style_by_inheritance_and_by_outline_level() -> None:
    own = '<w:style w:type="paragraph" w:styleId="SER"><w:name w:val="SER kop"/><w:basedOn w:val="H2"/></w:style>'
    outlined = p("By outline", more='<w:outlineLvl w:val="2"/>')
    document = read(p("By style", "H1") + p("By inheritance", "SER") + outlined + p(PROSE), styles=own)
    assert shape(document) == ["h1 By style", "h2 By inheritance", "h3 By outline", f"p {PROSE}"]


def test_a_paragraph_that_was_styled_as_a_heading_is_none() -> None:
    assert shape(read(p("Title", "H1") + p("word " * 60, "H2") + p(PROSE)))[1].startswith("p word")


def test_lists_show_their_numbers_and_letters_as_in_word() -> None:
    items = [(2, 0), (2, 1), (2, 1), (2, 0), (2, 1), (1, 0), (1, 1)]
    document = read("".join(p("Item", more=listed(*item)) for item in items), numbering=LISTS)
    markers = ["i0 1.", "i1 a)", "i1 b)", "i0 2.", "i1 a)", "i0 -", "i1 -"]
    assert shape(document) == [f"{marker} Item" for marker in markers]


def test_a_list_goes_on_after_a_paragraph_and_starts_anew_where_it_says_so() -> None:
    again = num(4, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = p("One", more=listed(2)) + p(PROSE) + p("Two", more=listed(2)) + p(PROSE) + p("Five", more=listed(4))
    assert [line for line in shape(read(body, numbering=LISTS + again)) if line[0] == "i"] == [
        "i0 1. One",
        "i0 2. Two",
        "i0 5. Five",
    ]


def test_numbered_headings_carry_their_numbers() -> None:
    body = p("Scope", "H1", more=listed(3)) + p("Aim", "H2", more=listed(3, 1)) + p(PROSE)
    document = read(body, numbering=LISTS)
    assert shape(document)[:2] == ["h1 1 Scope", "h2 1.1 Aim"]
    assert [block.marker for block in document.blocks] == ["1 ", "1.1 ", ""]


def test_a_paragraph_indented_below_an_item_belongs_to_it() -> None:
    more = p("And its reason.", more='<w:ind w:left="720"/>')
    document = read(p("Be open.", more=listed(1)) + more + p("Ask.", more=listed(1)), numbering=LISTS)
    assert shape(document) == ["i0 - Be open.\nAnd its reason.", "i0 - Ask."]


def test_bullets_and_numbers_typed_by_hand_make_a_list() -> None:
    document = read(p(PROSE) + p("• One") + p("• Two") + p("1. Uno") + p("2. Due") + p("- Alone"))
    assert shape(document)[1:] == ["i0 • One", "i0 • Two", "i0 1. Uno", "i0 2. Due", "p - Alone"]


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (f"{run('Kept ')}<w:ins>{run('added')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "added"),
        (f"{run('Kept ')}<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('moved')}</w:moveTo>", "moved"),
        (run("Kept ") + run("hidden", "<w:vanish/>") + run("seen", '<w:vanish w:val="0"/>'), "seen"),
        (run("Kept ") + run("struck", "<w:strike/>") + run("left"), "left"),
        (run("Kept ") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("field"), "field"),
        (run("Kept co") + "<w:r><w:softHyphen/></w:r>" + run("operation"), "cooperation"),
        (run("Kept a") + "<w:r><w:noBreakHyphen/></w:r>" + run("b"), "a-b"),
        (run("Kept ") + "<w:hyperlink>" + run("link") + "</w:hyperlink>", "link"),
        (run("Kept ") + "<w:sdt><w:sdtPr/><w:sdtContent>" + run("control") + "</w:sdtContent></w:sdt>", "control"),
        (run("Kept") + "<w:r><w:br/></w:r>" + run("goes on"), "goes on"),
    ],
    ids=["changes", "moves", "hidden", "struck", "field", "soft hyphen", "hyphen", "link", "control", "break"],
)
def test_the_words_are_those_that_would_be_printed(runs: str, words: str) -> None:
    assert read(p(runs)).text == f"Kept {words}"


def test_text_hidden_by_its_style_stays_out() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(p(PROSE) + p("For the editor.", "Note"), styles=style).text == PROSE


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    assert read(p("One ", more="<w:rPr><w:del/></w:rPr>") + p("sentence.")).text == "One sentence."


def test_a_forced_break_divides_lines_and_not_sentences() -> None:
    broken = "".join(
        f"{run(line)}<w:r><w:br/></w:r>" for line in ("Sociaal-Economische Raad", "Postbus 90405", "in Den Haag")
    )
    assert shape(read(p(PROSE) + p(broken)))[1:] == ["p Sociaal-Economische Raad", "p Postbus 90405 in Den Haag"]


def test_a_table_of_data_is_read_row_by_row() -> None:
    merged = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("Aim") + "</w:tc>"
    going_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("") + "</w:tc>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('old')}</w:tc><w:tc>{p('old')}</w:tc></w:tr>"
    rows = (
        f"<w:tr>{merged}<w:tc>{p('One')}</w:tc></w:tr><w:tr>{going_on}<w:tc>{p('Two')}{p('more')}</w:tc></w:tr>{gone}"
    )
    assert shape(read(f"<w:tbl>{rows}</w:tbl>")) == ["t Aim | One\n| Two more"]


def test_a_table_that_only_frames_text_is_read_as_text() -> None:
    cell = f"<w:tc>{p('Tip', 'H2')}{p(PROSE)}</w:tc>"
    assert shape(read(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>")) == ["h2 Tip", f"p {PROSE}"] * 2


def test_notes_come_at_the_end_of_their_section_without_their_numbers() -> None:
    reference = run("A claim") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" of ours.")
    notes = f'<w:footnote w:id="1">{p("Other.")}</w:footnote><w:footnote w:id="2">{p("Its source.")}</w:footnote>'
    document = read(p("First", "H1") + p(reference) + p(PROSE) + p("Next", "H1") + p(PROSE), footnotes=notes)
    assert shape(document)[1:4] == ["p A claim of ours.", f"p {PROSE}", "p Its source."]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert shape(read(p(run("Anchor text.") + both) + p(PROSE))) == ["p Anchor text.", "p In the box.", f"p {PROSE}"]


def test_a_table_of_contents_is_no_guidance() -> None:
    line = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    document = read(p("Scope 3", "T1") + p("Scope", "H1") + p(PROSE), styles=line)
    assert (texts(document), texts(document, BlockRole.POINTER)) == (["Scope", PROSE], ["Scope 3"])


def test_lines_in_bold_are_the_headings_of_a_document_without_any() -> None:
    bold = p(run("Who to ask", "<w:b/>"))
    lead_in = p(run("Trust: ", "<w:b/>") + run(PROSE))
    assert shape(read(bold + p(PROSE) + lead_in + p(PROSE)))[:3] == ["h1 Who to ask", f"p {PROSE}", f"p Trust: {PROSE}"]


def test_the_title_page_is_the_cover_and_names_the_document() -> None:
    title = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    about = "<dc:title>Template of 2015</dc:title>"
    document = read(p("Whom to ask", "T") + p("Scope", "H1") + p(PROSE), styles=title, about=about)
    assert (document.title, texts(document, BlockRole.COVER)) == ("Whom to ask", ["Whom to ask"])


def test_the_document_says_its_language_and_date() -> None:
    dutch = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>'
    about = "<dcterms:created>2019-01-01T00:00Z</dcterms:created><dcterms:modified>2024-11-05T09:00Z</dcterms:modified>"
    found = content(word(p(PROSE), styles=dutch, about=about))
    assert (found.language, found.date) == (Language.NL, "2024-11-05")


def test_a_document_of_the_strict_kind_is_read_as_any() -> None:
    with zipfile.ZipFile(BytesIO(word(p("Scope", "H1") + p(PROSE)))) as usual:
        parts = {name: usual.read(name).decode() for name in usual.namelist()}
    old, new = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    strict = {
        name: xml.replace(f"{old}wordprocessingml/2006/", f"{new}wordprocessingml/").replace(
            f"{old}officeDocument/2006/", f"{new}officeDocument/"
        )
        for name, xml in parts.items()
    }
    assert content(zipped(strict)).text == f"Scope\n\n{PROSE}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and nothing more", "damaged or incomplete"),
        (word(p(PROSE))[:-200], "damaged or incomplete"),
        (zipped({"word/document.xml": "<w:document"}), "damaged or incomplete"),
        (zipped({"readme.txt": "words"}), "damaged or incomplete"),
        (word(""), "holds no words"),
        (word("<w:x>" * 300 + "</w:x>" * 300), "damaged or incomplete"),
        (zipped({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "declares entities"),
        (zipped({"word/document.xml": "<d/>" + " " * (51 << 20)}), "larger than 50 MB"),
    ],
    ids=["no archive", "truncated", "broken XML", "no document", "no words", "deep", "entities", "bomb"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(ReaderError, match=message) as refusal:
        content(data)
    assert str(refusal.value).endswith(".")
