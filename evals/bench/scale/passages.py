"""``python -m evals.bench.scale.passages COUNT``: search among so many passages, in files and in PostgreSQL.

The passages are sentences of the corpus put together anew. The vector of each is a mix of three real ones, of passages
and of known questions, with a little noise, so that neighbours are as unevenly close as those of texts; vectors of
chance alone would say nothing. Recall is the share of the exact 15 nearest that the approximate search finds, over 500
such mixes as questions. Cold is after a start, the files no longer in memory; PostgreSQL is not made cold.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import psutil  # type: ignore[import-untyped]
import typer
from numpy.typing import NDArray

from assistant.answer import Assistant
from assistant.bootstrap import generations, model_id, open_assistant
from assistant.domain import Language
from assistant.search.index import Index
from assistant.search.index.builder import Builder
from assistant.search.index.questions import QuestionStore
from assistant.search.postgres.index import PostgresInService
from assistant.search.postgres.writing import write
from assistant.settings import Settings, load_settings
from assistant.vectors import TOKEN_DIMENSIONS
from evals.bench.figure import percentile
from evals.bench.large import TOKENS, made_changes
from evals.bench.questions import QUESTIONS

QUERIES = 500
NEAREST = 15
NOISE = 0.02
REPEAT = 5

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Mixed:
    """A made passage: its vector, and tokens of chance."""

    vector: Floats
    tokens: NDArray[np.int8]
    spans: NDArray[np.int32]


class Mixer:
    """Gives passages mixed vectors; what they say makes no difference."""

    def __init__(self, real: Floats, seed: int = 1) -> None:
        self._real = real
        self._random = np.random.default_rng(seed)
        self._spans = np.array([[place * 4, place * 4 + 3] for place in range(TOKENS)], np.int32)

    def mixes(self, count: int) -> Floats:
        """Return so many mixes of three real vectors, of length 1."""
        chosen = self._real[self._random.integers(0, len(self._real), (count, 3))]
        shares = self._random.dirichlet((1.0, 1.0, 1.0), count).astype(np.float32)
        mixed = np.einsum("nk,nkd->nd", shares, chosen)
        mixed += self._random.normal(0, NOISE, mixed.shape).astype(np.float32)
        found: Floats = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
        return found

    def passages(self, texts: Sequence[str], language: Language) -> list[Mixed]:
        """Encode texts."""
        tokens = self._random.integers(-20, 21, (len(texts), TOKENS, TOKEN_DIMENSIONS), np.int8)
        return [Mixed(vector, own, self._spans) for vector, own in zip(self.mixes(len(texts)), tokens, strict=True)]

    def questions(self, texts: Sequence[str], language: Language) -> list[Mixed]:
        """Encode questions."""
        return self.passages(texts, language)

    def question(self, text: str, language: Language) -> Mixed:
        """Encode a question."""
        return self.passages([text], language)[0]

    def count_tokens(self, text: str) -> int:
        """Return the number of words."""
        return len(text.split())


def real_vectors(source: Index) -> Floats:
    """Return the vectors that are mixed."""
    stored = source.renditions()
    passages = [
        vector
        for language in Language
        for vector in source.vectors(
            [each.passage_id for each in stored if each.language is language], language
        ).values()
    ]
    asked = list(QuestionStore(source.folder).embedded().values())
    return np.array([*passages, *asked], np.float32)


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Tell how long something took."""
    begun = time.perf_counter()
    yield
    tell(f"{name}: {time.perf_counter() - begun:.0f} s")


def build(settings: Settings, folder: Path, count: int, mixer: Mixer) -> Settings:
    """Build a generation of so many passages; return the settings that serve it."""
    large = settings.model_copy(update={"data_dir": folder, "model_dir": settings.models})
    source = Index(generations(settings).require_current())
    changes = list(made_changes(source, np.random.default_rng(1), count))
    source.close()
    target = generations(large)
    with target.lock(), target.build() as made, timed(f"files: building {count} passages, vectors given"):
        builder = Builder(made, None, model_id(large))
        try:
            builder.apply(changes, (), lambda: mixer, lambda done, total: None)
        finally:
            builder.close()
        target.put_in_service(made, "large")
    size = sum(path.stat().st_size for path in target.require_current().rglob("*") if path.is_file())
    tell(f"files: {size / 1e9:.2f} GB, {size / count / 1000:.1f} KB a passage")
    return large


def search(assistant: Assistant, name: str) -> None:
    """Search for every question, first cold and then warm; beside the time, what this process took of a processor.

    The load says how many others wanted the processors meanwhile: with more than there are, only the latter tells much.
    """
    for state, rounds in (("cold", 1), ("warm", REPEAT)):
        times, worked = [], []
        for _ in range(rounds):
            for _, question in QUESTIONS:
                begun, processor = time.perf_counter(), time.process_time()
                assistant.search(question)
                times.append(1000 * (time.perf_counter() - begun))
                worked.append(1000 * (time.process_time() - processor))
        told = (f"p50 {percentile(each, 50):.0f} ms, p95 {percentile(each, 95):.0f} ms" for each in (times, worked))
        tell(f"{name}: search, {state}: {'; of a processor here '.join(told)}; load {os.getloadavg()[0]:.1f}")
    tell(f"{name}: memory of this process {psutil.Process(os.getpid()).memory_info().rss / 1e6:.0f} MB")


def forget(folder: Path) -> None:
    """Have the system forget what it holds of files in memory, so that they are read from the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def recall(index: Index, exact: tuple[list[str], Floats], queries: Floats, language: Language, name: str) -> None:
    """Tell how many of the exact nearest are found, and how long that takes."""
    ids, vectors = exact
    found, times = 0, []
    for query in queries:
        wanted = {ids[row] for row in np.argpartition(-(vectors @ query), NEAREST)[:NEAREST]}
        begun = time.perf_counter()
        nearest = index.nearest(query, language, NEAREST)
        times.append(1000 * (time.perf_counter() - begun))
        found += len(wanted & {key for key, _ in nearest})
    share = found / (NEAREST * len(queries))
    tell(
        f"{name}: recall@{NEAREST} {share:.3f} over {len(queries)} questions among {len(ids)} passages of a language; "
        f"nearest p50 {percentile(times, 50):.1f} ms, p95 {percentile(times, 95):.1f} ms"
    )


def all_vectors(index: Index, language: Language) -> tuple[list[str], Floats]:
    """Return all vectors of a language."""
    ids = [each.passage_id for each in index.renditions() if each.language is language]
    vectors = [np.array(list(index.vectors(part, language).values())) for part in _parts(ids)]
    return ids, np.concatenate(vectors)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + 5_000] for start in range(0, len(ids), 5_000))


def main(
    count: Annotated[int, typer.Argument(min=100, help="How many passages.")],
    folder: Annotated[Path, typer.Argument(help="An empty folder to build in.")],
    database: Annotated[str, typer.Option(help="An empty PostgreSQL database with pgvector.")] = "",
) -> None:
    """Build an index of made passages, and measure how it is searched."""
    settings = load_settings()
    source = Index(generations(settings).require_current())
    mixer = Mixer(real_vectors(source))
    source.close()
    large = build(settings, folder, count, mixer)
    forget(generations(large).require_current())
    assistant = open_assistant(large)
    search(assistant, "files")
    index = Index(generations(large).require_current())
    language, queries = Language.EN, mixer.mixes(QUERIES)
    exact = all_vectors(index, language)
    recall(index, exact, queries, language, "files")
    if database:
        with timed("postgresql: writing it"):
            write(database, "large", index)
        service = PostgresInService(database, "large", model_id(large))
        search(replace(assistant, index=service), "postgresql")
        recall(service.get(), exact, queries, language, "postgresql")
        service.close()
    index.close()
    shutil.rmtree(folder / "index", ignore_errors=True)


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
