"""The guide's own words exist in both languages, with the same values to fill in."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from assistant.domain import Language
from assistant.partner import wording
from assistant.partner.brief import Part
from assistant.partner.steps import Step

FOLDER = Path(wording.__file__).parent
TABLES = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in ("wording", "steps")}


def pairs(table: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every place of a table that has words in some language."""
    rows = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in rows:
        if isinstance(value, dict) and {"en", "nl"} & value.keys():
            yield f"{path}.{key}", value
        yield from pairs(value, f"{path}.{key}")


@pytest.mark.parametrize("name", TABLES)
def test_everything_is_said_in_both_languages(name: str) -> None:
    found = dict(pairs(TABLES[name]))
    assert found
    assert {place for place, words in found.items() if not (words.get("en") and words.get("nl"))} == set()


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_fill_in_the_same_values(name: str) -> None:
    def values(words: str) -> set[str | None]:
        return {field for _, field, _, _ in Formatter().parse(words) if field}

    texts = TABLES[name]["texts"]
    assert {key for key, words in texts.items() if values(words["en"]) != values(words["nl"])} == set()


def test_each_section_has_a_title_and_words_for_when_it_is_empty() -> None:
    for part in Part:
        assert all(wording.text(part, language) and wording.text(f"no_{part}", language) for language in Language)


def test_the_steps_are_those_of_the_flow() -> None:
    assert [row.name for row in wording.step_wordings()] == [step for step in Step if step is not Step.RESULT]


def test_words_of_ones_own_are_the_same_in_each_language() -> None:
    assert wording.answer_words("whom", "home workers") == dict.fromkeys(Language, "home workers")
    assert wording.answer_words("whom", "workers")[Language.NL] == "Werknemers in de keten"
