"""Words as the lexical leg sees them: folded, stemmed by language, without function words."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

from assistant.domain import Language

_WORD = re.compile(r"&?\w+(?:[-'’.]\w+)*", re.UNICODE)
_INDEXED = re.compile(r"[^\W_]+")
_SNOWBALL = {Language.EN: "english", Language.NL: "dutch"}
NAMES = frozenset({"US", "IT"})
"""What is a name as it is written, and would say nothing in small letters."""
_STEMMING = Lock()  # a stemmer keeps the word it works on
_FUNCTION_WORDS = {
    Language.EN: (
        "a about all also am an and any are as at be been being both but by can could did do does doing done down each "
        "few for from get give got had has have having he her here hers him his how i if in into is it its just let "
        "like may me might more most much must my no nor not of off on once one only or other our ours out over own "
        "please same shall she should so some such tell than that the their theirs them then there these they this "
        "those through to too under until up us very was we were what when where which while who whom whose why will "
        "with would you your yours"
    ),
    Language.NL: (
        "aan al alle allemaal als alsjeblieft altijd ben bij bijv bijvoorbeeld binnen daar dan dat de deze die dit doe "
        "doen doet door dus een elk elke en er ergens ga gaan gaat geef geen geven had hadden heb hebben hebt heeft "
        "hem hen het hier hij hoe hoeveel hun iets ik in is ja je jij jou jouw jullie kan kun kunnen kunt maar me meer "
        "men met mij mijn moet moeten mogen na naar nee niet nog nu of om onder ons onze ook op over te tegen toch "
        "toen tot tussen u uit uw van veel via voor waar waarbij waarin waarmee waarom waarop waarvoor wanneer want "
        "waren was wat we wel welk welke werd werden wie wij wil willen word worden wordt zal ze zelf zich zij zijn zo "
        "zoals zou zouden zulke"
    ),
}


def words(text: str) -> list[str]:
    """Return the words of a text, lower case and without accents; ``&Wider`` and ``multi-stakeholder`` stay whole."""
    return [word.casefold() for word in _as_written(text)]


def content_words(text: str, language: Language) -> list[str]:
    """Return the folded words that carry meaning, in order, repeats kept; parts of hyphenated words too."""
    names = frozenset() if text.isupper() else NAMES
    parts = ((part, word in names) for word in _as_written(text) for part in _parts(word.casefold()))
    empty = function_words(language)
    return [part for part, is_name in parts if is_name or part not in empty]


def content_stems(text: str, language: Language) -> list[str]:
    """Return the stems of the words that carry meaning, in order, repeats kept; parts of hyphenated words too."""
    return [stem(word, language) for word in content_words(text, language)]


@lru_cache(maxsize=50_000)
def stem(word: str, language: Language) -> str:
    """Return the Snowball stem of a folded word."""
    with _STEMMING:
        return str(_stemmer(language).stemWord(word))


def match_all(stems: Iterable[str]) -> str:
    """Return an FTS5 query for passages with all of the stems."""
    return " AND ".join(map(_quoted, dict.fromkeys(stems)))


def indexed_parts(stem: str) -> list[str]:
    """Return what a word index cuts a stem into: ``multi-stakehold`` is two words to it, one after another."""
    return _INDEXED.findall(stem)


def _quoted(item: str) -> str:
    """Quote a stem, so that no syntax of FTS5 gets in."""
    return '"' + item.replace('"', '""') + '"'


def _parts(word: str) -> list[str]:
    if word.isalnum():
        return [word]
    pieces = [piece for piece in re.split(r"[-'’.&]", word) if piece]
    return pieces if len(pieces) == 1 else [word, *pieces]


def _as_written(text: str) -> list[str]:
    """Return the words of a text without accents, with their capitals."""
    if text.isascii():
        return _WORD.findall(text)
    decomposed = unicodedata.normalize("NFKD", text)
    return _WORD.findall("".join(character for character in decomposed if not unicodedata.combining(character)))


@cache
def function_words(language: Language) -> frozenset[str]:
    """Return the words of a language that carry no meaning of their own, folded."""
    return frozenset(_FUNCTION_WORDS[language].split())


@cache
def _stemmer(language: Language) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_SNOWBALL[language])
