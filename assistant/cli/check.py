"""What a check of the installation tells."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Check:
    """What was checked, what was found, and what to do about it."""

    name: str
    level: Level
    finding: str
    advice: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the check as plain JSON values."""
        return asdict(self) | {"level": self.level.value}
