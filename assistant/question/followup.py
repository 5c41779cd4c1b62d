"""A question that needs the conversation before it ("and NGOs?", "waarom?") as one that stands alone.

Without a chat model: what points back or says too little by itself is joined to the question before it. A question that
stands alone is left as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Language, Turn
from assistant.text.language import detect_language
from assistant.text.lexicon import content_stems
from assistant.text.numbers import value_of

FEW_WORDS = 2  # words that carry meaning; a question with no more may lean on the one before it
MOST_ITEMS = 20  # of a list that somebody counts in
REMEMBERED = 3  # earlier questions that a chain of follow-ups may reach back to

_BEGINS = {
    Language.EN: re.compile(
        r"^(?:and|but|so|or|also|then|no|what about|how about|what if|why not|which ones?|like what|such as|"
        r"for example|explain|elaborate|tell me more|more|(?:please )?give|an example|example|another|in that case)\b",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        r"^(?:en|maar|dus|of|ook|dan|nee|wat met|hoe zit|hoezo|wat als|welke dan|zoals|bijvoorbeeld|geef|leg|vertel|"
        r"meer|nog|een voorbeeld|voorbeeld|in dat geval)\b",
        re.IGNORECASE,
    ),
}
_PRONOUN = {
    Language.EN: re.compile(
        r"\b(?:it|they|them|theirs?|its|this|that|these|those)\b(?! \w+s\b)|\b(?:the )?(?:other|same) ones?\b|\belse\b",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        r"\b(?:ze|zij|hen|hun|ervan|erbij|ermee|ervoor|daarvan|daarbij|daarmee|daarvoor|daarover|hiervan|hierbij)\b|"
        r"\b(?:die|dat|dit|deze)(?=[?.!,]|$| (?:dan|ook|precies|eigenlijk|\w+en[?.!]?$))|\banders\b",
        re.IGNORECASE,
    ),
}
_POINTS_AT = re.compile(
    r"\b(?:the|that|de|het|die) (?:first|second|third|fourth|fifth|last|former|latter|eerste|tweede|derde|vierde|"
    r"vijfde|laatste)\b|"
    r"\b(?:die|that) (?:last|laatste)\b|\b(?:number|nummer) \w+|\b(?:tip|point|punt|step|stap) \d",
    re.IGNORECASE,
)
_REFERS_BACK = {  # whatever stands before it: what is meant was named earlier
    Language.EN: re.compile(r"\b(?:of|about|with|for|after) (?:it|that|those|these)[?.!]?$", re.IGNORECASE),
    Language.NL: re.compile(
        r"\b(?:er|daar|hier)(?:van|bij|mee|voor|over|uit|aan|na)[?.!]?$|"
        r"\b(?:ik|je|u|we|wij|jullie|men) (?:die|deze|dit)\b",
        re.IGNORECASE,
    ),
}
_ASKS_ON = re.compile(  # it names nothing of its own: whoever asks it wants more than they were just shown
    r"(?:(?:and|but|so|ok(?:ay)?|en|maar|dus|oké?)\b,? )?(?:"
    r"why(?: (?:so|though|not|is (?:that|this|it)))?|how come|(?:what|anything) (?:else|more)|more(?: of that)?|"
    r"(?:(?:can|could) you )?(?:please )?(?:give|show) (?:me |us )?(?:an(?:other)?|some|one more) examples?|"
    r"(?:do you have )?(?:an(?:other)?|any(?: other)?|some) examples?|"
    r"(?:what )?if (?:that|it|this) (?:fails|(?:does ?n[o'’]?t|won['’]t|can(?:no|['’])t|is ?n[o'’]?t)(?: \w+){0,2})|"
    r"(?:waarom|hoezo)(?: (?:dan|eigenlijk|niet|is dat(?: zo)?))?|(?:wat|iets) (?:nog meer|anders)|nog meer(?: \w+)?|"
    r"(?:kun|kan) je (?:me |ons )?(?:eens )?(?:een|nog een|wat|enkele) voorbeeld(?:en)? (?:geven|noemen)|"
    r"(?:geef|noem) (?:me |ons )?(?:eens )?(?:een|nog een|wat|enkele) (?:ander )?voorbeeld(?:en)?|"
    r"(?:heb je )?(?:een|nog een) (?:ander )?voorbeeld|(?:wat )?als (?:dat|het|dit) (?:dan )?(?:niet|mis)(?: \w+){0,2}"
    r")[ .!?]*",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:thanks?|thank you|thx|ok(?:ay)?|great|hi|hello|hey|bye|bedankt|dank(?: je| u)?(?: wel)?|dankjewel|top|prima|"
    r"hoi|hallo|dag|doei)\b[\w ]{0,20}[.!?]*$",
    re.IGNORECASE,
)
_TRANSLATE = r"(?:translate|vertaal) (?:it|that|this|dit|dat|het|(?:your|the|je|het) (?:last )?(?:answer|antwoord))"
_SWITCH = {
    Language.EN: re.compile(
        rf"\b(?:in english|in het engels|engelse? versie|{_TRANSLATE} (?:(?:in)?to english|naar het engels))\b",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        rf"\b(?:in dutch|in het nederlands|nederlandse? versie|{_TRANSLATE} (?:(?:in)?to dutch|naar het nederlands))\b",
        re.IGNORECASE,
    ),
}


_ITEM = re.compile(
    r"\b(?:the|that|de|het|die) (?P<place>[\w-]+)(?: one| tip| item| point| element| purpose| stap| punt)?\b|"
    r"\b(?:number|nummer|tip|point|punt|step|stap) (?P<number>[\w-]+)\b|"
    r"\b(?:die|that) (?P<last>last|laatste)\b",
    re.IGNORECASE,
)
_LAST = frozenset({"last", "laatste"})
_LIST_LINE = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that can be asked by itself, and the language that its answer is to be in.

    ``follows`` tells that it is joined to the one before it.
    """

    text: str
    language: Language
    follows: bool = False


def standalone(question: str, history: Sequence[Turn]) -> Standalone:
    """Return a question that stands alone; without history it is the question itself."""
    language = detect_language(question)
    earlier = [turn.content.strip() for turn in history if turn.role == "user" and turn.content.strip()]
    wanted = next((spoken for spoken, pattern in _SWITCH.items() if pattern.search(question)), language)
    if not earlier or not _needs_history(question, language):
        return Standalone(question, wanted)
    item = item_of_last_answer(question, history)
    if item:
        return Standalone(item, wanted)
    needed = [question]
    for before in reversed(earlier[-REMEMBERED:]):
        needed.insert(0, before)
        if not _needs_history(before, detect_language(before)):
            break
    only_switches = wanted is not language or _SWITCH[wanted].search(question)
    if only_switches and len(content_stems(question, language)) <= FEW_WORDS:
        needed.pop()  # "and in Dutch?" asks the question before it again
    return Standalone(" ".join(needed), wanted, len(needed) > 1)


def said_before(question: str, history: Sequence[Turn]) -> str:
    """Return the answer that a follow-up goes on from; the last few of them where it only wants more."""
    said = [turn.content for turn in history if turn.role == "assistant"]
    return "\n".join(said[-REMEMBERED if asks_on(question) else -1 :])


def asks_on(question: str) -> bool:
    """Tell whether a follow-up wants nothing but more than what was said ("why?", "an example", "if that fails?")."""
    return _ASKS_ON.fullmatch(question) is not None


def item_of_last_answer(question: str, history: Sequence[Turn]) -> str:
    """Return the list item that "the third one" means in what the assistant said last, empty when there is none."""
    few = len(content_stems(question, detect_language(question))) <= FEW_WORDS
    place = _place_meant(question) if few or _POINTS_AT.search(question) else None
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    items = _LIST_LINE.findall(said)
    if place is None or not items or place >= len(items):
        return ""
    return re.sub(r"\s*\[\d+\]", "", items[place]).split(" – ")[0]


def _place_meant(question: str) -> int | None:
    """Return the place in a list that a question names, from 0; -1 is the last, None is none."""
    for match in _ITEM.finditer(question):
        word = next(each for each in match.groups() if each).casefold()
        if word in _LAST:
            return -1
        if (number := value_of(word)) is not None and 0 < number <= MOST_ITEMS:
            return number - 1
    return None


def _needs_history(question: str, language: Language) -> bool:
    """Tell whether a question says too little by itself, or begins or points like one that goes on."""
    if _COURTESY.match(question):
        return False
    cues = (*_SWITCH.values(), _POINTS_AT, _BEGINS[language], _REFERS_BACK[language])
    if any(pattern.search(question) for pattern in cues):
        return True
    if len(content_stems(question, language)) <= FEW_WORDS and len(question.split()) <= 2 * FEW_WORDS:
        return True
    pronoun = _PRONOUN[language].search(question)
    # a pronoun behind two nouns or more means one of them: "what do NGOs expect of companies in return for their help"
    return pronoun is not None and len(content_stems(question[: pronoun.start()], language)) < FEW_WORDS
