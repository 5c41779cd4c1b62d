"""How fast a model writes."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r".{1,4}", re.DOTALL)  # characters to a token, in English and Dutch


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds until the first token, and tokens a second after that: those of a hosted model by default."""

    first: float = 0.5
    rate: float = 60.0

    def seconds(self, text: str) -> float:
        """Return how long a text takes to be written."""
        return self.first + len(_TOKEN.findall(text)) / self.rate

    def pieces(self, text: str) -> Iterator[str]:
        """Yield a text as it is written, which takes as long as that."""
        began = time.monotonic() + self.first
        for said, piece in enumerate(_TOKEN.findall(text), start=1):
            time.sleep(max(0.0, began + said / self.rate - time.monotonic()))
            yield piece
