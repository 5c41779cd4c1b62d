"""Does a translation say what its original says, as far as words tell: numbers, dates, names, negations, duties?

Whoever reads both knows better; this finds what a reader should look at, and what a machine's translation may not do.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from assistant.domain import Language
from assistant.proof.support.names import places
from assistant.proof.support.numbers import calendar, numbers
from assistant.proof.support.reading import Reading, spelled
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.language import is_in

LENGTHS = (0.4, 2.5)  # of a translation, as a share of its original's
SHORT = 40  # characters; a heading may become far shorter or longer
_DENIAL = {
    Language.EN: re.compile(r"\b(?:not|cannot|no|never|nor|none|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE),
    Language.NL: re.compile(r"\b(?:niet|geen|nooit|noch|niemand|niets|nergens|zonder)\b", re.IGNORECASE),
}
_HIDDEN = {  # words that deny by what they mean: the other language may say it with a "not"
    Language.EN: re.compile(
        r"\b(?:unsure|unable|unlikely|uncertain|impossible|insufficient\w*|inadequate\w*|lack\w*|fail\w*|avoid\w*|"
        r"prevent\w*|rather than|hardly|rarely)\b",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        r"\b(?:onzeker|onwaarschijnlijk|onmogelijk|onvoldoende|ontbreekt|ontbreken|gebrek|voorkom\w*|vermijd\w*|"
        r"in plaats van|dan dat|nauwelijks|zelden)\b",
        re.IGNORECASE,
    ),
}
_DUTY = {  # "should" is "moet" as well
    Language.EN: re.compile(r"\b(?:must|should|shall|ought|ha(?:ve|s) to|needs? to|need be)\b", re.IGNORECASE),
    Language.NL: re.compile(
        r"\b(?:moet(?:en)?|(?:dient|dienen|hoeft|hoeven|behoort|behoren)\b.{1,60}? te)\b", re.IGNORECASE
    ),
}
_ACRONYM = re.compile(r"&?\b[A-Z]{2,}\w*|\b[\w.-]+@[\w.-]+|&\w+|\b[A-Z][a-z]+[A-Z]\w*")


class Doubt(StrEnum):
    """What a translation may have changed."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    NEGATION = "negation"
    DUTY = "duty"
    LENGTH = "length"
    LANGUAGE = "language"


def doubts(
    source: str, spoken: Language, target: str, into: Language, glossary: Glossary = NO_TERMS
) -> tuple[Doubt, ...]:
    """Return in what a translation differs from its original."""
    original, translated = spelled(source, spoken), spelled(target, into)
    differing = [doubt for doubt, of in _COMPARED.items() if of(original) != of(translated)]
    if _denied_alone(original, translated) or _denied_alone(translated, original):
        differing.append(Doubt.NEGATION)
    if _names(source, spoken, glossary, into) - _forms(target) or _names(target, into, glossary, spoken) - _forms(
        source
    ):
        differing.append(Doubt.NAME)
    least, most = (share * len(source) for share in LENGTHS)
    if not least <= len(target) <= most and max(len(source), len(target)) > SHORT:
        differing.append(Doubt.LENGTH)
    if len(target) > SHORT and " " in target and not is_in(target, into):
        differing.append(Doubt.LANGUAGE)
    return tuple(differing)


def _values(reading: Reading) -> object:
    return {number.value for number in numbers(reading)}


def _denied_alone(one: Reading, other: Reading) -> bool:
    """Tell whether a text denies something, and the other one has no word that does."""
    denies = _DENIAL[one.language].search(one.text)
    return bool(denies) and not any(words[other.language].search(other.text) for words in (_DENIAL, _HIDDEN))


def _duty(reading: Reading) -> object:
    return bool(_DUTY[reading.language].search(reading.text))


_COMPARED: dict[Doubt, Callable[[Reading], object]] = {
    Doubt.NUMBER: _values,
    Doubt.DATE: calendar,
    Doubt.PLACE: places,
    Doubt.DUTY: _duty,
}


def _names(text: str, language: Language, glossary: Glossary, other: Language) -> set[str]:
    """Return the acronyms, addresses and other names that stay as they are, those aside that are terms of the field."""
    found = {match.group().casefold() for match in _ACRONYM.finditer(text) if not text.isupper()}
    terms = {name.casefold() for term in glossary.terms for name in term.in_language(language)}
    return {name.rstrip("s") for name in found if name not in terms and name.rstrip("s") not in terms}


def _forms(text: str) -> set[str]:
    return {part.casefold().rstrip("s") for part in re.findall(r"[\w&@.-]+", text)} | {
        match.group().casefold().rstrip("s") for match in _ACRONYM.finditer(text)
    }
