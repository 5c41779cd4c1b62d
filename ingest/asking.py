"""What asking a chat model about a document's parts has in common: batches, numbered lines, and what it would cost."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.search.injection import instructs

BATCH = 15  # parts
CHARACTERS = 3_000  # of the parts of a batch, as far as these are shorter
CONTEXT = 300  # characters of what stands before a batch
TOKEN = 3.5  # characters, about
_LINE = re.compile(r"^\W*(\d{1,3})\W*[:.)]\W*(\S.*)$", re.MULTILINE)

Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would send and get, in parts and, about, in tokens."""

    units: int
    batches: int
    tokens_in: int
    tokens_out: int


@dataclass(frozen=True)
class Batch:
    """Parts that are asked about at once, by their key; ``before`` is what stands before them."""

    units: dict[str, str]
    before: str


def batches(lacking: Mapping[str, str], texts: Sequence[str], most: int = BATCH) -> Iterator[Batch]:
    """Yield what lacks in batches, in the order of all texts; what speaks to a model is left to people."""
    waiting = [(key, text) for key, text in lacking.items() if not instructs(text)]
    while waiting:
        size, count = 0, 0
        for _, text in islice(waiting, most):
            size += len(text)
            count += not count or size <= CHARACTERS
        units, waiting = dict(waiting[:count]), waiting[count:]
        before = " ".join(texts[: texts.index(next(iter(units.values())))])
        yield Batch(units, before[-CONTEXT:])


def estimated(found: Sequence[Batch], prompts: Iterable[str], got: int) -> Estimate:
    """Return what asking about batches would take, ``got`` being the characters of the replies."""
    units = sum(len(batch.units) for batch in found)
    return Estimate(units, len(found), round(sum(map(len, prompts)) / TOKEN), round(got / TOKEN))


def numbered(units: Iterable[str]) -> str:
    """Return parts with their numbers, a line each."""
    return "\n".join(f"{number}: {each}" for number, each in enumerate(units, start=1))


def read_numbered(reply: str) -> list[tuple[int, str]]:
    """Return the lines of a reply that begin with a number, as it stands there."""
    return [(int(number), words) for number, words in _LINE.findall(reply)]
