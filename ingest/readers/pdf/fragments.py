"""Words that stand side by side, put together to fragments: a line of a column, or a cell of a table."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.lines import split_lines
from ingest.readers.pdf.drawing.scanner import Word

WIDEST_SPACE = 1.0  # of the size of the letters; a wider gap divides columns or cells
_NEAREST = -0.6
_LEVEL = 0.2
_RAISED_MOST = 0.6
_TIGHT = 0.3
_SMALL = 0.85
_REFERENCE = re.compile(r"[\[(]?\d{1,3}([,;–-]\d{1,3})*[\])]?|[*†‡§]{1,3}")
_POWER = re.compile(r"(\b[kcdm]?m|\d)$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Style(NamedTuple):
    """What letters look like; ``size`` in points."""

    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words in their place on a page, in points, downwards; ``order`` is their place in the file.

    ``body_left`` is where the second word begins: after a bullet or number, that is where the text begins. ``walled``
    says that a line is drawn to the left of it.
    """

    text: str
    left: float
    right: float
    base: float
    style: Style
    page: int
    order: int
    body_left: float
    walled: bool = False


def fragments(words: Iterable[Word], page: int) -> list[Fragment]:
    """Put the words of a page together, in the order of the file."""
    found = (_fragment(run, page, order) for order, run in enumerate(_runs(words)))
    return [fragment for fragment in found if fragment.text]


def merged(parts: list[Fragment]) -> Fragment:
    """Return neighbouring fragments of one line as one."""
    largest = max(parts, key=lambda part: len(part.text))
    return Fragment(
        text=" ".join(part.text for part in parts),
        left=parts[0].left,
        right=max(part.right for part in parts),
        base=largest.base,
        style=largest.style,
        page=largest.page,
        order=parts[-1].order,
        body_left=parts[0].body_left if " " in parts[0].text or len(parts) == 1 else parts[1].left,
        walled=parts[0].walled,
    )


def usual_style(pages: Iterable[list[Fragment]]) -> Style:
    """Return the style of the running text: the one of most characters."""
    counts: Counter[Style] = Counter()
    for found in pages:
        for fragment in found:
            counts[fragment.style] += len(fragment.text)
    return counts.most_common(1)[0][0] if counts else Style(10.0, False)


def plain(text: str) -> str:
    """Return the letters and figures of a heading, to compare it with an entry of the outline."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def _runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    largest: Word | None = None
    for word in words:
        if largest and not _follows(run[-1], largest, word):
            yield run
            run, largest = [], None
        run.append(word)
        if largest is None or word.size > largest.size:
            largest = word
    if run:
        yield run


def _follows(before: Word, largest: Word, word: Word) -> bool:
    """Tell whether a word stands on the line of the words before it, or is raised or lowered beside them."""
    if word.walled:
        return False
    size = max(before.size, word.size)
    shift = min(abs(word.base - before.base), abs(word.base - largest.base))
    gap = word.left - before.right
    if shift <= _LEVEL * size:
        return _NEAREST * size <= gap <= WIDEST_SPACE * size
    small = min(before.size, word.size) <= _SMALL * size
    return small and shift <= _RAISED_MOST * size and _NEAREST * size <= gap <= _TIGHT * size


def _fragment(run: list[Word], page: int, order: int) -> Fragment:
    styles: Counter[Style] = Counter()
    for word in run:
        styles[Style(word.size, word.bold)] += len(word.text)
    style = styles.most_common(1)[0][0]
    base = next(word.base for word in run if word.size == style.size)
    raised = [word.size <= _SMALL * style.size and word.base < base - _LEVEL * style.size for word in run]
    text = ""
    for word, is_raised in zip(run, raised, strict=True):
        if word.struck:
            continue
        text = _with(text, word, raised=is_raised)
        if raised[0] and word is run[0]:
            text += " "
    lines = split_lines(text)
    return Fragment(
        text=lines[0].text if lines else "",
        left=run[0].left,
        right=run[-1].right,
        base=base,
        style=style,
        page=page,
        order=order,
        body_left=run[1].left if len(run) > 1 else run[0].left,
        walled=run[0].walled,
    )


def _with(text: str, word: Word, *, raised: bool) -> str:
    """Return a text with another word; what refers to a footnote is left out."""
    if raised and text.strip() and _REFERENCE.fullmatch(word.text):
        power = word.joined and word.text.isdigit() and _POWER.search(text)
        return text + word.text.translate(_SUPERSCRIPTS) if power else text
    return text + word.text if word.joined or not text else f"{text} {word.text}"
