"""Terms of the field in English and Dutch, so that words can be searched for across the languages.

Kept by people in ``glossary.csv``: a row a term, alternatives in a cell separated by ``|``. They are the same thing, so
that they prove and match each other. Things that are only akin (siblings, opposites) stand in one row with ``~``
between them, in the same order in both languages; they widen a search, and prove nothing.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from assistant.domain import Language
from assistant.errors import Reason
from assistant.text.lexicon import content_stems, content_words, stem
from assistant.text.table import at_line, fault_of_width, first_of, read_rows, table_error

HEADER = ["en", "nl"]
LARGEST_FILE = 1_000_000  # bytes
LONGEST_TERM = 80  # characters
SHORTEST_PART = 5  # letters of a compound; fewer stand in a word by chance
FAULTS_SHOWN = 5
AKIN = "~"


@dataclass(frozen=True, slots=True)
class Term:
    """What something is called in each language, and what is akin to it: the other things of its row."""

    en: tuple[str, ...]
    nl: tuple[str, ...]
    akin_en: tuple[str, ...] = ()
    akin_nl: tuple[str, ...] = ()

    def in_language(self, language: Language) -> tuple[str, ...]:
        """Return the alternatives of a language."""
        return self.en if language is Language.EN else self.nl

    def widened(self, language: Language) -> tuple[str, ...]:
        """Return the alternatives of a language and what is akin to them, to search with."""
        akin = self.akin_en if language is Language.EN else self.akin_nl
        return (*self.in_language(language), *akin)

    def is_akin(self, other: "Term") -> bool:
        """Tell whether another term stands beside this one in a row, as another thing."""
        return other.en[0] in self.akin_en and other.nl[0] in self.akin_nl


Known = dict[tuple[str, ...], list[Term]]


@dataclass(frozen=True)
class Glossary:
    """Terms, found in a text by their stems."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a glossary file: UTF-8, header ``en,nl``; semicolons do as well, as some spreadsheets write them.

        Raises:
            CorpusError: naming the file, and each wrong line with its fault.
        """
        terms: list[Term] = []
        faults: list[Reason] = []
        line_of: dict[tuple[str, str], int] = {}
        for line, cells in read_rows(path, HEADER, LARGEST_FILE):
            fault = _fault(cells) or _repeated(cells, line_of)
            if fault:
                faults.append(at_line(line, fault))
            else:
                terms += _terms(cells)
                line_of |= dict.fromkeys(_pairs(cells), line)
        if faults:
            raise table_error(path, *first_of(faults, FAULTS_SHOWN))
        return cls(tuple(terms))

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """Read what ``to_json`` wrote."""
        return cls(tuple(Term(*map(tuple, names)) for names in json.loads(stored or "[]")))

    def to_json(self) -> str:
        """Write the terms for an index."""
        return json.dumps([astuple(term) for term in self.terms], ensure_ascii=False)

    def translated(self, text: str, source: Language, target: Language) -> list[str]:
        """Return what a text's terms and those akin are called in a language, each once, in the text's order."""
        found = (term for _, terms in self.mentions(text, source) for term in terms)
        return list(dict.fromkeys(name for term in found for name in term.widened(target)))

    def mentions(self, text: str, language: Language) -> list[tuple[str, list[Term]]]:
        """Return the words of a text that name terms, each with the terms that it may stand for, in the text's order.

        Whole words are compared by their stems, and the longest term wins. A Dutch compound that is no term itself is
        known by the terms that it begins and ends with.
        """
        words = content_words(text, language)
        known, longest = self._known[language], self._longest[language]
        found: list[tuple[str, list[Term]]] = []
        while words:
            stems = tuple(stem(word, language) for word in words[:longest])
            length = next((size for size in range(len(stems), 0, -1) if stems[:size] in known), 0)
            if length:
                found.append((" ".join(words[:length]), known[stems[:length]]))
            elif language is Language.NL and (parts := list(_in_compound(words[0], known))):
                found.append((words[0], parts))
            words = words[max(length, 1) :]
        return found

    @cached_property
    def _known(self) -> dict[Language, Known]:
        known: dict[Language, Known] = {language: {} for language in Language}
        for term in self.terms:
            for language, terms in known.items():
                for stems in {tuple(content_stems(name, language)) for name in term.in_language(language)}:
                    terms.setdefault(stems, []).append(term)
        return known

    @cached_property
    def _longest(self) -> dict[Language, int]:
        return {language: max(map(len, known), default=0) for language, known in self._known.items()}


NO_TERMS = Glossary()


def _in_compound(word: str, known: Known) -> Iterator[Term]:
    """Yield the terms of the longest part that a Dutch word begins with, and of the longest that it ends with."""
    sizes = range(len(word) - 1, SHORTEST_PART - 1, -1)
    for parts in ([word[:size] for size in sizes], [word[-size:] for size in sizes]):
        stems = ((stem(part, Language.NL),) for part in parts)
        yield from next((known[key] for key in stems if key in known), [])


def _fault(cells: Sequence[str]) -> Reason | None:
    """Return what is wrong with a row by itself, None where nothing is."""
    if fault := fault_of_width(cells, HEADER):
        return fault
    things = [len(cell.split(AKIN)) for cell in cells]
    if things[0] != things[1]:
        return Reason("glossary.things", {"en": things[0], "nl": things[1]})
    faults = (
        Reason("glossary.under", {"fault": fault, "language": language.value})
        for language, cell in zip(Language, cells, strict=True)
        for thing in cell.split(AKIN)
        for name in _alternatives(thing)
        if (fault := _fault_of_term(name, language))
    )
    return next(faults, None)


def _fault_of_term(name: str, language: Language) -> Reason | None:
    if not name:
        return Reason("glossary.empty")
    if len(name) > LONGEST_TERM:
        return Reason("glossary.long", {"limit": LONGEST_TERM})
    if any(unicodedata.category(character).startswith("C") for character in name):
        return Reason("glossary.control")
    return None if content_words(name, language) else Reason("glossary.no_word", {"term": name})


def _repeated(cells: Sequence[str], line_of: dict[tuple[str, str], int]) -> Reason | None:
    again = next((pair for pair in _pairs(cells) if pair in line_of), None)
    return Reason("glossary.again", {"pair": " = ".join(again), "line": str(line_of[again])}) if again else None


def _pairs(cells: Sequence[str]) -> list[tuple[str, str]]:
    terms = _terms([cell.casefold() for cell in cells])
    return [(here, there) for term in terms for here in term.en for there in term.nl]


def _terms(cells: Sequence[str]) -> list[Term]:
    """Return the things of a row, each with the names of the others as akin."""
    english, dutch = ([_alternatives(thing) for thing in cell.split(AKIN)] for cell in cells)
    return [
        Term(en, nl, _others(english, place), _others(dutch, place))
        for place, (en, nl) in enumerate(zip(english, dutch, strict=True))
    ]


def _others(names: Sequence[tuple[str, ...]], place: int) -> tuple[str, ...]:
    return tuple(name for other, alternatives in enumerate(names) if other != place for name in alternatives)


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(name.strip(" ") for name in cell.split("|"))
