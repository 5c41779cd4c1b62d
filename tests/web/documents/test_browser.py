"""A maintainer at the keyboard alone adds a PDF, corrects its title, publishes it, asks about it, withdraws it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.domain import Language
from assistant.settings import PROJECT
from assistant.web.documents.texts import DOCUMENTS_TEXTS
from tests.ports import free_port
from tests.web.auditing import faults
from tests.web.browsing import DUTCH as IN_DUTCH
from tests.web.browsing import NEEDS_BROWSER, Reader, browser, reader
from tests.web.conftest import Server, wait_until_up
from tests.web.documents.harbour import DUTCH, ENGLISH, Harbour

__all__ = ["browser", "reader"]

pytestmark = [NEEDS_BROWSER, pytest.mark.timeout(600)]

LONG = 90_000  # milliseconds: processes of their own read and ingest, on a busy machine


@contextmanager
def serving(folder: Path, corpus: Path) -> Iterator[Server]:
    """Run the real server over documents that may be changed."""
    port = free_port()
    server = Server(f"http://127.0.0.1:{port}", port, folder)
    own = {"ASSISTANT_CORPUS_DIR": str(corpus), "ASSISTANT_DATA_DIR": str(folder), "ASSISTANT_CHAT_MODEL": ""}
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port)]
    with (
        (folder / "log").open("ab") as log,
        subprocess.Popen(command, stderr=log, stdout=log, env=os.environ | own, cwd=PROJECT) as process,
    ):
        try:
            wait_until_up(server, process, 180)
            yield server
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("keeping")
    shutil.copytree(PROJECT / "corpus" / "en", folder / "corpus" / "en")  # one guide, so that an ingest is quick
    with serving(folder, folder / "corpus") as server:
        yield server


def write(reader: Reader, selector: str, words: str) -> None:
    """Go to a field and put words in the place of what is there."""
    reader.tab_to(selector)
    reader.page.keyboard.press("Control+A")
    reader.page.keyboard.type(words)


def press(reader: Reader, selector: str) -> None:
    reader.tab_to(selector)
    reader.page.keyboard.press("Enter")


def add(reader: Reader, path: Path) -> None:
    """Choose a file and look at it."""
    with reader.page.expect_file_chooser() as chooser:  # before the page is opened: the browser takes a moment to obey
        reader.open("/documents")
        reader.tab_to("#file")
        reader.page.keyboard.press("Enter")
    chooser.value.set_files(path)
    press(reader, "#look")
    reader.page.locator("#publish").wait_for(timeout=LONG)


def ask(reader: Reader, question: str, answer: str) -> None:
    """Ask in the chat and wait for some words of the answer."""
    reader.open("/")
    reader.page.locator("#starters button:enabled").first.wait_for(timeout=LONG)
    reader.tab_to("#chat-input")
    reader.page.keyboard.type(question)
    reader.page.keyboard.press("Enter")
    said = reader.page.locator("[data-step-type=assistant_message]").last
    expect(said).to_contain_text(answer, timeout=LONG)


def ingested(reader: Reader, language: Language) -> None:
    """Wait until the page says by itself that the index is in line with the documents."""
    status = reader.page.locator("[role=status]", has_text=DOCUMENTS_TEXTS[language].state["done"])
    expect(status).to_be_visible(timeout=LONG)


@pytest.mark.parametrize(
    ("reader", "guide"), [({}, ENGLISH), (IN_DUTCH, DUTCH)], indirect=["reader"], ids=["English", "Dutch"]
)
def test_a_pdf_is_added_corrected_published_asked_about_and_withdrawn(
    reader: Reader, guide: Harbour, tmp_path: Path
) -> None:
    page, texts = reader.page, DOCUMENTS_TEXTS[guide.language]
    path = tmp_path / f"final_v3-{guide.language}.pdf"
    path.write_bytes(guide.pdf())
    add(reader, path)
    assert page.locator("#title").input_value() == guide.found
    assert guide.answer in page.locator("article").inner_text()
    assert guide.struck not in page.locator("article").inner_text()
    press(reader, "details summary")
    expect(page.locator("details li").first).to_contain_text(guide.struck)
    assert faults(page) == []
    assert reader.fits()
    write(reader, "#title", guide.title)
    write(reader, "#date", "2025")
    press(reader, "#publish")
    expect(page.locator("p.done")).to_have_text(texts.done["published"], timeout=LONG)
    ingested(reader, guide.language)
    assert faults(page) == []
    ask(reader, guide.question, guide.answer)
    page.locator(".element-link", has_text="[1]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".citation").first).to_contain_text(guide.title)
    reader.open("/documents")
    row = page.locator("tr", has_text=guide.title)
    expect(row).to_contain_text(texts.statuses["current"])
    press(reader, f'button[aria-label="{texts.act_of["withdraw"].format(title=guide.title)}"]')
    expect(page.locator("p.done")).to_have_text(texts.done["withdrawn"], timeout=LONG)
    ingested(reader, guide.language)
    ask(reader, guide.question, guide.refusal)


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_a_document_is_published_without_a_script(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "without.pdf"
    path.write_bytes(ENGLISH.pdf())
    reader.open("/documents")
    reader.page.locator("#file").set_input_files(path)
    reader.page.locator("#look").click()
    reader.page.locator("#publish").click(timeout=LONG)
    texts = DOCUMENTS_TEXTS[Language.EN]
    expect(reader.page.locator("p.done")).to_have_text(texts.done["published"], timeout=LONG)
    for _ in range(100):
        if reader.page.locator("[data-state=done]").count():
            break
        reader.page.wait_for_timeout(1000)
        reader.page.locator("[data-reload]").click()
    row = reader.page.locator("tr", has_text=ENGLISH.found)
    expect(row).to_contain_text(texts.statuses["current"])
