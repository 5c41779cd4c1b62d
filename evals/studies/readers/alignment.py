"""How much of a known text a reader delivers, and whether in the right order."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A text against the true one, word by word.

    ``recall`` is the share of the true words that the text has, ``precision`` the share of its words that are true,
    ``order`` the share of the words in both that stand in the same order (longest common subsequence).
    """

    recall: float
    order: float
    precision: float


def measure(text: str, truth: str) -> Alignment:
    """Compare a text with the true one; case, punctuation and layout do not count.

    Raises:
        ValueError: the true text has no words.
    """
    read, true = words(text), words(truth)
    if not true:
        raise ValueError("There is nothing to compare with: the true text has no words.")
    common = (Counter(read) & Counter(true)).total()
    in_order = LCSseq.similarity(read, true)
    return Alignment(
        recall=common / len(true),
        order=in_order / common if common else 0.0,
        precision=common / len(read) if read else 0.0,
    )


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, in lower case; ligatures are taken apart, soft hyphens dropped."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold())
