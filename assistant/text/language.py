"""Which language a text is in: by its function words, and where these do not tell, by the library lingua."""

import unicodedata
from functools import cache

from lingua import Language as Lingua
from lingua import LanguageDetector, LanguageDetectorBuilder

from assistant.domain import Language
from assistant.text.lexicon import function_words, words

_SPOKEN = {Lingua.ENGLISH: Language.EN, Lingua.DUTCH: Language.NL}
_SAMPLE = 5_000  # characters; more makes the outcome no surer
_FOREIGN = 0.75  # confidence from which on a text is taken to be in a language that the assistant does not speak
_TELLING_LENGTH = 4  # words
_OWN_WORDS = 0.25  # share of English or Dutch function words above which it is not


def detect_language(text: str, default: Language = Language.EN) -> Language:
    """Return the likelier one of the assistant's languages, the default for a text without words.

    Function words come first, since a question keeps its language when it names a document or a term in another.
    """
    sample = text[:_SAMPLE]
    found = words(sample)
    counts = {language: sum(word in _telling(language) for word in found) for language in Language}
    if len(set(counts.values())) > 1:
        return max(counts, key=lambda language: counts[language])
    confidences = _detector().compute_language_confidence_values(sample)
    spoken = {_SPOKEN[item.language]: item.value for item in confidences if item.language in _SPOKEN}
    return max(spoken, key=lambda language: (spoken[language], language is default))


def is_spoken(text: str) -> bool:
    """Tell whether a text may be in a language that the assistant speaks; German and French are known not to be."""
    found = words(text[:_SAMPLE])
    likeliest = _detector().compute_language_confidence_values(text[:_SAMPLE])[0]
    if likeliest.language in _SPOKEN or likeliest.value < _FOREIGN:
        return True
    own = max(sum(word in _telling(language) for word in found) for language in Language)
    return own > _OWN_WORDS * len(found)


def is_in(sentence: str, language: Language) -> bool:
    """Tell whether a sentence is in a language; one that is too short to tell is taken to be, if in its letters."""
    if any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in sentence):
        return False
    found = words(sentence)
    counts = {each: sum(word in _telling(each) for word in found) for each in Language}
    others = max(count for each, count in counts.items() if each is not language)
    if counts[language] != others:
        return counts[language] > others and is_spoken(sentence)
    if len(found) < _TELLING_LENGTH:
        return True
    return _SPOKEN.get(_detector().compute_language_confidence_values(sentence)[0].language) is language


@cache
def _telling(language: Language) -> frozenset[str]:
    """Return the function words of a language that no other one has."""
    others = (function_words(other) for other in Language if other is not language)
    return function_words(language).difference(*others)


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(Lingua.ENGLISH, Lingua.DUTCH, Lingua.GERMAN, Lingua.FRENCH).build()
