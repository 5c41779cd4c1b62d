"""Which organisations and initiatives a sentence names, and which tools it refers to, in the sentence's own words."""

import re
from collections.abc import Iterator

from assistant.domain import Document
from assistant.partner.lookup import Quotable
from assistant.partner.wording import pattern
from assistant.text.mentions import territories

_TOKEN = r"&?[A-Z][\w&'’-]*"
_LINK = r"(?:(?:of|on|for|in|to|voor|van|op)(?: (?:the|de|het))?|and|en)"
_NAME = re.compile(rf"{_TOKEN}(?: (?:{_LINK} )?{_TOKEN})*(?: \([A-Z]{{2,}}\))?")
_TWO = re.compile(r" (?:and|en) ")
_TITLES = re.compile(r"['‘“\"](?=[A-Z\d])([^'‘’“”\"\n]{5,90}?)[.]?['’”\"](?!\w)")
_COORDINATED = re.compile(r",? (?:and|or|en|of) (?:the |de |het )?$|, $")
_ABBREVIATION = re.compile(r" \(([A-Z]{2,})\)$")


def organisations(item: Quotable) -> list[str]:
    """Return the organisations and initiatives that a sentence names, as written there, in order, each once.

    A capitalised name counts when it holds a word for an organisation ("Foundation"), when it is given as a partner
    ("partners such as …", "together with …"), or when it stands beside one that counts. The publisher does not.
    """
    text = item.text
    found: list[str] = []
    end_of_last = -1
    for start, name in _names(item):
        before = text[:start]
        beside = end_of_last >= 0 and _COORDINATED.fullmatch(text[end_of_last:start]) is not None
        if beside or _is_organisation(name) or (_is_name(name) and pattern("partner").search(before)):
            found.append(name)
            end_of_last = start + len(name)
    return [name for name in dict.fromkeys(found) if _without_abbreviation(name) not in item.document.publisher]


def tools(item: Quotable) -> list[str]:
    """Return the titles of tools and documents that a sentence refers to, as written there."""
    found: list[str] = []
    end_of_last = -1
    for match in _TITLES.finditer(item.text):
        follows = end_of_last >= 0 and not item.text[end_of_last : match.start()].strip(" ,")
        if follows or pattern("tool").search(item.text[: match.start()]):
            found.append(match[1])
            end_of_last = match.end()
    return list(dict.fromkeys(found))


def key(name: str) -> str:
    """Return what two ways to write an organisation's name have in common."""
    return _without_abbreviation(name).casefold()


def same(title: str, other: str) -> bool:
    """Tell whether two titles mean the same tool: one may be cut short."""
    one, two = title.casefold(), other.casefold()
    return one.endswith(two) or two.endswith(one)


def _names(item: Quotable) -> Iterator[tuple[int, str]]:
    text = item.text
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        if start == 0 or re.search(r"[.?!:] $", text[:start]):
            shorter = _without_first_word(name, item.document)
            start, name = start + len(name) - len(shorter), shorter
        parts = _TWO.split(name)
        if len(parts) > 1 and all(_is_organisation(part) or part.startswith("&") for part in parts):
            yield from ((start + name.index(part), part) for part in parts)
        elif name:
            yield start, name


def _without_first_word(name: str, document: Document) -> str:
    """Return a name at the start of a sentence without the first word, where that is no part of it ("Check …")."""
    rest = name.partition(" ")[2]
    if _inside_sentence(name, document) or _is_abbreviated(name):
        return name
    first = name.split(" ")[0]
    is_word = re.search(rf"\b{re.escape(first.lower())}\b", document.text) is not None
    return rest if not rest or is_word or _inside_sentence(rest, document) else name


def _inside_sentence(name: str, document: Document) -> bool:
    return re.search(rf"[\w,] {re.escape(_without_abbreviation(name))}\b", document.text) is not None


def _is_abbreviated(name: str) -> bool:
    found = _ABBREVIATION.search(name)
    initials = "".join(re.findall(r"\b[A-Z]", _without_abbreviation(name)))
    return found is not None and found[1] == initials


def _is_organisation(name: str) -> bool:
    words = _without_abbreviation(name).split(" ")
    return len(words) > 1 and any(pattern("organisation").match(word) for word in words) and _is_name(name)


def _is_name(name: str) -> bool:
    """Tell whether a name is more than a place or a general abbreviation."""
    return not territories(name) and re.search(r"[a-z]{2}", name) is not None


def _without_abbreviation(name: str) -> str:
    return _ABBREVIATION.sub("", name)
