"""A brief in the making: which claims go where, and what is quoted already."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain import Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.page.runs import Run


@dataclass(frozen=True)
class DraftLine:
    """A claim to be shown; ``lead`` is what it is about, in words of ours, ``worth`` what it is worth on the page."""

    claim: Claim
    lead: str = ""
    worth: float = 0.0


@dataclass
class Draft:
    """The lines of each part, and what is quoted already: nothing is said twice.

    ``example`` are the passages of the practical example, ``general`` the headings over what holds for everyone.
    """

    parts: dict[Part, list[DraftLine]] = field(default_factory=lambda: {part: [] for part in Part})
    quoted: set[tuple[str, int]] = field(default_factory=set)
    example: tuple[Passage, ...] = ()
    general: tuple[DraftLine, ...] = ()

    def add(self, part: Part, runs: Iterable[Run], lead: str = "", worth: float = 0.0) -> None:
        """Add the runs of which no sentence is quoted yet."""
        for run in runs:
            if not self.quoted & run.places:
                self.quoted |= run.places
                self.parts[part].append(DraftLine(run.claim(), lead, worth))

    def drop(self) -> bool:
        """Leave out the line that is worth least, where its part has another; tell whether there was one."""
        spare = [
            (line.worth, number, part) for part, own in self.parts.items() for number, line in enumerate(own) if number
        ]
        if not spare:
            return False
        _, number, part = min(spare, key=lambda each: each[:2])
        del self.parts[part][number]
        return True
