"""Translations of quotes by a chat model: a help for the reader beside the original, which alone is cited."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.written.prove import Supports
from assistant.domain import Citation, Language
from assistant.text.fence import fenced
from assistant.text.language import is_in
from assistant.text.plain import plain, visible

_LINE = re.compile(r"^\W*(\d{1,3})\W*[:.)]\W*(\S.*)$", re.MULTILINE)
_LENGTHS = (0.4, 2.5)  # of a translation, as a share of the original's


def quotes_to_translate(citations: Sequence[Citation], language: Language) -> str:
    """Return the quotes in another language than the answer's, fenced as data; empty where there are none."""
    foreign = [each for each in citations if each.language is not language]
    return "\n".join(fenced(f"{each.number}: {' '.join(visible(each.quote).split())}") for each in foreign)


def translated(
    citations: Sequence[Citation], reply: str, language: Language, supports: Supports
) -> tuple[Citation, ...]:
    """Return the citations with the translations of a reply that say what their quotes say."""
    given = {int(number): plain(words) for number, words in _LINE.findall(reply)}

    def is_good(citation: Citation, words: str) -> bool:
        least, most = (share * len(citation.quote) for share in _LENGTHS)
        in_form = least <= len(words) <= most and is_in(words, language)
        return in_form and supports(words, language, citation.quote, citation.language).supported

    return tuple(
        replace(each, translation=given[each.number])
        if each.language is not language and each.number in given and is_good(each, given[each.number])
        else each
        for each in citations
    )
