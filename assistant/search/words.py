"""BM25 of a language's words as FTS5's own function gives it, from the same word index and many times as quickly.

FTS5 looks up the length of each passage again for each question, and counts all that a word occurs in. Nothing of a
generation ever changes, so that what a word scores in each passage is worked out once, and held while there is room.
"""

import math
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.text.lexicon import indexed_parts

HELD = 8_000_000
"""Passages, those of each word counted, whose scores are held: 12 bytes each."""
TIES = 2_000
"""Passages that score alike, of which the first by their ids are given; of more, those that were stored first."""
_SATURATION, _LENGTH = 1.2, 0.75  # k1 and b of BM25, as FTS5 has them
_LEAST = 1e-6  # what a word says that most passages have
_PLACES = 24  # bits of a place in a passage


@dataclass(frozen=True)
class Scores:
    """What a word scores in the passages that have it, by their rows."""

    rows: NDArray[np.uint32]
    scores: NDArray[np.float64]


class Words:
    """The word index of a language, in a database that does not change."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._lock = Lock()
        self._held: OrderedDict[str, Scores] = OrderedDict()
        self._room = HELD

    def best(self, stems: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """Return the rows of passages with any of some stems and their scores, best first; those on the last score
        come all, so that whoever knows their ids can choose.
        """
        found = [each for each in map(self._scores, dict.fromkeys(stems)) if len(each.rows)]
        if not found:
            return []
        total = np.zeros(len(self._lengths))
        for each in found:
            total[each.rows] += each.scores
        rows = np.flatnonzero(total)
        scores = total[rows]
        if len(rows) > limit:
            least = np.partition(scores, -limit)[-limit]
            better, last = rows[scores > least], rows[scores == least][:TIES]
            rows = np.concatenate([better, last])
        return [(int(row), float(total[row])) for row in rows[np.argsort(-total[rows], kind="stable")]]

    def _scores(self, stem: str) -> Scores:
        with self._lock:
            if stem in self._held:
                self._held.move_to_end(stem)
                return self._held[stem]
        worked_out = self._work_out(stem)
        with self._lock:
            if stem not in self._held:
                self._held[stem] = worked_out
                self._room -= len(worked_out.rows)
            while self._room < 0 and len(self._held) > 1:
                self._room += len(self._held.popitem(last=False)[1].rows)
        return worked_out

    def _work_out(self, stem: str) -> Scores:
        rows, times = self._occurrences(stem)
        lengths = self._lengths[rows]
        passages, mean = self._passages
        rarity = math.log((passages - len(rows) + 0.5) / (len(rows) + 0.5)) if passages else 0.0
        length = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / mean) if len(rows) else lengths
        scores = max(rarity, _LEAST) * times * (_SATURATION + 1.0) / (times + length)
        return Scores(rows.astype(np.uint32), scores)

    def _occurrences(self, stem: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows of the passages that have a stem, and how often; its parts stand one after another."""
        places: NDArray[np.int64] | None = None
        for number, part in enumerate(indexed_parts(stem)):
            own = self._places(part) - number
            places = own if places is None else np.intersect1d(places, own, assume_unique=True)
        if places is None:
            places = np.empty(0, np.int64)
        rows, times = np.unique(places >> _PLACES, return_counts=True)
        return rows, times

    def _places(self, part: str) -> NDArray[np.int64]:
        """Return where a part of a stem stands, by row and place."""
        query = f"SELECT doc << {_PLACES} | offset FROM {self._vocabulary} WHERE term = ?"
        return np.fromiter(_first(self._connection.execute(query, (part,))), np.int64)

    @cached_property
    def _vocabulary(self) -> str:
        name = f"temp.places_{self._table}"
        self._connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab(main, {self._table}, instance)"
        )
        return name

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        """How many words each passage has, by row."""
        (last,) = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {self._table}_docsize").fetchone()
        lengths = np.zeros(last + 1, np.int64)
        for row, size in self._connection.execute(f"SELECT id, sz FROM {self._table}_docsize"):
            lengths[row] = _number(size)
        return lengths

    @cached_property
    def _passages(self) -> tuple[int, float]:
        """How many passages there are, and how many words they have on average."""
        count = int(self._connection.execute(f"SELECT count(*) FROM {self._table}_docsize").fetchone()[0])
        return count, float(self._lengths.sum()) / max(count, 1)


def _first(rows: Iterable[tuple[int]]) -> Iterator[int]:
    return (row[0] for row in rows)


def _number(stored: bytes) -> int:
    """Read a number as SQLite writes it, seven bits a byte."""
    number = 0
    for byte in stored:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number
