"""Records of answers that were kept before an answer had a body: their parts are read from their text, once, here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.body import Part, PartKind
from assistant.language import Language
from assistant.proof.verify import same_words

STRUCTURED = ("guide", "guide_list")
"""The composers whose texts had headings, and names in bold before the words."""

_HEADING = re.compile(r"(#{1,3}) (.+)")
_LEAD = re.compile(r"\*\*(.+?)\*\*(?:: |$)")
_MARKERS = re.compile(r"(?: \[\d{1,3}\])+$")
_ITEM, _BOLD, _DASH = "- ", "**", " – "


def parts_of(answer: Mapping[str, Any]) -> tuple[Part, ...]:
    """Return the parts of an answer that was kept without them, from its text and its sentences."""
    language, cited = Language(answer["language"]), {each["number"]: each for each in answer["citations"]}
    return tuple(
        _Reader(answer["text"], language, cited, answer.get("composer") in STRUCTURED).read(answer["sentences"])
    )


@dataclass
class _Reader:
    """Reads a text from its beginning to its end."""

    text: str
    language: Language
    cited: Mapping[int, Mapping[str, Any]]
    structured: bool
    position: int = 0

    def read(self, sentences: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
        """Yield the parts; a sentence that does not stand in the text is passed over."""
        for sentence in sentences:
            words, numbers = sentence["text"], tuple(sentence["citations"])
            found = self._find(words, "".join(f" [{number}]" for number in numbers))
            if found is not None:
                start, end = found
                yield from self._fact(self.text[self.position : start], words, numbers)
                self.position = end
        yield from self._own(self.text[self.position :].split("\n"), goes_on=self.position > 0)

    def _find(self, words: str, markers: str) -> tuple[int, int] | None:
        """Return where a sentence begins, and where its markers end; a name in bold has the signs between them."""
        ends = (words + markers, words + _BOLD + markers)
        places = [(self.text.find(each, self.position), len(each)) for each in ends if words]
        found = min(((start, length) for start, length in places if start >= 0), default=None)
        return (found[0], found[0] + found[1]) if found else None

    def _fact(self, gap: str, words: str, numbers: tuple[int, ...]) -> Iterator[Part]:
        """Yield our own words before a sentence, and the sentence."""
        *before, beside = gap.split("\n")
        goes_on = self.position > 0
        yield from self._own(before, goes_on)
        joined = goes_on and not before
        listed = not joined and beside.startswith(_ITEM)
        beside = beside.removeprefix(_ITEM) if listed else beside
        lead = words if beside == _BOLD else match[1] if (match := _LEAD.fullmatch(beside)) else ""
        if beside.strip() and not lead and beside != _DASH:
            yield from self._own([f"{_ITEM if listed else ''}{beside}"], joined)
            joined, listed = True, False
        kind = PartKind.ITEM if listed or beside == _DASH else PartKind.SENTENCE
        language, quote = self._spoken(words, numbers)
        yield Part(kind, words, language, numbers, quote, lead=lead, joined=joined)

    def _spoken(self, words: str, numbers: tuple[int, ...]) -> tuple[Language, str]:
        """Return the language of a sentence, and its quote where it is written and not the quote's own words."""
        source = next((self.cited[number] for number in numbers if number in self.cited), None)
        if source is None:
            return self.language, ""
        quote = source["quote"]
        literal = same_words(words, quote) or " ".join(words.split()) in " ".join(quote.split())
        return (Language(source["language"]), "") if literal else (self.language, quote)

    def _own(self, lines: Sequence[str], goes_on: bool) -> Iterator[Part]:
        """Yield lines of our own; the first may go on where a sentence ended."""
        for place, line in enumerate(lines):
            if line.strip():
                yield self._line(line.strip(), joined=goes_on and place == 0)

    def _line(self, line: str, joined: bool) -> Part:
        markers = _MARKERS.search(line)
        numbers = tuple(int(each) for each in re.findall(r"\d+", markers[0])) if markers else ()
        if not markers or not set(numbers) <= self.cited.keys():
            numbers = ()
        line = line[: markers.start()] if markers and numbers else line
        language, _ = self._spoken("", numbers)
        heading = _HEADING.fullmatch(line) if self.structured else None
        if heading:
            return Part(PartKind.HEADING, heading[2], language, numbers, level=len(heading[1]))
        if not line.startswith(_ITEM):
            return Part(PartKind.SAID, line, language, numbers, joined=joined)
        words = line.removeprefix(_ITEM)
        lead = _LEAD.match(words) if self.structured else None
        rest = words[lead.end() :] if lead else words
        return Part(PartKind.ITEM, rest or (lead[1] if lead else ""), language, numbers, lead=lead[1] if lead else "")
