"""Whether the program that set a document broke words at the ends of lines."""

import re
from itertools import pairwise

from ingest.readers.pdf.rows import Row

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad]$")
_OFTEN = 0.03  # of the lines


def breaks_words(rows: list[Row]) -> bool:
    """Tell by the words that a hyphen at the end of a line divides: elsewhere they stand whole, or with that hyphen."""
    words: set[str] = set()
    cuts: list[tuple[str, str]] = []
    for row, after in pairwise(rows):
        cut = _CUT.search(row.text)
        found = [word.casefold() for word in _WORD.findall(row.text)]
        words.update(found[1 : len(found) - bool(cut)])
        tail = _WORD.match(after.text)
        if cut and tail:
            cuts.append((cut[1].casefold(), tail[0].casefold()))
    whole = sum(head + tail in words for head, tail in cuts)
    hyphenated = sum(f"{head}-{tail}" in words for head, tail in cuts)
    if whole != hyphenated:
        return whole > hyphenated
    return len(cuts) > _OFTEN * len(rows)
