"""A brief in the making: which claims go where, and what is quoted already."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain import Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.page.runs import Run


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
