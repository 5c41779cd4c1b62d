"""What a question mentions and the documents do not: names of people, places, organisations."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from rapidfuzz.distance import OSA

from assistant.domain import Language
from assistant.question.understand import Understood
from assistant.text import mentions
from assistant.text.lexicon import content_stems

_OWN_SITUATION = re.compile(
    r"\b(?:we|we're|we've|our|ours|(?-i:us|Us)|i|i'm|my|me|wij|ons|onze|ik|mijn|mij)\b", re.IGNORECASE
)


_CODE = re.compile(r"([A-Za-z]{1,6})[- ]?(\d{1,6})")
_LONG = re.compile(r"[^\W\d_]{5,}")
SHORTEST = 5  # letters of a name that can be mistyped: a shorter one with another letter is another name


class Vocabulary(Protocol):
    """What the documents' words are, as weighing evidence needs it."""

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""


def unmentioned_names(asked: Understood, words: Vocabulary, found: Iterable[str] = ()) -> list[str]:
    """Return the names in a question that no document has.

    One that is nearly a word of what was ``found`` is that word, mistyped.
    """
    near = {word.casefold() for text in found for word in _LONG.findall(text)}

    def is_known(name: str) -> bool:
        return any(_occurs(name, language, words) for language in Language) or _is_mistyped(name, near)

    # a capital tells a name in English and Dutch, not in German
    named = mentions.names(asked.text) if asked.spoken else ()
    missing = [name for name in dict.fromkeys(named) if not is_known(name)]
    for code in sorted(mentions.territories(asked.text)):
        called = [mentions.territory_name(code, language) for language in Language]
        if any(is_known(name) for name in called):
            missing = [name for name in missing if not any(name in known for known in called)]
        elif not any(name in missing for name in called):
            missing.append(mentions.territory_name(code, asked.language))
    return missing


def describes_own_situation(question: str) -> bool:
    """Tell whether somebody tells of their own case; a name in it is then context, not what is asked for."""
    return bool(_OWN_SITUATION.search(question))


def _occurs(name: str, language: Language, words: Vocabulary) -> bool:
    """Tell whether a passage of a language has all words of a name, those that say little aside.

    A code is the same with and without a sign within: "C190" and "C-190".
    """
    spelled = [content_stems(each, language) for each in dict.fromkeys((name, *_codes(name)))]
    return not spelled[0] or any(words.frequency(stems, language) > 0 for stems in spelled if stems)


def _codes(name: str) -> Iterator[str]:
    """Yield a code of letters and numbers as it may be written else: joined, with a hyphen, with a space."""
    found = _CODE.fullmatch(name)
    if found:
        yield from (f"{found[1]}{sign}{found[2]}" for sign in ("", "-", " "))


def _is_mistyped(name: str, near: Collection[str]) -> bool:
    """Tell whether a name is nearly one of some words; the name of a country is spelled right."""
    if len(name) < SHORTEST or mentions.territories(name):
        return False
    return any(OSA.distance(name.casefold(), word, score_cutoff=1) <= 1 for word in near)
