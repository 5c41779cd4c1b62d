"""A brief in the making: which claims go where, and what is quoted already."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.domain import Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.page.runs import Run

SPARE = (
    (Part.PARTNERS, 3),
    (Part.ARRANGE, 1),
    (Part.BEWARE, 1),
    (Part.STEPS, 2),
    (Part.EXAMPLE, 2),
    (Part.PARTNERS, 2),
    (Part.STEPS, 1),
    (Part.EXAMPLE, 1),
    (Part.PARTNERS, 1),
)
"""Of which part lines are left out, and how many stay, where a page would be too long."""


@dataclass(frozen=True)
class DraftLine:
    """A claim to be shown; ``lead`` is what it is about, in words of ours."""

    claim: Claim
    lead: str = ""


@dataclass
class Draft:
    """The lines of each part, and what is quoted already: nothing is said twice.

    ``example`` are the passages of the practical example, ``general`` the headings over what holds for everyone.
    """

    parts: dict[Part, list[DraftLine]] = field(default_factory=lambda: {part: [] for part in Part})
    quoted: set[tuple[str, int]] = field(default_factory=set)
    example: tuple[Passage, ...] = ()
    general: tuple[DraftLine, ...] = ()

    def add(self, part: Part, runs: Iterable[Run], lead: str = "") -> None:
        """Add the runs of which no sentence is quoted yet."""
        for run in runs:
            if not self.quoted & run.places:
                self.quoted |= run.places
                self.parts[part].append(DraftLine(run.claim(), lead))

    def shorten(self, most: int, words: Callable[[DraftLine], int]) -> None:
        """Leave out last lines until there are so many words at most, from the parts with most to spare."""
        for part, least in SPARE:
            while len(self.parts[part]) > least and sum(map(words, self._lines)) > most:
                self.parts[part].pop()

    @property
    def _lines(self) -> list[DraftLine]:
        return [line for lines in self.parts.values() for line in lines]
