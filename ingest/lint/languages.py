"""Checks of the language that a document is written in."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from assistant.domain import Block, Document, Language
from assistant.text.lexicon import function_words, words
from ingest.lint.finding import Finding, about
from ingest.lint.folder import texts
from ingest.lint.kinds import Check

FEWEST_TELLING = 3  # function words that a paragraph needs before its language counts
FEWEST_WORDS = 25  # a shorter piece in another language is a name, a title or a saying


def check_languages(document: Document) -> Iterator[Finding]:
    """Find a document in another language than is stated, or in two languages."""
    told = [(block, language) for block in texts(document) if (language := _language(document, block))]
    total = sum(block.end - block.start for block, _ in told)
    foreign = sum(block.end - block.start for block, language in told if language is not document.language)
    if foreign > total / 2:
        yield about(document, Check.WRONG_LANGUAGE, stated=document.language, other=_other(document.language))
        return
    for language, group in groupby(told, key=lambda pair: pair[1]):
        blocks = [block for block, _ in group]
        span = (blocks[0].start, blocks[-1].end)
        count = len(document.text[slice(*span)].split())
        if language is not document.language and count >= FEWEST_WORDS:
            yield about(document, Check.MIXED_LANGUAGES, span, words=count, stated=document.language, other=language)


def _language(document: Document, block: Block) -> Language | None:
    """Return the language of a block where its function words leave no doubt."""
    found = words(document.text[block.start : block.end])
    counts = {language: sum(word in _telling(language) for word in found) for language in Language}
    best = max(counts, key=lambda language: counts[language])
    others = sum(count for language, count in counts.items() if language is not best)
    return best if counts[best] >= max(FEWEST_TELLING, 3 * others) else None


@cache
def _telling(language: Language) -> frozenset[str]:
    """Return the function words of a language that no other one has."""
    others = (function_words(other) for other in Language if other is not language)
    return function_words(language).difference(*others)


def _other(language: Language) -> Language:
    return next(other for other in Language if other is not language)
