"""What changed in the words that a verdict rests on, word by word, before and now."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.domain import Language
from assistant.review.changes import Cause, Change

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Words:
    """Neighbouring words; ``kind`` is ``same``, ``removed``, ``added``, or ``around`` for what stands about them."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A quote as it was and what stands in its place now; ``gone`` says that its document is not in service.

    ``title`` and ``language`` are those of the document.
    """

    title: str
    language: Language
    gone: bool
    before: tuple[Words, ...]
    now: tuple[Words, ...]


def difference(change: Change, title: str, language: Language) -> Difference:
    """Compare the words of a place with those that stand there now."""
    before, now = _compared(change.place.quote, change.now)
    return Difference(title, language, change.cause is Cause.GONE, before, now)


def _compared(before: str, now: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    old, new = _WORD.findall(before), _WORD.findall(now)
    if not new:
        return (Words("removed", before),), ()
    matcher = SequenceMatcher(None, [each.strip() for each in old], [each.strip() for each in new], autojunk=False)
    left, right = [], []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        same = tag == "equal"
        # What stands before the first and after the last word in common is the rest of the passage.
        around = (start, end) in ((0, 0), (len(old), len(old)))
        if end > start:
            left.append(Words("same" if same else "removed", "".join(old[start:end])))
        if new_end > new_start:
            kind = "same" if same else "around" if around else "added"
            right.append(Words(kind, "".join(new[new_start:new_end])))
    return tuple(left), tuple(right)
