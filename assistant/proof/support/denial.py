"""Which words of a text deny others, and which words are denied."""

from functools import lru_cache

from assistant.domain import Language
from assistant.proof.support.reading import Reading
from assistant.proof.support.vocabulary import beginnings, opposites, phrases, word_set

PLAIN, BY_MEANING, AT_TIMES = 0, 1, 2
_PREFIX = {Language.EN: ("un", "non"), Language.NL: ("on", "niet-")}
_SHORTEST = 5
_REACH = 10  # words between a word and the negation in its clause that denies it
_SHORT_REACH = 4  # the same in its sentence


@lru_cache(maxsize=256)
def negators(reading: Reading) -> tuple[int, ...]:
    """Return where a text has a word that denies others."""
    return tuple(listed(reading, PLAIN, BY_MEANING))


def listed(reading: Reading, *levels: int) -> list[int]:
    """Return where a text has a word of some of the lists of negations."""
    found = phrases("negation", reading.language).find(reading.forms)
    return sorted(each.start for each in found if each.value in levels)


def is_denied(reading: Reading, position: int) -> bool:
    """Tell whether a negation in its clause denies a word; a word does not deny itself."""
    words, backward = reading.words, word_set("backward", reading.language)
    for other in negators(reading):
        within = words[other].clause == words[position].clause
        reach = _REACH if within else _SHORT_REACH
        stops = any(word.begins for word in words[other + 1 : position + 1])
        if 0 < position - other <= reach and not stops:
            return True
        if within and 0 < other - position <= _REACH and words[other].text in backward:
            return True
    return False


@lru_cache(maxsize=256)
def prefixed(reading: Reading) -> tuple[int, ...]:
    """Return the words with "un" in front that have no opposite listed."""
    opposed = {found.start for found in opposites("opposites", reading.language).find(reading.stems)}
    return tuple(
        number
        for number, word in enumerate(reading.words)
        if base(word.text, reading.language) and number not in opposed and number not in negators(reading)
    )


def base(word: str, language: Language) -> str:
    """Return a word without the "un" in front, empty where it has none."""
    if len(word) < _SHORTEST or word.startswith(beginnings("not_negated", language)):
        return ""
    return next((word.removeprefix(prefix) for prefix in _PREFIX[language] if word.startswith(prefix)), "")
