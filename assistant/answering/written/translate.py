"""Translations of quotes by a chat model: a help for the reader beside the original, which alone is cited."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.written.prove import Supports
from assistant.domain import Citation, Language
from assistant.text.fence import fenced
from assistant.text.language import is_in
from assistant.text.memory import Translated
from assistant.text.plain import plain, visible

_LINE = re.compile(r"^\W*(\d{1,3})\W*[:.)]\W*(\S.*)$", re.MULTILINE)
_LENGTHS = (0.4, 2.5)  # of a translation, as a share of the original's


Kept = Callable[[Citation, Language], Translated | None]
"""Returns the translation that is kept of a quote, into a language."""


def none_kept(citation: Citation, language: Language) -> None:
    """Return nothing: where no translations are kept."""


def with_kept(citations: Sequence[Citation], language: Language, kept: Kept) -> tuple[Citation, ...]:
    """Return citations, those in another language with the translation that is kept of them, where there is one."""
    return tuple(
        replace(each, translation=found.text)
        if each.language is not language and (found := kept(each, language))
        else each
        for each in citations
    )


def quotes_to_translate(citations: Sequence[Citation], language: Language) -> str:
    """Return the quotes in another language that have no translation, fenced as data; empty where there are none."""
    foreign = [each for each in citations if each.language is not language and not each.translation]
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

    def helped(citation: Citation) -> Citation:
        words = given.get(citation.number, "")
        asked = citation.language is not language and not citation.translation
        return replace(citation, translation=words) if asked and words and is_good(citation, words) else citation

    return tuple(map(helped, citations))
