"""A brief in the making: which claims go where, and what is quoted already."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain import Claim
from assistant.partner.brief import Part
from assistant.partner.lookup import Quotable
from assistant.partner.runs import Run


@dataclass(frozen=True)
class DraftLine:
    """A claim to be shown; with ``short`` only the name is, since the words are quoted elsewhere."""

    claim: Claim
    name: str = ""
    short: bool = False


@dataclass(frozen=True)
class DraftGroup:
    """Lines under a heading; ``heading`` is the claim that it is, empty where it is ours."""

    title: str
    lines: tuple[DraftLine, ...]
    heading: Claim | None = None


@dataclass
class Draft:
    """The groups of each section, and what is quoted already: nothing is said twice."""

    groups: dict[Part, list[DraftGroup]] = field(default_factory=lambda: {part: [] for part in Part})
    quoted: dict[tuple[str, int], Claim] = field(default_factory=dict)
    example: tuple[Quotable, ...] = ()

    def add(self, part: Part, title: str, runs: Iterable[Run], heading: Claim | None = None) -> None:
        """Add a group of the runs of which no sentence is quoted yet."""
        lines = []
        for run in runs:
            if not self.quoted.keys() & run.places:
                claim = run.claim()
                self.quoted |= dict.fromkeys(run.places, claim)
                lines.append(DraftLine(claim))
        if lines:
            self.groups[part].append(DraftGroup(title, tuple(lines), heading))
