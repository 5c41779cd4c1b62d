"""The folder Chainlit runs from: its pages without outside links, our texts, one component a number."""

import json
import re
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.web.chat import frontend
from assistant.web.chat.render import MAX_PANELS
from assistant.web.messages import TEXTS, WebTexts

ENGLISH, DUTCH = TEXTS[Language.EN], TEXTS[Language.NL]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    frontend.build_app_root(folder)
    return folder


def test_the_page_loads_nothing_from_another_host(folder: Path) -> None:
    page = (folder / "build" / "index.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:href|src)="(?:https?:)?//', page)
    assert '<link rel="stylesheet" crossorigin href="/assets/' in page


@pytest.mark.parametrize("place", frontend.SCRIPT_CHANGES, ids=range(len(frontend.SCRIPT_CHANGES)))
def test_the_installed_chainlit_has_each_place_that_we_change_once(place: re.Pattern[str]) -> None:
    # A new Chainlit may change it: then correct the pattern, or what it mends is broken again.
    (script,) = (frontend.chainlit_folder() / "frontend" / "dist" / "assets").glob("index-*.js")
    shipped = script.read_text(encoding="utf-8")
    assert len(place.findall(shipped)) == 1


def test_every_number_has_the_same_component(folder: Path) -> None:
    template = (frontend.PUBLIC / "citation.jsx").read_bytes()
    made = [path for path in (folder / "public" / "elements").iterdir() if path.name.startswith("[")]
    assert {path.name for path in made} == {f"[{number}].jsx" for number in range(1, MAX_PANELS + 1)}
    assert {path.read_bytes() for path in made} == {template}


@pytest.mark.parametrize(("tag", "texts"), [("nl", DUTCH), ("nl-BE", DUTCH), ("en-US", ENGLISH), ("de-DE", ENGLISH)])
def test_chainlits_own_texts_are_ours_in_both_languages(folder: Path, tag: str, texts: WebTexts) -> None:
    translation = json.loads((folder / ".chainlit" / "translations" / f"{tag}.json").read_text(encoding="utf-8"))
    assert translation["chat"]["watermark"] == f"{texts.disclaimer} [{texts.about}](/about)"


def test_our_changes_to_chainlits_texts_have_the_same_keys_in_both_languages() -> None:
    english, dutch = (
        json.loads((frontend.PUBLIC / name).read_text(encoding="utf-8")) for name in ("en.json", "nl.json")
    )
    assert keys(english) == keys(dutch)


def keys(table: dict[str, object], path: str = "") -> set[str]:
    nested = [keys(value, f"{path}{key}.") if isinstance(value, dict) else {path + key} for key, value in table.items()]
    return set().union(*nested)


def test_there_is_no_readme_to_show(folder: Path) -> None:
    readmes = list(folder.glob("chainlit*.md"))
    assert readmes
    assert all(readme.read_bytes() == b"" for readme in readmes)


def test_a_folder_that_is_up_to_date_is_left_alone_but_for_old_session_files(folder: Path) -> None:
    before = (folder / "build" / "index.html").stat().st_mtime_ns
    (folder / ".files" / "session").mkdir(parents=True)
    frontend.build_app_root(folder)
    assert (folder / "build" / "index.html").stat().st_mtime_ns == before
    assert not (folder / ".files").exists()


def test_a_folder_of_another_version_is_made_again(folder: Path) -> None:
    (folder / "stamp").write_text("older", encoding="utf-8")
    (folder / "public" / "left-over").touch()
    frontend.build_app_root(folder)
    assert not (folder / "public" / "left-over").exists()
