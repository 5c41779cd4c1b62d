"""What the documentation says is so."""

import re
import tomllib
from pathlib import Path

import pytest

from assistant.settings import PROJECT
from evals.bench.footprint import LOCK, installed_megabytes
from tests.readme import README, written

PAGES = [
    PROJECT / "README.md",
    PROJECT / "CHANGELOG.md",
    *sorted((PROJECT / "docs").rglob("*.md")),
    *sorted((PROJECT / "evals").rglob("*.md")),
]
EXTRAS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
TEXTS = {page.relative_to(PROJECT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_two_commands_of_the_readme_come_first_and_exist() -> None:
    named = re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)", TEXTS["README.md"])
    assert named[:2] == ["run", "test"]
    extras = {f"install-{extra}" for extra in EXTRAS}
    assert set(named) <= makefile_targets() | extras


def test_the_lists_of_commands_and_settings_are_those_of_the_program() -> None:
    assert written(TEXTS["README.md"]) == README.read_text(encoding="utf-8"), "run make docs"


@pytest.mark.parametrize("page", TEXTS)
def test_every_relative_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", TEXTS[page])
    assert [link for link in links if not (PROJECT / page).parent.joinpath(link).exists()] == []


def test_every_target_of_make_is_explained() -> None:
    lines = (PROJECT / "Makefile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.match(r"[a-z-]+:", line) and " ## " not in line] == []


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    headings = re.findall(r"^## (.+)$", TEXTS["CHANGELOG.md"], re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_decisions_are_numbered_without_gaps() -> None:
    names = [Path(page).name for page in TEXTS if page.startswith("docs/adr/")]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-models.lock"])
def test_everything_that_a_lock_pins_has_hashes(lock: str) -> None:
    lines = (PROJECT / lock).read_text(encoding="utf-8").splitlines()
    pinned = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert pinned
    assert [lines[number] for number in pinned if not lines[number + 1].startswith("    --hash=sha256:")] == []


def test_what_only_other_models_need_is_not_installed_to_run() -> None:
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (PROJECT / "requirements.lock").read_text(), re.MULTILINE))
    assert "onnxruntime" in pinned
    assert pinned & {"torch", "transformers", "sentence-transformers", "triton", "pytest"} == set()
    assert not {name for name in pinned if name.startswith(("nvidia-", "cuda-"))}


def test_the_readme_says_how_much_is_installed() -> None:
    said = float(re.findall(r"about ([0-9.]+) GB of libraries", TEXTS["README.md"])[0])
    measured = sum(installed_megabytes(LOCK).values()) / 1000
    assert measured == pytest.approx(said, rel=0.15)
