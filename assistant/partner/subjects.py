"""Subjects that somebody tells of, and which of them no document mentions."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.answering.ports import AnswerIndex
from assistant.domain import Language
from assistant.partner.lookup import Lookup, sentences_of
from assistant.text.language import detect_language
from assistant.text.lexicon import content_stems

TOLD = 0.7  # how well a way to tell of a subject is met by a sentence that tells of it
MOST = 3  # subjects that are named

Phrases = Mapping[Language, Sequence[str]]


@dataclass(frozen=True)
class Subject:
    """A subject: what it is called, the words of a text that speaks of it, and ways to tell of it without these."""

    called: Mapping[Language, str]
    words: Phrases
    told: Phrases


def subjects_left_out(text: str, lookup: Lookup, language: Language) -> list[str]:
    """Return what subjects are called that a text tells of and no document has a word for, in a language."""
    told_in = detect_language(text)
    found = ((_clearly(each, text, told_in, lookup), each) for each in subjects())
    told = sorted((pair for pair in found if pair[0] >= TOLD), key=lambda pair: -pair[0])
    return [each.called[language] for _, each in told if not _is_mentioned(each, lookup.index)][:MOST]


@cache
def subjects() -> tuple[Subject, ...]:
    """Return all subjects."""
    rows = tomllib.loads(Path(__file__).with_name("subjects.toml").read_text(encoding="utf-8"))["subjects"]
    return tuple(
        Subject(
            {language: row["called"][language] for language in Language},
            {language: tuple(row["words"][language]) for language in Language},
            {language: tuple(row["told"][language]) for language in Language},
        )
        for row in rows
    )


def _clearly(subject: Subject, text: str, language: Language, lookup: Lookup) -> float:
    """Return how clearly a text tells of a subject: fully where it has a word for it."""
    stems = content_stems(text, language)
    if any(_within(content_stems(words, language), stems) for words in subject.words[language]):
        return 1.0
    ways = [dict.fromkeys(Language, way) for way in subject.told[language]]
    return max(lookup.met(way, sentence) for sentence in sentences_of(text) for way in ways)


def _is_mentioned(subject: Subject, index: AnswerIndex) -> bool:
    return any(index.frequency(stems, language) > 0 for stems, language in _stems(subject))


def _stems(subject: Subject) -> Iterator[tuple[list[str], Language]]:
    for language, words in subject.words.items():
        for each in words:
            yield content_stems(each, language), language


def _within(wanted: Sequence[str], stems: Sequence[str]) -> bool:
    """Tell whether stems stand in a row among others."""
    size = len(wanted)
    return bool(wanted) and any(list(stems[at : at + size]) == list(wanted) for at in range(len(stems) - size + 1))
