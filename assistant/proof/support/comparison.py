"""Comparisons: what a sentence says is more than something else must not be the lesser one in its quote."""

from assistant.proof.support.alignment import Alignment
from assistant.proof.support.reading import Reading
from assistant.proof.support.vocabulary import opposites, word_set

_CLEARLY = 0.1


def swapped_comparison(aligned: Alignment) -> bool:
    """Tell whether what the quote compares something with is what the sentence compares."""
    compared = [_compared(reading) for reading in (aligned.sentence, aligned.quote)]
    back = aligned.turned()
    return any(
        (
            _best(mine[1], theirs[0], aligned) > _best(mine[1], theirs[1], aligned) + _CLEARLY
            and _best(theirs[1], mine[0], back) > _best(theirs[1], mine[1], back) + _CLEARLY
        )
        and _grade(mine[0], aligned.sentence) == _grade(theirs[0], aligned.quote)
        for mine in compared[0]
        for theirs in compared[1]
    )


def _compared(reading: Reading) -> list[tuple[list[int], list[int]]]:
    """Return for each "than" of a text the words before it in its clause and those after it."""
    known = word_set("than", reading.language)
    found = []
    for number, word in enumerate(reading.words):
        if word.text in known:
            content = [other for other in reading.clauses[word.clause] if reading.words[other].content]
            sides = [n for n in content if n < number], [n for n in content if n > number]
            found += [sides] if all(sides) else []
    return found


def _grade(words: list[int], reading: Reading) -> set[tuple[int, int]]:
    """Return whether "more" or "less" comes last before "than"."""
    marks = [
        found for found in opposites("opposites", reading.language).find(reading.stems) if found.start <= words[-1]
    ]
    last = max((found.start for found in marks if found.start >= words[0]), default=-1)
    return {found.value for found in marks if found.start == last}


def _best(mine: list[int], theirs: list[int], aligned: Alignment) -> float:
    return float(aligned.similarity[mine][:, theirs].max(axis=1).mean())
