"""What the guide looks up exists in both languages, and its words are there for every part and step."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.partner import wording
from assistant.partner.brief import Part
from assistant.partner.interview.steps import Step

TABLE = tomllib.loads(Path(wording.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def pairs(table: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every place of a table that has words in some language."""
    rows = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in rows:
        if isinstance(value, dict) and {"en", "nl"} & value.keys():
            yield f"{path}.{key}", value
        yield from pairs(value, f"{path}.{key}")


def test_everything_is_looked_up_in_both_languages() -> None:
    found = dict(pairs(TABLE))
    assert found
    assert {place for place, words in found.items() if not (words.get("en") and words.get("nl"))} == set()


def test_each_section_has_a_title_and_words_for_when_it_is_empty() -> None:
    for part in Part:
        assert all(wording.text(part, language) and wording.text(f"no_{part}", language) for language in Language)


def test_the_steps_are_those_of_the_flow() -> None:
    assert [row.name for row in wording.step_wordings()] == [step for step in Step if step is not Step.RESULT]


def test_words_of_ones_own_are_the_same_in_each_language() -> None:
    assert wording.answer_words("whom", "home workers") == dict.fromkeys(Language, "home workers")
    assert wording.answer_words("whom", "workers")[Language.NL] == "Werknemers in de keten"
