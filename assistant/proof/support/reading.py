"""A text read word by word: where each word stands, in which clause, and its vector in the language-neutral space."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.proof.support.vocabulary import actors, folded, phrases, things, word_set
from assistant.text.lexicon import function_words, stem
from assistant.vectors import EncodedWords

Floats = NDArray[np.float64]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[€$£%°]|&?\w+(?:[-'’.]\w+)*", re.UNICODE)
_MARKER = re.compile(r"^[ \t]*(?:[-•*–·]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_LETTER = re.compile(r"[^\W\d_]")
_STOP = re.compile(r"[.!?:;](?:\s|$|[”’\"')])")
_PAUSE = re.compile(r"[,()–—]")
UNLISTED = -1
_ENDINGS = ("s", "'s", "’s", "en", "n")
_SHORTEST_HEAD = 5  # letters of the last part of a Dutch compound
_SHORT_CLAUSE = 2  # content words; what has fewer belongs to the clause before


class PassageEncoder(Protocol):
    """What makes a text's vectors: ``assistant.neutral.NeutralEncoder``."""

    def passages(self, texts: Sequence[str], language: Language) -> Sequence[EncodedWords]:
        """Encode texts of a language."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the text; ``text`` is folded, ``begins`` says that a sentence begins with it."""

    text: str
    written: str
    stem: str
    start: int
    end: int
    clause: int
    content: bool
    begins: bool

    @property
    def is_acronym(self) -> bool:
        """Whether a word is written in capitals."""
        return len(self.written) > 1 and self.written.isupper()


@dataclass(frozen=True, eq=False)
class Reading:
    """A text's words, and their vectors by the encoder, which is only asked where meanings are compared."""

    text: str
    language: Language
    words: tuple[Word, ...]
    encoder: PassageEncoder

    @cached_property
    def _encoded(self) -> EncodedWords:
        return self.encoder.passages([self.text], self.language)[0]

    @cached_property
    def vector(self) -> Floats:
        """The vector of the whole."""
        return self._encoded.vector.astype(np.float64)

    @cached_property
    def vectors(self) -> Floats:
        """The words' vectors (words, 128), each of length 1."""
        tokens, spans = self._encoded.tokens.astype(np.float64), self._encoded.spans
        vectors = np.zeros((len(self.words), tokens.shape[1]))
        for number, word in enumerate(self.words):
            inside = (spans[:, 0] < word.end) & (spans[:, 1] > word.start)
            if inside.any():
                vectors[number] = tokens[inside].sum(axis=0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        normal: Floats = vectors / np.maximum(lengths, 1e-9)
        return normal

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words as they stand, folded."""
        return tuple(word.text for word in self.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The words' stems."""
        return tuple(word.stem for word in self.words)

    @cached_property
    def actors(self) -> dict[int, int]:
        """The numbers of the words for people and bodies, each with the row of ``actors.toml`` that it stands in.

        An acronym is taken for a body; its row is ``UNLISTED``.
        """
        known = actors(self.language)
        rows = {number: _row(word, self.language, known) for number, word in enumerate(self.words)}
        acronyms = {
            n: UNLISTED for n, word in enumerate(self.words) if len(word.written) > 1 and word.written.isupper()
        }
        return acronyms | {number: row for number, row in rows.items() if row is not None}

    @cached_property
    def things(self) -> dict[int, int]:
        """The numbers of the words for things of which one is not another, each with its row of ``actors.toml``."""
        known = things(self.language)
        rows = ((number, _row(word, self.language, known)) for number, word in enumerate(self.words))
        return {number: row for number, row in rows if row is not None}

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The numbers of the words that carry meaning."""
        return tuple(number for number, word in enumerate(self.words) if word.content)

    @cached_property
    def clauses(self) -> dict[int, tuple[int, ...]]:
        """For each clause the numbers of its words."""
        found: dict[int, list[int]] = {}
        for number, word in enumerate(self.words):
            found.setdefault(word.clause, []).append(number)
        return {clause: tuple(numbers) for clause, numbers in found.items()}

    def pause(self, number: int) -> int:
        """Return the first word after a word that stands after a comma or the like, else the number of words."""
        words = self.words
        for after in range(number + 1, len(words)):
            if _PAUSE.search(self.text[words[after - 1].end : words[after].start]):
                return after
        return len(words)


def unmarked(text: str) -> str:
    """Return a text on one line, without the markers of list items."""
    return " ".join(_MARKER.sub("", text).split())


def read(text: str, language: Language, encoder: PassageEncoder) -> Reading:
    """Read a text; its vectors, which take a pass of the embedding model, are only made where they are needed."""
    return Reading(text, language, tuple(_words(text, language)), encoder)


def spelled(text: str, language: Language) -> Reading:
    """Read a text of which the words alone are compared."""
    return read(text, language, _NoVectors())


class _NoVectors:
    def passages(self, texts: Sequence[str], language: Language) -> list[EncodedWords]:
        """Refuse: nobody may compare meanings by it."""
        raise NotImplementedError("A text that is only spelled has no vectors")


def _words(text: str, language: Language) -> Iterator[Word]:
    matches = list(_WORD.finditer(text))
    forms = [folded(match.group()) for match in matches]
    silent = function_words(language) | word_set("light", language)
    denying = {each.start for each in phrases("negation", language).find(forms) if each.value == 0}
    contents = [
        bool(_LETTER.search(form)) and form not in silent and number not in denying for number, form in enumerate(forms)
    ]
    clauses = _clauses(text, language, matches, contents)
    for number, match in enumerate(matches):
        begins = _stops_at(text, matches, number)
        stemmed = stem(forms[number], language)
        yield Word(forms[number], match.group(), stemmed, *match.span(), clauses[number], contents[number], begins)


def _row(word: Word, language: Language, known: Mapping[str, int]) -> int | None:
    """Return the row of a word, which may have an ending; in Dutch it may end a compound."""
    if not word.content:
        return None
    forms = [word.text, *(word.text.removesuffix(ending) for ending in _ENDINGS if word.text.endswith(ending))]
    row = next((known[form] for form in forms if form in known), None)
    if row is None and language is Language.NL:
        heads = (form[-size:] for form in forms for size in range(len(form) - 3, _SHORTEST_HEAD - 1, -1))
        row = next((known[head] for head in heads if head in known), None)
    return row


def _clauses(text: str, language: Language, matches: list[re.Match[str]], contents: list[bool]) -> list[int]:
    """Return the number of each word's clause; one that would be short goes with the one before in its sentence."""
    openers = {each.start for each in phrases("clauses", language).find([folded(match.group()) for match in matches])}
    starts: list[int] = []
    for number, match in enumerate(matches):
        between = text[matches[number - 1].end() : match.start()] if number else ""
        stops = _stops_at(text, matches, number)
        pauses = number in openers or _PAUSE.search(between) is not None
        if stops or (pauses and sum(contents[starts[-1] : number]) >= _SHORT_CLAUSE):
            starts.append(number)
    kept = [
        start
        for start, end in zip(starts, [*starts[1:], len(matches)], strict=True)
        if sum(contents[start:end]) >= _SHORT_CLAUSE or _stops_at(text, matches, start)
    ]
    return [sum(start <= number for start in kept) - 1 for number in range(len(matches))]


def _stops_at(text: str, matches: list[re.Match[str]], number: int) -> bool:
    return number == 0 or _STOP.search(text[matches[number - 1].end() : matches[number].start()]) is not None
