"""What is exported, read back from the files themselves."""

import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.text.paragraph import Paragraph

from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, BlockKind, Citation, Composer, Language
from assistant.export import FORMATS, file_name
from assistant.export.paper import Paper, paper_of
from tests.fakes import DUTCH, ENGLISH, HOSTILE, HOSTILE_DOCUMENT, INFLUENCE, SHARED, UNION, cite, make_document

MADE = date(2026, 3, 5)
PATH = ("Increasing influence", "Theory")
NAMES = "Łódź, Türkiye, İstanbul, ‘quote’ – €5 & more"


def shown(words: str, *citations: Citation, kind: PartKind = PartKind.SENTENCE, level: int = 0, lead: str = "") -> Part:
    language = citations[0].language if citations else Language.EN
    return Part(kind, words, language, tuple(each.number for each in citations), level=level, lead=lead)


def an_answer(*body: Part, citations: tuple[Citation, ...] = (), composer: str = "extract") -> Answer:
    return Answer("a", "Who helps?", Language.EN, AnswerStatus.ANSWERED, body, citations, composer=composer)


def quoting(words: str, citation: Citation) -> Answer:
    return an_answer(shown(words, citation), citations=(citation,))


ONE, TWO = cite(ENGLISH, INFLUENCE, 1, PATH), cite(ENGLISH, UNION, 2, PATH)
THREE = replace(cite(DUTCH, SHARED, 3, ("Elementen",)), page=None)
ANSWER = an_answer(
    *said("The documents say:", Language.EN),
    shown(INFLUENCE, ONE),
    shown(UNION, TWO, kind=PartKind.ITEM),
    shown(SHARED, THREE, kind=PartKind.ITEM),
    citations=(ONE, TWO, THREE),
)
BRIEF = replace(
    an_answer(
        shown("Partner brief", kind=PartKind.HEADING, level=1),
        *said("All quotes.", Language.EN),
        shown("Partners", kind=PartKind.HEADING, level=2),
        shown("Influence", ONE, kind=PartKind.HEADING, level=3),
        shown(UNION, TWO, kind=PartKind.ITEM, lead="Union"),
        shown("Other", ONE, kind=PartKind.ITEM, lead="Other"),
        citations=(ONE, TWO),
        composer=Composer.BRIEF,
    ),
    standalone=json.dumps({}),
)


def written(answer: Answer, name: str) -> bytes:
    return FORMATS[name].write(paper_of(answer, MADE))


def words_of(data: bytes, name: str) -> str:
    """Return the words of a file, white space folded."""
    if name in ("md", "txt"):
        text = data.decode().replace("\\", "")
    elif name == "docx":
        text = "\n".join(
            "".join(node.text or "" for node in p._p.iter() if node.tag.endswith("}t")) for p in read(data)
        )
    else:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    return " ".join(text.split())


def read(data: bytes) -> list[Paragraph]:
    return docx.Document(BytesIO(data)).paragraphs


@pytest.mark.parametrize("name", FORMATS)
def test_every_line_stands_in_the_file_with_its_number(name: str) -> None:
    words = words_of(written(ANSWER, name), name)
    for line in (f"{INFLUENCE} [1]", f"{UNION} [2]", f"{SHARED} [3]"):
        assert line in words


@pytest.mark.parametrize("name", ["docx", "pdf", "md"])
def test_a_source_has_quote_document_publisher_section_page_and_address(name: str) -> None:
    words = words_of(written(ANSWER, name), name)
    assert f"[1] “{INFLUENCE}” — {ENGLISH.title} · SER · Increasing influence › Theory · page 1" in words
    assert "https://www.ser.nl/" in words
    assert "Elementen · Dutch" in words


def test_the_text_of_an_e_mail_has_no_markup_and_its_sources_as_a_numbered_list() -> None:
    text = written(replace(BRIEF, citations=(ONE, replace(TWO, number=2), THREE)), "txt").decode()
    body, sources = text.split("\nSources\n-------\n")
    assert body.splitlines() == [
        *("Partner brief", "=============", "", "All quotes.", "", "Partners", "--------"),
        *("Influence [1]", "-------------", f"- Union: {UNION} [2]", "- Other [1]"),
    ]
    listed = sources.split("\n\n")[0].splitlines()
    where = f"{ENGLISH.title} · SER · Increasing influence › Theory · page 1"
    assert listed[:2] == [f"1. {where} {ONE.url}", f"2. {where}"], "an address is given once"
    assert listed[2].startswith(f"3. “{SHARED}” – {DUTCH.title}"), "what the text has translated, in its own words"


@pytest.mark.parametrize("name", FORMATS)
def test_letters_of_all_of_europe_are_kept(name: str) -> None:
    document = make_document("names", Language.EN, "Names", [(BlockKind.PARAGRAPH, 0, NAMES)])
    answer = quoting(NAMES, cite(document, NAMES, 1, ()))
    assert f"{NAMES} [1]" in words_of(written(answer, name), name)


@pytest.mark.parametrize("name", FORMATS)
def test_markup_in_a_document_is_shown_as_words(name: str) -> None:
    answer = quoting(HOSTILE, cite(HOSTILE_DOCUMENT, HOSTILE, 1, ()))
    data = written(answer, name)
    assert "<script>x</script> [1]" in words_of(data, name)
    if name == "md":
        assert b"\\<script\\>" in data
        assert b"\\!\\[p\\]" in data or b"!\\[p\\]" in data


@pytest.mark.parametrize("name", FORMATS)
def test_an_address_that_is_no_web_page_is_not_followed(name: str) -> None:
    citation = replace(cite(ENGLISH, UNION, 1, ()), url="javascript:alert(1)")
    assert b"javascript" not in written(quoting(UNION, citation), name)


def test_a_documents_own_number_in_brackets_is_not_a_source() -> None:
    """The hostile sentence ends with its own [1], before ours."""
    answer = quoting(HOSTILE, cite(HOSTILE_DOCUMENT, HOSTILE, 1, ()))
    assert [(each.text, each.citations) for each in paper_of(answer, MADE).body[1:]] == [(HOSTILE, (1,))]


def test_a_brief_has_its_own_title_headings_and_names() -> None:
    paper = paper_of(BRIEF, MADE)
    assert paper.title == "Partner brief"
    headings = [each for each in paper.body if each.kind is PartKind.HEADING]
    assert [(each.text, each.level, each.citations) for each in headings] == [
        ("Partners", 2, ()),
        ("Influence", 3, (1,)),
    ]
    assert [each.lead for each in paper.body if each.lead] == ["Union", "Other"]


def test_a_refusal_shows_the_nearest_passages_apart() -> None:
    refusal = replace(an_answer(*said("Not in the documents.", Language.EN)), nearest=(cite(ENGLISH, UNION, 1, PATH),))
    paper = paper_of(refusal, MADE)
    headings = [each.text for each in paper.body if each.kind is PartKind.HEADING]
    assert headings == ["Answer", "Nearest passages (not an answer)"]
    assert [source.number for source in paper.sources] == [1]


def test_a_word_document_has_headings_language_title_and_links_to_its_sources() -> None:
    data = written(BRIEF, "docx")
    document = docx.Document(BytesIO(data))
    assert (document.core_properties.title, document.core_properties.language) == ("Partner brief", "en-GB")
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert ("Heading 1", "Partners") in headings
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert 'w:anchor="source-1"' in xml
    assert 'w:name="source-1"' in xml


def test_words_in_another_language_are_marked_so() -> None:
    xml = zipfile.ZipFile(BytesIO(written(ANSWER, "docx"))).read("word/document.xml").decode()
    assert 'w:lang w:val="nl-NL"' in xml


def test_a_pdf_is_tagged_and_has_a_title_a_language_and_an_outline() -> None:
    data = written(BRIEF, "pdf")
    document = pypdfium2.PdfDocument(data)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document) == 1
    assert document.get_metadata_value("Title") == "Partner brief"
    assert re.search(rb"/Lang ?\(en\)", data)
    assert [entry.get_title() for entry in document.get_toc()][:2] == ["Partners", "Influence\xa0[1]"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_answer_gives_the_same_words_each_time(name: str) -> None:
    assert words_of(written(ANSWER, name), name) == words_of(written(ANSWER, name), name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Partner brief: Pakistan", "partner-brief-pakistan.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a"; filename="x.exe', "a-filename-x-exe.pdf"),
        ("Wié? Çà!", "wie-ca.pdf"),
        ("中文", "ser.pdf"),
        ("x" * 300, "x" * 60 + ".pdf"),
    ],
)
def test_a_file_name_holds_nothing_but_letters_digits_and_hyphens(title: str, name: str) -> None:
    assert file_name(title, ".pdf") == name


def test_control_characters_do_not_get_into_a_file(tmp_path: Path) -> None:
    paper: Paper = paper_of(an_answer(*said("A\x00 line\x0b with \ud800 faults", Language.EN)), MADE)
    assert paper.body[1].text == "A line with faults"
    for format_ in FORMATS.values():
        assert format_.write(paper)


PASTED = {
    "Chinese": "中国",
    "emoji": "😀 ❤️‍🔥 🇳🇱 1️⃣",
    "Japanese": "日本語",
    "Korean": "한국어",
    "Thai": "ไทย",
    "Tamil": "தமிழ்",
    "Bengali": "বাংলা",
    "Georgian": "ქართული",
    "Armenian": "Հայերեն",
    "Amharic": "አማርኛ",
    "Khmer": "ខ្មែរ",
    "Burmese": "မြန်မာ",
    "Tibetan": "བོད་",
    "Arabic": "العربية ﷽",
    "Hebrew": "שלום",
    "Hindi": "हिन्दी",
    "Greek": "Ελλάδα",
    "Russian": "Россия",
    "Vietnamese": "Tiếng Việt",
    "braille": "⠓⠑⠇⠇⠕",
    "hieroglyphs": "𓀀",
    "marks without end": "Z̴a̷l̸g̵o̶ ̷̛",
    "signs of several scripts in one": "中\u0962\u20e3\u200d\ufe0f\u093e한",
    "directions": "\u202eabc\u2066",
}


@pytest.mark.parametrize("words", PASTED.values(), ids=PASTED)
@pytest.mark.parametrize("name", FORMATS)
def test_whatever_script_is_pasted_into_a_question_the_file_is_made(name: str, words: str) -> None:
    shown = words_of(written(replace(ANSWER, question=f"Who helps {words} here?"), name), name)
    assert "Who helps" in shown
    assert f"{INFLUENCE} [1]" in shown


@pytest.mark.parametrize(("words", "shown"), [("Россия", "Россия"), ("中国", "□□"), ("😀", "□")])
def test_a_character_without_a_font_is_seen_to_be_missing_in_a_pdf(words: str, shown: str) -> None:
    pdf = words_of(written(replace(ANSWER, question=f"Who helps {words} here?"), "pdf"), "pdf")
    assert f"Who helps {shown} here?" in pdf
    assert ("stands for a character" in pdf) == ("□" in shown)


def test_it_says_so_in_the_language_of_the_answer() -> None:
    dutch = replace(ANSWER, question="Wie helpt 中国?", language=Language.NL)
    assert "□ staat voor een teken" in words_of(written(dutch, "pdf"), "pdf")
