"""The whole loop in a real browser, over the real documents, with the real program."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from assistant.settings import Settings
from tests.ports import free_port
from tests.web.browsing import NEEDS_BROWSER, Reader, browser, reader
from tests.web.conftest import Server, wait_until_up

if TYPE_CHECKING:
    from assistant.answer import Assistant

__all__ = ["browser", "reader"]

pytestmark = [NEEDS_BROWSER, pytest.mark.timeout(600)]

PROGRAM = Path(sys.executable).with_name("ser-assistant")
DOCUMENT = "who-to-partner-up-with.txt"
QUESTION = "Which kinds of knowledge may we lack before a dialogue?"
IN_DUTCH = "Welke kennis kunnen we missen voor een dialoog?"
IN_OTHER_WORDS = "Before a dialogue, which kinds of knowledge may we be lacking?"
NEAR_MISS = "Which kinds of suppliers may we lack before a dialogue?"
IN_TRANSLATION = "kun je specifieke kennis nodig hebben, zoals risicoanalyses voor een bepaald land"
RIGHT = "you may need specific knowledge, such as risk analyses for a particular country or sector"


@dataclass(frozen=True)
class Program:
    """The program on a data folder and documents of its own."""

    folder: Path
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run a command to its end and return what it told."""
        run = subprocess.run(
            [PROGRAM, *arguments], env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


@pytest.fixture(scope="module")
def program(settings: Settings, assistant: "Assistant", tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("loop")
    shutil.copytree(settings.data_dir / "index", folder / "data" / "index")
    shutil.copytree(settings.corpus_dir, folder / "corpus")
    settings_of = {
        "ASSISTANT_DATA_DIR": str(folder / "data"),
        "ASSISTANT_CORPUS_DIR": str(folder / "corpus"),
        "ASSISTANT_MODEL_DIR": str(settings.models),
    }
    return Program(folder, os.environ | settings_of)


@pytest.fixture(scope="module")
def server(program: Program) -> Iterator[Server]:
    """The program itself, serving."""
    port = free_port()
    server = Server(f"http://127.0.0.1:{port}", port, program.folder)
    command: list[str | Path] = [PROGRAM, "serve", "--port", str(port)]
    with (
        (program.folder / "log").open("ab") as log,
        subprocess.Popen(command, env=program.environment, cwd=program.folder, stdout=log, stderr=log) as process,
    ):
        try:
            wait_until_up(server, process, 120)
            yield server
        finally:
            process.terminate()


def said(reader: Reader, question: str) -> str:
    """Ask in a new chat and return the answer's words."""
    reader.ask(question)
    return reader.page.locator("[data-step-type=assistant_message]").last.inner_text()


def correct(page: Page) -> None:
    """Judge the answer that is open as wrong, and pick the right sentence from the document."""
    page.locator("#document").select_option("who-to-partner-up-with")
    page.locator("button[value=look]").click()
    page.locator("label.choice", has_text=RIGHT).first.locator("input").check()
    page.locator("button[value=add]").click()
    expect(page.locator(".picked li")).to_have_count(1)
    page.locator("#question-nl").fill(IN_DUTCH)
    page.locator("input[name=verdict][value=wrong]").check()
    page.locator("button[data-save]").click()
    expect(page.locator("[data-undo] [role=status]")).to_contain_text("Saved: Wrong –")


def test_a_wrong_answer_becomes_a_checked_one_until_its_document_changes(reader: Reader, program: Program) -> None:
    page = reader.page
    assert "Checked by the SER" not in said(reader, QUESTION)
    page.locator(".negative-feedback-off").last.click()
    page.locator("#submit-feedback").click()
    expect(page.locator(".negative-feedback-on").last).to_be_visible()

    reader.open("/review")
    expect(page.locator("[data-row]").first).to_have_text(QUESTION)
    page.locator("[data-row]").first.click()
    correct(page)

    for question in (QUESTION, IN_OTHER_WORDS):
        answer = said(reader, question)
        assert ("Checked by the SER on" in answer, RIGHT in answer) == (True, True)
    answer = said(reader, IN_DUTCH)
    assert ("Gecontroleerd door de SER op" in answer, IN_TRANSLATION in answer) == (True, True)
    reader.open_citation(1)
    expect(page.locator(".citation mark")).to_contain_text(RIGHT)
    assert "Checked by the SER" not in said(reader, NEAR_MISS)

    cases = program.folder / "cases"
    program.run("review", "export", "--out", str(cases / "reviewed.jsonl"))
    baseline = ["--baseline", str(program.folder / "none.json"), "--results", str(program.folder / "results")]
    figures = json.loads(program.run("eval", "--cases", str(cases), *baseline, "--json"))["figures"]
    assert figures["all"]["correct"]["value"] == 1.0

    path = program.folder / "corpus" / "en" / DOCUMENT
    path.write_text(path.read_text("utf-8").replace("specific knowledge, such as", "knowledge, like"), "utf-8")
    warned = program.run("ingest", "--dry-run", "--language", "en")
    assert "1 reviewed questions rest on words that would change or go" in warned
    assert "back in the review queue" in program.run("ingest", "--language", "en")
    assert "Checked by the SER" not in said(reader, QUESTION)
    reader.open("/review")
    expect(page.locator("[data-row]").first).to_have_text(QUESTION)
    expect(page.locator(".rows li").first).to_contain_text("Document changed")
    page.locator("[data-row]").first.click()
    expect(page.locator(".changed del").first).to_be_visible()
