"""A question that needs the conversation before it ("and NGOs?", "waarom?") as one that stands alone.

Without a chat model: what points back or says too little by itself is joined to the question before it. A question that
stands alone is left as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Language, Turn
from assistant.language import detect_language
from assistant.lexicon import content_stems

FEW_WORDS = 2
REMEMBERED = 3  # earlier questions that a chain of follow-ups may reach back to

_POINTS_BACK = {
    Language.EN: re.compile(
        r"^(?:and|but|so|or|also|then|what about|how about|why|why not|which ones?|like what|such as|for example|"
        r"explain|elaborate|tell me more|more|give|an example|example|another)\b|"
        r"\b(?:it|they|them|their|that|this|those|these|he|she|his|her|one|ones|the (?:first|second|third|last|former|"
        r"latter|other|same))\b|\bnumber (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\belse\b",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        r"^(?:en|maar|dus|of|ook|dan|wat met|hoe zit|waarom|hoezo|welke dan|zoals|bijvoorbeeld|geef|leg|vertel|meer|"
        r"nog|een voorbeeld|voorbeeld)\b|"
        r"\b(?:die|dat|dit|deze|hij|zij|ze|hen|hun|haar|zijn|daar\w*|ervan|erbij|hiervan|hierbij|eerste|tweede|derde|"
        r"laatste|ander|andere|anders|nummer (?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+))\b",
        re.IGNORECASE,
    ),
}
_SWITCH = {
    Language.EN: re.compile(r"\b(?:in english|in het engels|engelse? versie)\b", re.IGNORECASE),
    Language.NL: re.compile(r"\b(?:in dutch|in het nederlands|nederlandse? versie)\b", re.IGNORECASE),
}


_ORDINALS = {
    word: place
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "one two three four five six seven eight nine ten",
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
        "een twee drie vier vijf zes zeven acht negen tien",
        "1 2 3 4 5 6 7 8 9 10",
    )
    for place, word in enumerate(words.split())
} | {"last": -1, "laatste": -1}
_ITEM = re.compile(
    rf"\b(?:the|de|het) (?P<ordinal>{'|'.join(_ORDINALS)})(?: one| tip| item| point| element| purpose| stap| punt)?\b|"
    rf"\b(?:number|nummer|tip|point|punt|step|stap) (?P<number>{'|'.join(_ORDINALS)})\b|"
    r"\b(?:die|that) (?P<last>last|laatste)\b",
    re.IGNORECASE,
)
_LIST_LINE = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be asked by itself, and the language that its answer is to be in."""

    text: str
    language: Language


def standalone(question: str, history: Sequence[Turn]) -> Standalone:
    """Return a question that stands alone; without history it is the question itself."""
    language = detect_language(question)
    earlier = [turn.content.strip() for turn in history if turn.role == "user" and turn.content.strip()]
    wanted = next((spoken for spoken, pattern in _SWITCH.items() if pattern.search(question)), language)
    if not earlier or not _needs_history(question, language):
        return Standalone(question, wanted)
    item = _item_of_last_answer(question, history)
    if item:
        return Standalone(f"{item} {question}", wanted)
    needed = [question]
    for before in reversed(earlier[-REMEMBERED:]):
        needed.insert(0, before)
        if not _needs_history(before, detect_language(before)):
            break
    only_switches = wanted is not language or _SWITCH[wanted].search(question)
    if only_switches and len(content_stems(question, language)) <= FEW_WORDS:
        needed.pop()  # "and in Dutch?" asks the question before it again
    return Standalone(" ".join(needed), wanted)


def _item_of_last_answer(question: str, history: Sequence[Turn]) -> str:
    """Return the list item that "the third one" means in what the assistant said last, empty when there is none."""
    meant = _ITEM.search(question)
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    items = _LIST_LINE.findall(said)
    if not meant or not items:
        return ""
    place = _ORDINALS[next(word for word in meant.groups() if word).lower()]
    return re.sub(r"\s*\[\d+\]", "", items[place]) if place < len(items) else ""


def _needs_history(question: str, language: Language) -> bool:
    few = len(content_stems(question, language)) <= FEW_WORDS
    return few or bool(_POINTS_BACK[language].search(question)) or any(p.search(question) for p in _SWITCH.values())
