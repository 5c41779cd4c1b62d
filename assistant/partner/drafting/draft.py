"""A brief in the making: which claims go where, and what is quoted already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.domain import Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.page.runs import Run


@dataclass(frozen=True)
class DraftLine:
    """A claim to be shown; ``lead`` is what it is about, in words of ours."""

    claim: Claim
    lead: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(f"{self.lead} {self.claim.text}".split())


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

    def shorten(self, most: int, spare: Sequence[tuple[Part, int]]) -> None:
        """Leave out last lines until there are so many words at most; ``spare`` says of what, and what must stay."""
        for part, least in spare:
            while len(self.parts[part]) > least and self._words > most:
                self.parts[part].pop()

    @property
    def _words(self) -> int:
        return sum(line.words for lines in self.parts.values() for line in lines)
