"""Which kinds of partners a sentence speaks of, and which it recommends."""

from assistant.partner.page.runs import Run
from assistant.partner.wording import partner_kinds, pattern

MOST = 3
"""Kinds of partners on a page."""
MOST_OF_A_LINE = 2
"""Of these that one line stands for, so that there is room for another."""


def kinds_spoken_of(run: Run) -> tuple[str, ...]:
    """Return the kinds of partners that a line speaks of, in the order of its words."""
    text, language = _text(run), run.items[0].document.language
    found = ((match.start(), name) for name, each in partner_kinds(language).items() if (match := each.search(text)))
    return tuple(name for _, name in sorted(found))


def kinds_named(run: Run) -> tuple[str, ...]:
    """Return the kinds of partners that a line recommends, in the order of its words."""
    return kinds_spoken_of(run) if recommends(run) else ()


def recommends(run: Run) -> bool:
    """Tell whether a line says to work with somebody."""
    return pattern("recommends", run.items[0].document.language).search(_text(run)) is not None


def _text(run: Run) -> str:
    return " ".join(item.text for item in run.items)
