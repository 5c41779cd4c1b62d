"""Stems as PostgreSQL's full text holds them, counted as SQLite's word index counts them, so that scores are alike."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.text.lexicon import indexed_parts

_PLACES = 255  # that a lexeme may have
_LAST = 16_383  # place that one may have


def places_of(stems: Sequence[str]) -> tuple[dict[str, list[int]], int]:
    """Return where each part of a passage's stems stands, and how many parts there are.

    Stems of several parts count whole as well, wherever these stand together, whatever sign joins them: ``zo'n`` has
    one apostrophe in a question and often another in a document.
    """
    parts = [part for stem in stems for part in indexed_parts(stem)]
    places: dict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(parts, 1):
        places[part].append(min(number, _LAST))
    for stem in dict.fromkeys(stems):
        own = indexed_parts(stem)
        if len(own) > 1:
            found = (start for start in range(len(parts)) if parts[start : start + len(own)] == own)
            places[" ".join(own)] = [min(start + 1, _LAST) for start in found]
    return places, len(parts)


def vector_of(places: Mapping[str, list[int]]) -> str:
    """Write a ``tsvector``."""
    return " ".join(f"{_quoted(lexeme)}:{','.join(map(str, at[:_PLACES]))}" for lexeme, at in places.items())


def lexemes_of(stems: Iterable[str]) -> list[str]:
    """Return what to look a question's stems up by, each once."""
    found = (" ".join(indexed_parts(stem)) for stem in stems)
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
