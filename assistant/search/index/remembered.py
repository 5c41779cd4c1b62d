"""What was read of a generation before: nothing of it ever changes, so that it need not be read again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")

MOST = 2_000
"""How much of each kind is held; a question reads some fifty."""


class Remembered(Generic[Value]):
    """Gives values by their keys, and reads those that it does not hold, all at once; safe to use from any thread."""

    def __init__(self, read: Callable[[Sequence[str]], Mapping[str, Value]], most: int = MOST) -> None:
        self._read = read
        self._most = most
        self._held: dict[str, Value | None] = {}

    def get(self, keys: Iterable[str]) -> dict[str, Value]:
        """Return values by key; unknown keys are left out."""
        wanted, held = dict.fromkeys(keys), self._held
        found = {key: held[key] for key in wanted if key in held}
        lacking = [key for key in wanted if key not in found]
        if lacking:
            read = self._read(lacking)
            new = {key: read.get(key) for key in lacking}
            found |= new
            # Another dictionary, not this one emptied: somebody may be reading it.
            self._held = new if len(held) > self._most else held | new
        return {key: value for key, value in found.items() if value is not None}
