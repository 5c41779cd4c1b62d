"""What a text mentions: numbers, amounts of money, dates, names and places, in either language."""

import re
from functools import cache

from babel import Locale

from assistant.domain import Language
from assistant.text.numbers import in_digits, spelled

_NUMBER = r"(?:\d[\d.,]*|half|helft)"
_NUMBERS = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(\d{1,2}) (\w{4,})")
_MONEY = re.compile(
    rf"[€$£]\s*\d|\b(?:eur|usd|gbp)\s*\d|\b{_NUMBER}\s*(?:euros?|eur|dollars?|usd|pounds?|cents?|ct)\b", re.IGNORECASE
)
_PERCENTAGE = re.compile(rf"\d\s*%|\b{_NUMBER}\s*(?:percent|per cent|procent)\b", re.IGNORECASE)
_DURATION = re.compile(
    rf"\b{_NUMBER}(?:\s+\w+)?\s+(?:minut|hour|day|week|month|year|uur|uren|dag|dagen|weken|maand|jaar|jaren)\w*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_CAPITALISED = re.compile(r"&?\b[A-Z][\w&'’-]*")
_SENTENCE_START = re.compile(r"(?:^|[.?!:•]\s+|\n\s*|[-–•]\s+|[‘“\"'(]\s*)$")
_ADJECTIVES_AND_ACRONYMS = """
    i english dutch american european western eastern northern southern french german british spanish italian chinese
    indian pakistani nederlands nederlandse engels engelse europees europese westerse indiaas indiase ceo csr ngo ngos
    imvo irbc ser oeso oecd eu vn un ilo
"""
_OF_A_PEOPLE = re.compile(r"[a-zë](?:ese|ish|ians?|se|sche)$")  # Brazilian, Turkish, Braziliaanse
_ALSO_WORDS = frozenset({"chili", "guinea", "jersey", "turkey"})
_ALSO_CALLED = {
    "turkey": "TR",
    "ivory coast": "CI",
    "burma": "MM",
    "birma": "MM",
    "england": "GB",
    "engeland": "GB",
    "holland": "NL",
    "czech republic": "CZ",
}
_NOT_NAMES = frozenset(_ADJECTIVES_AND_ACRONYMS.split())


def has_number(text: str) -> bool:
    """Tell whether a text has a number, in digits or in words."""
    return bool(numbers(text))


def numbers(text: str) -> list[tuple[int, int]]:
    """Return where the numbers of a text are."""
    in_words = [(number.start, number.end) for number in spelled(text) if not number.ordinal]
    return sorted([*in_words, *(match.span() for match in _NUMBERS.finditer(text))])


def counted(text: str) -> list[tuple[int, str]]:
    """Return what a text counts in small numbers, with the word after the number in lower case: "four pilots"."""
    found = ((int(match[1]), match[2]) for match in _COUNTED.finditer(in_digits(text.casefold())))
    return [(number, word) for number, word in found if number > 1]


def has_money(text: str) -> bool:
    """Tell whether a text has an amount of money."""
    return bool(_MONEY.search(in_digits(text)))


def has_percentage(text: str) -> bool:
    """Tell whether a text has a percentage."""
    return bool(_PERCENTAGE.search(in_digits(text)))


def has_duration(text: str) -> bool:
    """Tell whether a text has a length of time."""
    return bool(_DURATION.search(in_digits(text)))


def has_date(text: str) -> bool:
    """Tell whether a text has a year or a month."""
    return bool(_YEAR.search(text)) or bool(_months().search(text))


def has_place(text: str) -> bool:
    """Tell whether a text names a country, or something else with a capital where a place would stand."""
    return bool(territories(text)) or bool(re.search(r"\b(?:in|near|from|nabij|uit) [A-Z][a-z]{3,}", text))


def names(text: str) -> list[str]:
    """Return the words of a text that are written as names: with a capital where a sentence does not begin."""
    found = []
    for match in _CAPITALISED.finditer(text):
        word = match.group()
        begins = _SENTENCE_START.search(text[: match.start()]) is not None
        is_acronym = len(word) > 1 and word.isupper()
        is_adjective = _OF_A_PEOPLE.search(word) is not None or word.lower() in _NOT_NAMES
        if (not begins or is_acronym or word.startswith("&")) and not is_adjective:
            found.append(word)
    return found


def territories(text: str) -> set[str]:
    """Return the codes of the countries and regions that a text names, in English or Dutch.

    The case makes no difference, but where a word in small letters is another one: "chili" is eaten.
    """
    folded = f" {_plain(text)} "
    named = {name: code for name, code in territory_names().items() if f" {name} " in folded}
    return {code for name, code in named.items() if name not in _ALSO_WORDS or name.capitalize() in text}


def territory_name(code: str, language: Language) -> str:
    """Return the name of a country or region in a language."""
    return str(Locale(language).territories[code])


@cache
def territory_names() -> dict[str, str]:
    """Return the codes of countries and regions by their names in small letters, in each language."""
    named = {}
    for language in Language:
        for code, name in Locale(language).territories.items():
            words = _plain(name)
            if len(code) == 2 and len(words) > 3:
                named[words] = code
    return named | _ALSO_CALLED


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def _months() -> re.Pattern[str]:
    """Match a month that is not a common word as well ("May", "March", "mei") or that has a day or year beside it."""
    wide = {name for language in Language for name in Locale(language).months["format"]["wide"].values()}
    common = {"May", "March", "mei"}
    alone, beside = "|".join(sorted(wide - common)), "|".join(sorted(common))
    return re.compile(rf"\b(?:{alone}|\d+ (?:{beside})|(?:{beside}) \d+)\b", re.IGNORECASE)
