"""What a name that stands in a document's words is called in their translation."""

import re
from collections.abc import Iterable

_TITLE = re.compile(r"(?<!\w)['‘’“\"]([^'‘’“”\"\n]{3,90}?)[.,]?['’”\"](?!\w)")


def called(name: str, original: str, translated: str, known: Iterable[str] = ()) -> str:
    """Return what a name in ``original`` is called in its translation, empty where that cannot be told.

    It may stand there as it is, be a title between quotation marks of which both have as many, or be one of the
    ``known`` names for it.
    """
    if name in translated:
        return name
    here, there = _TITLE.findall(original), _TITLE.findall(translated)
    if len(here) == len(there) and name in here:
        return str(there[here.index(name)])
    found = (re.search(rf"(?<!\w){re.escape(each)}(?!\w)", translated, re.IGNORECASE) for each in known)
    return max((match.group() for match in found if match), key=len, default="")
