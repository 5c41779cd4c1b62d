"""What an installation has that is no checkout: the packages alone, run in an empty folder."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.settings import PROJECT

CONFIGURED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = CONFIGURED["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
TELLS = """
from assistant.answering.prompts import load_prompts
from assistant.answering.written.asking import PROMPTS
from assistant.domain import Language
from assistant.locale import catalogue
from assistant.settings import load_settings
from assistant.web.page import templates
from assistant.store.schema import MIGRATIONS

load_prompts(PROMPTS)
assert all(map(catalogue, Language)) and templates.list_templates() and list(MIGRATIONS.rglob("*.py"))
print(load_settings().corpus_dir)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the wheel holds, as an installation would unpack it."""
    folder = tmp_path_factory.mktemp("site")
    for package in PACKAGES:
        shutil.copytree(PROJECT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(installed: Path, folder: Path, *command: str) -> str:
    names = {key: value for key, value in os.environ.items() if not key.startswith("ASSISTANT_")}
    environment = names | {"PYTHONPATH": str(installed)}
    ran = subprocess.run(
        [sys.executable, "-P", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_what_the_program_reads_besides_code_is_in_its_packages(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "-c", TELLS) == f"{tmp_path / 'corpus'}\n"


def test_documents_are_looked_through_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "trust.md").write_text("# Trust\n\nTrust takes time: begin early.\n", encoding="utf-8")
    asked = ("corpus", "lint", "--corpus", "documents", "--json")
    told = json.loads(run(installed, tmp_path, "-c", "from assistant.cli import main; main()", *asked))
    assert (told["documents"], [each["file"] for each in told["findings"]]) == (1, ["trust.md"] * len(told["findings"]))
    assert told["findings"]
