"""Stems as PostgreSQL's full text holds them, counted as SQLite's word index counts them, so that scores are alike."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.text.lexicon import indexed_parts

_PLACES = 255  # that a lexeme may have


def places_of(stems: Sequence[str]) -> tuple[dict[str, list[int]], int]:
    """Return where each part of a passage's stems stands, and how many parts there are; hyphenated stems count whole
    as well.
    """
    places: dict[str, list[int]] = defaultdict(list)
    number = 0
    for stem in stems:
        parts = indexed_parts(stem)
        for part in parts:
            number += 1
            places[part].append(min(number, 16_383))
        if len(parts) > 1:
            places[stem].append(min(number, 16_383))
    return places, number


def vector_of(places: Mapping[str, list[int]]) -> str:
    """Write a ``tsvector``."""
    return " ".join(f"{_quoted(lexeme)}:{','.join(map(str, at[:_PLACES]))}" for lexeme, at in places.items())


def lexemes_of(stems: Iterable[str]) -> list[str]:
    """Return what to look a question's stems up by, each once."""
    found = (stem if len(indexed_parts(stem)) > 1 else "".join(indexed_parts(stem)) for stem in stems)
    return [each for each in dict.fromkeys(found) if each]


def any_of(lexemes: Iterable[str]) -> str:
    """Write a ``tsquery`` for passages with any of some lexemes."""
    return " | ".join(map(_quoted, lexemes))


def all_of(lexemes: Iterable[str]) -> str:
    """Write a ``tsquery`` for passages with all of some lexemes."""
    return " & ".join(map(_quoted, lexemes))


def weight(total: int, having: int) -> float:
    """Return how much a lexeme says that so many of all passages have, as in BM25; never less than nothing."""
    return max(math.log((total - having + 0.5) / (having + 0.5)), 1e-6)


def rarest(frequencies: Mapping[str, int], most: int) -> list[str]:
    """Return the rarest lexemes, at least one, that no more than ``most`` passages have together.

    A passage with none of them has only words that nearly all have, which say next to nothing.
    """
    chosen: list[str] = []
    total = 0
    for lexeme, count in sorted(frequencies.items(), key=lambda each: each[1]):
        if chosen and total + count > most:
            break
        chosen.append(lexeme)
        total += count
    return chosen


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''").replace("\x00", "")
    return f"'{escaped}'"
