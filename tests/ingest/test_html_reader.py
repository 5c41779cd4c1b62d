import pytest

from assistant.domain import BlockRole, Document, Language
from assistant.errors import ReaderError
from ingest.readers import html
from ingest.readers.content import Content
from tests.ingest.made import PAGE
from tests.ingest.outline import headings, shape, texts

PROSE = "This is a paragraph of the guide, with a full stop."


def content(page: str | bytes) -> Content:
    return html.READER.read(page.encode() if isinstance(page, str) else page, Language.EN)


def read(page: str | bytes) -> Document:
    found = content(page)
    return Document("doc", found.title, Language.EN, found.text, found.blocks)


def test_a_saved_page_gives_its_main_content_only() -> None:
    page = (
        PAGE.replace("LANGUAGE", "nl").replace("TITLE", "Wie vraag je?").replace("BODY", f"<h1>Wie</h1><p>{PROSE}</p>")
    )
    found = content(page)
    assert found.text == f"Wie\n\n{PROSE}"
    assert (found.title, found.language, found.url) == (
        "Wie vraag je?",
        Language.NL,
        "https://www.ser.nl/nl/thema/imvo/saved",
    )


def test_a_page_that_marks_no_main_content_loses_its_menus_too() -> None:
    links = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "News", "Themes"))
    menu = f'<div class="navheader">Chapter 2</div><ul>{links}</ul>'
    footer = f'<div id="site-footer">Postbus 1</div><ul>{links}</ul>'
    document = read(f"<body>{menu}<h1>Guide</h1><p>{PROSE}</p><ul>{links}</ul><p>{PROSE}</p>{footer}</body>")
    assert shape(document) == ["h1 Guide", f"p {PROSE}", "i0 - Home", "i0 - News", "i0 - Themes", f"p {PROSE}"]


@pytest.mark.parametrize("name", ["social-dialogue", "informed-consent", "search"])
def test_a_section_named_after_its_heading_is_content(name: str) -> None:
    words = name.replace("-", " ").capitalize()
    assert shape(read(f'<h1>Guide</h1><p>{PROSE}</p><div id="{name}"><h2>{words}</h2><p>{PROSE}</p></div>'))[2:] == [
        f"h2 {words}",
        f"p {PROSE}",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        '<p style="color: red; DISPLAY : none">x</p>',
        '<p aria-hidden="true">x</p>',
        '<span class="sr-only">x</span>',
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<!-- x -->",
        "<![if !supportLists]><![endif]>",
        "<svg><text>x</text></svg>",
        "<button onclick='x()'>x</button>",
        "<del>x</del>",
        "<select><option>x</option></select>",
        '<iframe src="x">x</iframe>',
        '<input value="x">',
        '<div title="header"><p>x</p></div>',
    ],
)
def test_what_a_reader_does_not_see_is_left_out(hidden: str) -> None:
    assert read(f"<main><h1>Guide</h1><p onmouseover='steal()'>{PROSE}</p>{hidden}</main>").text == f"Guide\n\n{PROSE}"


def test_what_an_accordion_opens_is_content() -> None:
    panel = f'<h2><button aria-controls="a1">Who?</button></h2><div id="a1" hidden>{PROSE}</div>'
    folded = f"<details><summary>More</summary><p>{PROSE}</p></details>"
    assert shape(read(f"<main><h1>Guide</h1>{panel}{folded}</main>"))[1:] == [
        "h2 Who?",
        f"p {PROSE}",
        "p More",
        f"p {PROSE}",
    ]


def test_lists_keep_their_depth_their_numbers_and_their_paragraphs() -> None:
    page = (
        "<ul><li>One<ul><li>Deep</ul><li><p>Two.</p><p>Its reason.</p></ul>"
        "<ol start=3 type=a><li>c<li value=7>g</ol><ol reversed type=I><li>two<li>one</ol>"
    )
    assert shape(read(page)) == [
        "i0 - One",
        "i1 - Deep",
        "i0 - Two.\nIts reason.",
        "i0 c. c",
        "i0 g. g",
        "i0 II. two",
        "i0 I. one",
    ]


def test_a_marker_that_is_written_out_besides_comes_once() -> None:
    page = "<ol><li><span>1.</span>Ask.</li><li>2.5 million people</li></ol><ul><li>•<span>Listen.</span></li></ul>"
    assert shape(read(page)) == ["i0 1. Ask.", "i0 2. 2.5 million people", "i0 - Listen."]


def test_numbered_headings_in_a_list_keep_their_number() -> None:
    page = f"<h1>Tips</h1><ol><li><h2>Be open</h2><p>{PROSE}</p></li><li><h2>Listen</h2>{PROSE}</li></ol>"
    document = read(page)
    assert shape(document)[1:] == ["h2 1. Be open", f"p {PROSE}", "h2 2. Listen", f"p {PROSE}"]
    assert [block.marker for block in document.blocks] == ["", "1. ", "", "2. ", ""]


def test_a_term_and_its_definition_stay_together() -> None:
    page = (
        "<dl><dt>IRBC</dt><dd>Responsible conduct.</dd><dt>OECD</dt><dt>OESO</dt><dd>An <b>organisation</b>.</dd></dl>"
    )
    assert shape(read(page)) == ["i0 IRBC\nResponsible conduct.", "i0 OECD\nOESO\nAn organisation."]


def test_a_table_of_data_is_read_row_by_row_and_one_for_layout_as_text() -> None:
    data = "<table><caption>Aims</caption><tr><th>Aim<th>Whom<tr><td>Trust<td>A <b>union</b><br>or NGO</table>"
    layout = f"<table><tr><td><h2>Tip</h2><p>{PROSE}</p></td><td>{PROSE}</td></tr></table>"
    assert shape(read(f"<h1>Guide</h1>{data}{layout}"))[1:] == [
        "p Aims",
        "t Aim | Whom\nTrust | A union or NGO",
        "h2 Tip",
        f"p {PROSE}",
        f"p {PROSE}",
    ]


def test_the_marks_of_notes_go_and_their_words_stay() -> None:
    page = (
        '<p>A claim<sup><a href="https://ser.nl/p#fn1">1</a></sup> on CO<sub>2</sub> and m<sup>2</sup>'
        '<a role="doc-noteref" href="#fn2">2</a>.</p><ol><li id="fn1">Its source. <a href="#r1">↩</a></li></ol>'
    )
    assert shape(read(page)) == ["p A claim on CO2 and m².", "i0 1. Its source."]


def test_line_breaks_divide_lines_and_not_sentences() -> None:
    page = f"<p>{PROSE}</p><p>SER<br>Postbus 90405<br>in Den Haag<br><br>Second.</p><pre>a  b\n  c</pre>"
    assert shape(read(page))[1:] == ["p SER", "p Postbus 90405 in Den Haag", "p Second.", "p a b\nc"]


def test_words_in_bold_are_the_headings_of_a_page_without_any() -> None:
    page = f"<p><b>Who to ask</b></p><p>{PROSE}</p><p><strong>How</strong></p><p>{PROSE}</p>"
    assert headings(read(page)) == ["Who to ask", "How"]


def test_a_credit_below_a_picture_is_no_guidance() -> None:
    figure = "<figure><img src=x><figcaption>Weaving<br>© Adobe Stock/rajesh</figcaption></figure>"
    document = read(f"<h1>Guide</h1><p>{PROSE}</p>{figure}<p>{PROSE}</p>")
    assert texts(document, BlockRole.CREDIT) == ["Weaving", "© Adobe Stock/rajesh"]


@pytest.mark.parametrize(
    ("head", "date", "url"),
    [
        ('<link rel="canonical" href="https://www.ser.nl/x">', "", "https://www.ser.nl/x"),
        ('<meta property="og:url" content="javascript:alert(1)">', "", ""),
        ('<meta property="article:published_time" content="2024-11-05T10:00:00+01:00">', "2024-11-05", ""),
        ('<meta name="DCTERMS.date" content="2024-02-31">', "", ""),
        ('<meta name="date" content="yesterday">', "", ""),
    ],
)
def test_a_page_says_its_date_and_address(head: str, date: str, url: str) -> None:
    found = content(f"<html><head>{head}</head><body><p>{PROSE}</p></body></html>")
    assert (found.date, found.url) == (date, url)


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Pilots van de SER | SER", "Pilots", "Pilots van de SER"),
        ("SER - Wie vraag je?", "Wie vraag je?", "Wie vraag je?"),
        ("Home", "Wie vraag je?", "Wie vraag je?"),
        ("", "Wie vraag je?", "Wie vraag je?"),
        ("Wie vraag je?", "", "Wie vraag je?"),
    ],
)
def test_the_title_is_that_of_the_page_and_not_of_its_site(title: str, heading: str, expected: str) -> None:
    assert content(f"<title>{title}</title><h1>{heading}</h1><p>{PROSE}</p>").title == expected


@pytest.mark.parametrize("language", ["nl", "nl-NL", "NL_be"])
def test_a_page_says_its_language(language: str) -> None:
    assert content(f'<html lang="{language}"><p>{PROSE}</p></html>').language is Language.NL


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=iso-8859-15><p>Café € één</p>".encode("iso-8859-15"),
        "<meta charset=iso-8859-1><p>Café € één</p>".encode("cp1252"),
        "<p>Café € één</p>".encode("utf-16"),
        "<p>Café € één</p>".encode("utf-16-le"),
        '<?xml version="1.0" encoding="latin1"?><html><p>Café € één</p></html>'.encode(),
        "<meta charset=no-such-thing><p>Café &euro; één</p>".encode("cp1252"),
        "<meta charset=hex><p>Café € één</p>".encode("cp1252"),
    ],
)
def test_any_usual_encoding_is_read_whatever_the_page_declares(page: bytes) -> None:
    assert content(page).text == "Café € één"


def test_a_page_saved_as_one_file_is_read() -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.ser.nl/x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.ser.nl/x\r\n\r\n"
        "<p>E=C3=A9n zin=\r\n over partners.</p>\r\n--B\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n--B--\r\n"
    )
    found = content(archive)
    assert (found.text, found.url) == ("Eén zin over partners.", "https://www.ser.nl/x")


def test_a_page_of_any_usual_depth_is_read_and_a_deeper_one_refused() -> None:
    assert content("<div>" * 1500 + "Deep words." + "</div>" * 1500).text == "Deep words."
    with pytest.raises(ReaderError, match="thousands of levels"):
        content("<div>" * 100_000 + "Deep words.")


TURNING = (
    '<div class="navfooter"><table><tr><td><a accesskey="p" href="1.html"><img alt="Terug"></a></td></tr>'
    "<tr><td>Hoofdstuk 12. Ondersteuning krijgen voor de dialoog</td><td>Hoofdstuk 14. Samen leren van "
    "wat er gebeurt in de keten</td></tr></table></div>"
)


def test_the_names_of_the_pages_before_and_after_are_no_text() -> None:
    words = "Praat met de vakbond voor de audit, en leg vast wat je afspreekt."
    page = f"<html lang=nl><body><h1>Gids</h1>{f'<p>{words}</p>' * 9}{TURNING}</body></html>"
    read = html.read(page.encode(), Language.NL)
    assert "Hoofdstuk 14" not in read.text
    assert any("Hoofdstuk 14" in omission.text for omission in read.left_out)
    kept = page.replace("<tr><td>Hoofdstuk 12.", f"<tr><td><p>{words}</p>Hoofdstuk 12.")
    assert html.read(kept.encode(), Language.NL).text.count(words) == 10
