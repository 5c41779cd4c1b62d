"""A reader adds a file of their own, asks about it beside the documents, and takes it back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.web.auditing import faults
from tests.web.browsing import NEEDS_BROWSER
from tests.web.browsing import browser as browser  # a fixture
from tests.web.conftest import Server

pytestmark = NEEDS_BROWSER

WORDS = {
    "en-GB": (
        "Add a file of your own (PDF or Word)",
        "Remove your file",
        "In your file “audit.docx”",
        "your file",
        "Close",
    ),
    "nl-NL": (
        "Voeg een eigen bestand toe (pdf of Word)",
        "Verwijder je bestand",
        "In je bestand “audit.docx”",
        "je bestand",
        "",
    ),
}


@pytest.fixture(params=WORDS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    colours: Literal["dark", "light"] = "dark" if request.param == "nl-NL" else "light"
    context = browser.new_context(locale=request.param, viewport={"width": 1280, "height": 800}, color_scheme=colours)
    yield context.new_page()
    context.close()


def files_of(server: Server) -> list[Path]:
    return [file for folder in server.data for file in folder.glob("files/*")]


def test_a_file_is_asked_beside_the_documents_and_goes_when_it_is_taken_back(
    server: Server, page: Page, tmp_path: Path
) -> None:
    add, remove, heading, place, _ = WORDS[str(page.evaluate("navigator.language"))]
    file = Document()
    file.add_paragraph("The auditor found that joint influence was never tried at the knitting mill in Tiruppur.")
    file.save(str(tmp_path / "audit.docx"))
    page.goto(server.url)
    page.locator("#starters button:enabled").first.wait_for()
    expect(page.locator("#own-file-add")).to_have_attribute("aria-label", add)
    (tmp_path / "audit.exe").write_bytes(b"MZ")
    page.locator("#own-file").set_input_files(tmp_path / "audit.exe")
    expect(page.get_by_role("alert")).to_contain_text(".docx")
    page.locator("#own-file").set_input_files(tmp_path / "audit.docx")
    expect(page.locator("#own-file-add")).to_contain_text("audit.docx", timeout=60_000)
    assert faults(page) == []
    page.locator("#chat-input").click()
    page.keyboard.type("Was joint influence tried at the knitting mill?")
    page.keyboard.press("Enter")
    own = page.locator("[data-step-type=assistant_message]", has_text=heading)
    expect(own).to_contain_text("joint influence was never tried", timeout=30_000)
    expect(own).to_contain_text(f"” — {place}")
    assert own.locator(".element-link").count() == 0
    assert faults(page) == []
    assert page.locator("[data-step-type=assistant_message] .element-link").count() > 0
    page.reload()
    expect(page.locator("[data-step-type=assistant_message]", has_text=heading)).to_be_visible()
    expect(page.locator("#own-file-add")).to_contain_text("audit.docx")
    assert len(files_of(server)) == 1
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        page.get_by_role("button", name=remove).click()
    expect(page.locator("#own-file-add")).not_to_contain_text("audit.docx")
    assert files_of(server) == []
