"""Whether letters make words: where hardly any is one of English or Dutch, they are not what they seem."""

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.domain import Language
from assistant.text.lexicon import function_words

_FEWEST_WORDS, _FEWEST_DISTINCT = 40, 20
_HARDLY = 0.04
_CLEARLY = 0.15
_SHIFTS = (29, 31, 30, 28)  # from the places of glyphs in a font to the letters that they stand for
_FEWEST_PAIRS = 0.36
_PAIRS = frozenset(
    re.findall(
        "..",
        "thheineranreonatenndtiesorteofedisitalarsttontngsehaasouiolevecomedehiriroicneearacegeaaee"
        "ieijeletoevabelimaomchlataunsinauraipeprkens",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = function_words(Language.EN) | function_words(Language.NL)


def is_wordless(texts: Iterable[str]) -> bool:
    """Tell whether a text is long enough to tell, and has hardly one of the words that every text has."""
    words = [word for text in texts for word in _words(text)]
    if len(words) < _FEWEST_WORDS or len(set(words)) < _FEWEST_DISTINCT:
        return False
    return _share(words) < _HARDLY and _usual_pairs(words) < _FEWEST_PAIRS


def shifted_back(text: str) -> str:
    """Return a text whose letters were all replaced by those some places on, as it was; any other text as it is."""
    if _share(_words(text)) >= _HARDLY:
        return text
    for shift in _SHIFTS:
        moved = text.translate(_table(shift))
        words = _words(moved)
        if len(words) >= 8 and _share(words) >= _CLEARLY:
            return moved
    return text


def _usual_pairs(words: list[str]) -> float:
    """Return the share of neighbouring letters that are usual ones: names have them, shifted text has not."""
    pairs = [one + other for word in words for one, other in pairwise(word)]
    return sum(pair in _PAIRS for pair in pairs) / max(len(pairs), 1)


def _table(shift: int) -> dict[int, int]:
    return {code: code + shift for code in range(32 - shift, 127 - shift)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _share(words: list[str]) -> float:
    return sum(word in _COMMON for word in words) / max(len(words), 1)
