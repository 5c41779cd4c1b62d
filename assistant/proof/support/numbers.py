"""Numbers, amounts, percentages, times and dates: what a sentence counts must be counted so in its quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from assistant.domain import Language
from assistant.proof.support.alignment import SAME, Alignment
from assistant.proof.support.denial import negators
from assistant.proof.support.reading import Reading, Word
from assistant.proof.support.vocabulary import folded, phrases, units, values
from assistant.text.numbers import Token, find_in

_NEAR = 2  # words between a number and its unit or what it counts
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the words ``start`` to ``end``, with its unit or, ``bare`` being false, something else it counts.

    ``bound`` is 0 where it is said to be at most that, 1 where at least that.
    """

    value: float
    unit: str
    start: int
    end: int
    bare: bool
    bound: int | None = None


def wrong_numbers(aligned: Alignment) -> bool:
    """Tell whether the sentence has a number that its quote has not, or has for something else."""
    given = list(numbers(aligned.quote))
    return any(
        not _is_given(number, given) or _elsewhere(number, given, aligned) for number in numbers(aligned.sentence)
    )


def wrong_dates(aligned: Alignment) -> bool:
    """Tell whether the sentence names a month or weekday that its quote does not."""
    return not calendar(aligned.sentence) <= calendar(aligned.quote)


def numbers(reading: Reading) -> Iterator[Number]:
    """Yield the numbers of a text, in digits or words; 1 is left out, as "one" often counts nothing."""
    words = reading.words
    for known in values(reading.language).find(reading.forms):
        yield from _number(reading, known.value, known.start, known.end)
    for number, word in enumerate(words):
        if _DIGITS.match(word.text):
            yield from _number(reading, _value(word.text), number, number + 1)
    for found in find_in([Token(word.written, word.start, word.end) for word in words], reading.language):
        yield from _number(reading, float(found.value), found.start, found.end)


def calendar(reading: Reading) -> frozenset[str]:
    """Return the months and weekdays that a text names, as codes."""
    named = _calendar(reading.language)
    return frozenset(
        named[word.text.removesuffix("s")]
        for number, word in enumerate(reading.words)
        if word.text.removesuffix("s") in named and (not _is_common(word) or _beside_digits(reading, number))
    )


def _number(reading: Reading, value: float, start: int, end: int) -> Iterator[Number]:
    unit = _unit(reading, start, end)
    if unit == "hour" and value < 12 and end < len(reading.words) and reading.words[end].text == "pm":
        value += 12
    if value != 1:
        yield Number(value, unit, start, end, _counted(end, reading) is None, _bound(reading, start))


def _value(digits: str) -> float:
    """Return the value of a number in digits: a separator before exactly three digits separates thousands."""
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits).replace(",", ".").replace(":", ".")
    whole, _, rest = plain.partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)


def _unit(reading: Reading, start: int, end: int) -> str:
    found = {each.start: each.value for each in units().find(reading.forms)}
    return next((found[near] for near in (*range(start, end + _NEAR), start - 1) if near in found), "")


def _bound(reading: Reading, start: int) -> int | None:
    """Return whether a number is an upper or a lower bound; a negation makes one of the other."""
    near = range(max(start - _NEAR, 0), start + 1)
    found = next((each for each in phrases("bounds", reading.language).find(reading.forms) if each.end in near), None)
    if found is None:
        return None
    denied = any(found.start - _NEAR <= other < found.start for other in negators(reading))
    return 1 - found.value if denied else found.value


def _is_given(number: Number, given: list[Number]) -> bool:
    return any(
        other.value == number.value
        and (None in (other.bound, number.bound) or other.bound == number.bound)
        and (other.unit == number.unit or may_be(number, other.unit) or may_be(other, number.unit))
        for other in given
    )


def may_be(number: Number, unit: str) -> bool:
    """Tell whether a number without a unit may have a unit: "twice" and "two times", "at six" and "six o'clock"."""
    return not number.unit and (number.bare or unit in ("times", "hour"))


def _elsewhere(number: Number, given: list[Number], aligned: Alignment) -> bool:
    """Tell whether the quote has another number beside what the sentence counts, and not this one."""
    counted = _counted(number.end, aligned.sentence)
    if counted is None:
        return False
    beside = [
        other
        for other in given
        if (word := _counted(other.end, aligned.quote)) is not None and aligned.similarity[counted, word] >= SAME
    ]
    return bool(beside) and not _is_given(number, beside)


def _counted(end: int, reading: Reading) -> int | None:
    """Return the word that a number counts that ends before a word."""
    after = range(end, min(end + _NEAR + 1, len(reading.words)))
    clause = reading.words[end - 1].clause
    return next((word for word in after if reading.words[word].content and reading.words[word].clause == clause), None)


@cache
def _calendar(language: Language) -> dict[str, str]:
    locale = Locale(language)
    named = {folded(name): f"month {number}" for number, name in locale.months["format"]["wide"].items()}
    return named | {folded(name): f"day {number}" for number, name in locale.days["format"]["wide"].items()}


def _is_common(word: Word) -> bool:
    """Tell whether a word may be no month: "may", "march"."""
    return word.text in ("may", "march") and (word.begins or not word.written[0].isupper())


def _beside_digits(reading: Reading, number: int) -> bool:
    around = [*reading.words[max(number - 1, 0) : number], *reading.words[number + 1 : number + 2]]
    return any(_DIGITS.match(word.text) for word in around)
