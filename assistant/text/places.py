"""Where a text is set: the country or region that it tells of, by its name, its people or one of its large cities."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.text.mentions import territories, territory_names

_WORD = r"[A-Z][\w’'-]+"
_THERE = r"\b(?:in|near|at|around|outside|to|of|from|bij|te|naar|nabij|rond|buiten|van|uit|on|op)"
_AT = re.compile(rf"{_THERE} (?:the |de |het )?({_WORD}(?: {_WORD}){{0,3}})")
_CAPITALISED = re.compile(rf"\b{_WORD}")
_FROM = re.compile(r"\b(?:come|comes|came|komen|komt|kwamen)\b[^.?!,;]{0,20}\b(?:from|uit)\b[^.?!,;]*", re.IGNORECASE)
_PEOPLE = re.compile(r"(?:i?a?a?ns?e?n?|e?se|i|ish|ean|vian|i?sche?|er|se?)$")
"""What the name of a country ends with as that of its people: Kenyan, Turkish, Keniaanse, Turkse."""
_SHORTEST = 4  # letters that a country and its people have in common
_CUT = 2  # letters at the end of a country's name that its people's may lack


def set_in(text: str, home: str = "NL") -> tuple[str, ...]:
    """Return the codes of the countries where what a text tells takes place, by name.

    Where people come from is left out where another country is named. ``home`` is where a company tells from: the
    adjective of it tells of the company itself ("a Dutch brand"), its name and cities do tell.
    """
    here = _FROM.sub(" ", text)
    found = territories(here) or territories(text)
    found |= set(_cities_in(here)) | {code for code in _peoples_in(here) if code != home}
    return tuple(sorted(found))


def named_places(text: str) -> tuple[str, ...]:
    """Return what is written as the name of a place after "in", "near" and the like, such as a region."""
    return tuple(dict.fromkeys(match[1] for match in _AT.finditer(text) if not match[1].isupper()))


def _cities_in(text: str) -> Iterator[str]:
    for name in named_places(text):
        words = name.split(" ")
        known = (_cities().get(" ".join(words[:size]).casefold()) for size in range(len(words), 0, -1))
        code = next(filter(None, known), None)
        if code:
            yield code


def _peoples_in(text: str) -> Iterator[str]:
    for match in _CAPITALISED.finditer(text):
        code = _country_of(match.group().casefold())
        if code:
            yield code


@cache
def _country_of(word: str) -> str:
    """Return the country whose people a word names, empty where it names none: the longest name that fits."""
    fitting = []
    for name, code in territory_names().items():
        shared = next((size for size in range(len(name), 0, -1) if word.startswith(name[:size])), 0)
        is_long = shared >= max(_SHORTEST, len(name) - _CUT)
        if is_long and len(word) > shared and _PEOPLE.fullmatch(word[shared:]):
            fitting.append((shared, code))
    return max(fitting, default=(0, ""))[1]


@cache
def _cities() -> dict[str, str]:
    lines = Path(__file__).with_name("cities.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: code for code, names in rows for name in names.split("|")}
