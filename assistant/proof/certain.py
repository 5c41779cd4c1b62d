"""What is certainly wrong with a sentence, without a model: a number, date, name or place that its quotes do not have.

This refuses alone, so it only says what is sure. A name may also stand where a quote stands, in its headings or before
it in its passage: "these companies" are those of the sentence before. Numbers must be the quotes' own. Whether they
belong where the sentence puts them is a matter of meaning, which is judged elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Language
from assistant.proof.support import Fault
from assistant.proof.support.akin import takes_akin
from assistant.proof.support.alignment import TRANSLATED, align
from assistant.proof.support.names import named_words, one_name, places
from assistant.proof.support.numbers import Number, calendar, may_be, numbers
from assistant.proof.support.reading import Floats, PassageEncoder, Reading, read, unmarked
from assistant.text import mentions
from assistant.text.glossary import NO_TERMS, Glossary

_LAND = {Language.EN: "GB", Language.NL: "NL"}  # what a document is in need not stand in it: "the English guide"
_SAME_NAME = 0.7  # similarity from which on two names may be one: "Memorandum", "Memorandums"
_ACROSS = 0.6  # the same for a name and its translation


@dataclass(frozen=True, slots=True)
class Given:
    """A quote, and the words around it that tell whom and what it is about; without a quote only words to know."""

    quote: str
    around: str
    language: Language


def certain_fault(
    sentence: str, language: Language, given: Sequence[Given], encoder: PassageEncoder, glossary: Glossary = NO_TERMS
) -> Fault | None:
    """Return what is certainly wrong with a sentence that is to rest on all of some quotes, None where nothing is."""
    said = read(unmarked(sentence), language, encoder)
    quotes = [read(unmarked(each.quote), each.language, encoder) for each in given if each.quote]
    if any(not _is_counted(number, quotes) and not _is_of_a_term(said, number, glossary) for number in numbers(said)):
        return Fault.NUMBER
    if not calendar(said) <= frozenset().union(*map(calendar, quotes)):
        return Fault.DATE
    around = [read(unmarked(each.around), each.language, encoder) for each in given if each.around.strip()]
    known = [*quotes, *around]
    if takes_akin(said, known, glossary):
        return Fault.NAME
    asked = [number for number in named_words(said) if not _is_term(said, number, glossary)]
    where = places(said)
    if not asked and not where:
        return None
    spoken = {_LAND[each.language] for each in given}
    if not where <= spoken.union(*map(places, known)):
        return Fault.PLACE
    return Fault.NAME if _unnamed(said, asked, known, glossary) else None


def _unnamed(said: Reading, numbers: Sequence[int], known: Iterable[Reading], glossary: Glossary) -> Sequence[int]:
    """Return those of some words that nothing known names; only as much is compared as is needed."""
    for each in known:
        if not numbers:
            break
        similarity = align(said, each, glossary).similarity
        numbers = [number for number in numbers if not _is_named(said, number, similarity, each)]
    return numbers


def _is_counted(number: Number, quotes: Iterable[Reading]) -> bool:
    return any(
        other.value == number.value
        and (other.unit == number.unit or may_be(number, other.unit) or may_be(other, number.unit))
        for quote in quotes
        for other in numbers(quote)
    )


def _is_of_a_term(said: Reading, number: Number, glossary: Glossary) -> bool:
    """Tell whether a number is a word of a term of the field, such as "double materiality": it counts nothing."""
    word = said.words[number.start].written
    return word.isalpha() and any(word in term.split()[:-1] for term, _ in glossary.mentions(said.text, said.language))


def _is_term(said: Reading, number: int, glossary: Glossary) -> bool:
    """Tell whether a word written as a name is a term of the field, such as "NGO": it names nobody."""
    return bool(glossary.mentions(said.words[number].written, said.language))


def _is_named(said: Reading, number: int, similarity: Floats, known: Reading) -> bool:
    word = said.words[number]
    if mentions.territories(word.written):
        return True
    within = said.language is known.language
    least = TRANSLATED if word.is_acronym else _SAME_NAME if within else _ACROSS
    return any(one_name(word, other) or similarity[number, there] >= least for there, other in enumerate(known.words))
