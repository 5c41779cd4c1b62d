"""What general words of a language do to a statement: the lists in the files beside this one."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from assistant.domain import Language
from assistant.text.lexicon import stem, words

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A word or phrase of a list, at the words ``start`` to ``end`` of a text."""

    value: Value
    start: int
    end: int


class Phrases(Generic[Value]):
    """Words and phrases with a value each; the longest phrase that stands in a text wins."""

    def __init__(self, entries: Iterable[tuple[Sequence[str], Value]]) -> None:
        self._known: dict[tuple[str, ...], list[Value]] = {}
        for phrase, value in entries:
            key = tuple(phrase)
            values = self._known.setdefault(key, [])
            if value not in values:
                values.append(value)
        self._longest = max(map(len, self._known), default=0)

    def find(self, text: Sequence[str]) -> Iterator[Found[Value]]:
        """Yield what stands in a text, given as its words in the form that the phrases' words have."""
        start = 0
        while start < len(text):
            sizes = range(min(self._longest, len(text) - start), 0, -1)
            size = next((size for size in sizes if tuple(text[start : start + size]) in self._known), 0)
            for value in self._known.get(tuple(text[start : start + size]), ()) if size else ():
                yield Found(value, start, start + size)
            start += max(size, 1)

    def values(self, word: str) -> Sequence[Value]:
        """Return the values of a word by itself."""
        return self._known.get((word,), [])


def folded(word: str) -> str:
    """Return a word in lower case and without accents; what stands between digits is kept."""
    return word if word[:1].isdigit() else (words(word) or [word.casefold()])[0]


@cache
def phrases(name: str, language: Language) -> Phrases[int]:
    """Return a list of ``vocabulary.toml``; a word's value is the number of the list it stands in, lowest first."""
    lists = vocabulary()[name][language]
    lists = [lists] if isinstance(lists, str) else lists
    return Phrases((_split(phrase), level) for level, text in enumerate(lists) for phrase in text.split())


@cache
def opposites(kind: str, language: Language) -> Phrases[tuple[int, int]]:
    """Return the words that have an opposite (or a converse), each with its group and its pole in that."""
    groups = _table("opposites.toml")[kind]
    return Phrases(
        (
            ([stem(word, language) for word in _split(phrase)], (group, pole))
            for group, table in enumerate(groups)
            for pole, text in enumerate(table[language])
            for phrase in text.split()
        )
    )


@cache
def separable() -> Mapping[str, Mapping[str, str]]:
    """Return for the forms of Dutch verbs the parts that may stand apart, each with the word that both stand for."""
    entries = _table("opposites.toml")["separable"]
    return {verb: entry["parts"] for entry in entries for verb in entry["verb"].split()}


@cache
def word_set(name: str, language: Language) -> frozenset[str]:
    """Return a list of single words of ``vocabulary.toml``."""
    return frozenset(folded(word) for word in vocabulary()[name][language].split())


@cache
def actors(language: Language) -> Mapping[str, int]:
    """Return the words for people and bodies, each with the number of its row, which is the same in both languages."""
    return _rows("actors", language)


@cache
def things(language: Language) -> Mapping[str, int]:
    """Return the words for things of which one is not another, each with the number of its row."""
    return _rows("things", language)


@cache
def general_actors() -> frozenset[int]:
    """Return the rows of the words that may stand for other people: "members"."""
    return frozenset(
        actors(Language.EN)[word] for word in _table("actors.toml")["general"] if word in actors(Language.EN)
    )


def _rows(name: str, language: Language) -> dict[str, int]:
    column = 0 if language is Language.EN else 1
    rows = enumerate(_table("actors.toml")[name])
    return {folded(word): row for row, names in rows for word in names[column].split()}


@cache
def beginnings(name: str, language: Language) -> tuple[str, ...]:
    """Return a list of ``vocabulary.toml`` that says how words begin."""
    return tuple(folded(word) for word in vocabulary()[name][language].split())


@cache
def units() -> Phrases[str]:
    """Return the words and signs for units, the same in both languages."""
    return Phrases((_split(phrase), unit) for unit, text in vocabulary()["units"].items() for phrase in text.split())


@cache
def values(language: Language) -> Phrases[float]:
    """Return words that count and are no numbers: "twice"."""
    return Phrases((_split(phrase), float(value)) for phrase, value in vocabulary()["values"][language].items())


@cache
def peoples() -> re.Pattern[str]:
    """Match a folded word that says of which country or continent something is; the group's name holds its code."""
    table = _table("places.toml")
    return re.compile("|".join(f"(?P<_{code}>{'|'.join(map(folded, text.split()))})" for code, text in table.items()))


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return ``vocabulary.toml``."""
    return _table("vocabulary.toml")


def _split(phrase: str) -> list[str]:
    return [folded(word) for word in phrase.split("_")]


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / name).read_text(encoding="utf-8"))
