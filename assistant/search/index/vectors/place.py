"""What an index asks of the place where vectors are: folders of its own, or a server."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.search.index.reading import ReadsVectors


class Vectors(ReadsVectors, Protocol):
    """The vectors of a generation, which an ingest changes in the one that it makes."""

    def put(self, vectors: Mapping[str, NDArray[np.float32]], language: Language) -> None:
        """Insert or replace vectors by id."""

    def delete(self, ids: Sequence[str], language: Language) -> None:
        """Delete vectors by id."""

    def close(self) -> None:
        """Let go of them; those of a generation that was not finished are of no use."""

    def close_compact(self) -> None:
        """Finish them, and let go of them."""


class VectorPlace(Protocol):
    """Where the vectors of generations are."""

    def open(self, folder: Path) -> Vectors:
        """Return the vectors of a generation, by its folder.

        Raises:
            IndexUnavailable: where they are elsewhere, or cannot be reached.
        """

    def begin(self, folder: Path, base: Path | None, changing: Iterable[Language]) -> Vectors:
        """Return the vectors of a new generation: those of another, of which some languages' are going to change."""
