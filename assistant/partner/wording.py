"""The guide's words, and its steps, prompts and patterns, which are data in ``steps.toml`` and ``wording.toml``."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.locale import message

Words = Mapping[Language, str]
"""The same words in each language."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a step offers."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class StepWording:
    """What a step asks."""

    name: str
    title: Words
    question: Words
    options: tuple[Option, ...]
    several: bool


def text(name: str, language: Language, **values: object) -> str:
    """Return a text of the brief in a language, its variables filled in."""
    return message(f"brief.{name}", language, **values)


def step_text(name: str, language: Language, **values: object) -> str:
    """Return a text around the steps in a language, its variables filled in."""
    return message(f"guide.{name}", language, **values)


def prompt(name: str) -> Words:
    """Return what is looked up under a name, in each language."""
    return _words(_table("wording")["prompts"][name])


@cache
def partner_kinds(language: Language) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns by which sentences name the kinds of partners."""
    return {name: re.compile(row[language]) for name, row in _table("wording")["kinds"].items()}


@cache
def pattern(name: str, language: Language | None = None) -> re.Pattern[str]:
    """Return a pattern by which the documents' structure is read."""
    found = _table("wording")["reading"][name]
    return re.compile(found[language] if language else found, re.IGNORECASE)


@cache
def situation_patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the patterns that all occur in a text that tells of somebody's own situation."""
    table = _table("wording")["situation"]
    return tuple(re.compile(table[name][language], re.IGNORECASE) for name in table)


@cache
def question_start(language: Language) -> re.Pattern[str]:
    """Return the pattern of how a sentence begins that only asks."""
    return re.compile(_table("wording")["situation_asks"][language], re.IGNORECASE)


@cache
def step_wordings() -> tuple[StepWording, ...]:
    """Return the steps in order."""
    return tuple(
        StepWording(
            row["name"],
            _said(f"guide.steps.{row['name']}.title"),
            _said(f"guide.steps.{row['name']}.question"),
            tuple(Option(key, _said(f"guide.steps.{row['name']}.options.{key}")) for key in row.get("options", ())),
            row.get("several", False),
        )
        for row in _table("steps")["steps"]
    )


def answer_words(step: str, value: str) -> Words:
    """Return an answer to a step in words: those of the option with that key, or the answer itself."""
    options: Sequence[Option] = next(row.options for row in step_wordings() if row.name == step)
    own = dict.fromkeys(Language, value)
    return next((option.words for option in options if option.key == value), own)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def _said(key: str) -> Words:
    return {language: message(key, language) for language in Language}


def _words(row: Mapping[str, str]) -> Words:
    return {language: row[language] for language in Language}
