"""What a company tells of its situation; anything may be missing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

LONGEST = 500  # characters of one answer
LONGEST_STORY = 4_000  # characters of what is told freely
MOST = 10  # answers to one question


@dataclass(frozen=True, slots=True)
class Situation:
    """What somebody wants with partners, and what there is already.

    ``purposes`` are the words of purposes as the documents list them, or one's own words for them; ``whom``, ``have``
    and ``sure`` are keys of ``steps.toml`` or one's own words; ``about`` is what was told freely.
    """

    purposes: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    where: str = ""
    have: tuple[str, ...] = ()
    sure: str = ""
    about: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` returned; what is no text of a fitting length is left out."""
        return cls(
            purposes=_texts(stored.get("purposes")),
            whom=_texts(stored.get("whom")),
            where="".join(_texts([stored.get("where")])),
            have=_texts(stored.get("have")),
            sure="".join(_texts([stored.get("sure")])),
            about="".join(_texts([stored.get("about")], LONGEST_STORY)),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def _texts(values: Any, longest: int = LONGEST) -> tuple[str, ...]:
    found = values if isinstance(values, list | tuple) else ()
    texts = (" ".join(value.split())[:longest] for value in found if isinstance(value, str))
    return tuple(dict.fromkeys(each for each in texts if each))[:MOST]
