"""Which kinds of partners a sentence names."""

from assistant.partner.page.runs import Run
from assistant.partner.wording import partner_kinds

MOST = 3
"""Kinds of partners on a page."""
MOST_OF_A_LINE = 2
"""Of these that one line stands for, so that there is room for another."""


def kinds_named(run: Run) -> tuple[str, ...]:
    """Return the kinds of partners that a line names, in the order of its words."""
    text, language = " ".join(item.text for item in run.items), run.items[0].document.language
    found = ((match.start(), name) for name, each in partner_kinds(language).items() if (match := each.search(text)))
    return tuple(name for _, name in sorted(found))
