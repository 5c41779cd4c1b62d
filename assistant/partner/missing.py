"""What somebody tells of and no document mentions: countries, the people to be reached, and subjects."""

from collections.abc import Iterator, Sequence

from assistant.answering.ports import AnswerIndex
from assistant.domain import Language
from assistant.partner.interview.groups import Group, groups
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup
from assistant.partner.subjects import subjects_left_out
from assistant.partner.wording import answer_words
from assistant.text import mentions
from assistant.text.language import detect_language
from assistant.text.lexicon import content_stems


def not_mentioned(situation: Situation, language: Language, lookup: Lookup) -> list[str]:
    """Return the countries, people and subjects told of that no document mentions, in the reader's language."""
    found = [*_not_mentioned(situation, language, lookup.index)]
    found += subjects_left_out(situation.about, lookup, language) if situation.about else []
    return list(dict.fromkeys(found))


def _not_mentioned(situation: Situation, language: Language, index: AnswerIndex) -> Iterator[str]:
    where = answer_words("where", situation.where)[language]
    codes = sorted(mentions.territories(where))
    for code in codes:
        if not any(_is_mentioned(mentions.territory_name(code, each), index) for each in Language):
            yield mentions.territory_name(code, language)
    if where and not codes and not _is_mentioned(where, index):
        yield where
    yield from _people(situation.whom, language, index)


def _people(whom: Sequence[str], language: Language, index: AnswerIndex) -> Iterator[str]:
    known = {group.key: group for group in groups()}
    for value in whom:
        if value in known and not _has_a_word_for(known[value], index):
            yield answer_words("whom", value)[language].lower()
        if value not in known and not _is_spoken_of(value, index):
            yield value


def _has_a_word_for(group: Group, index: AnswerIndex) -> bool:
    """Tell whether some document has a word for a group of people."""
    terms = [term for term in index.glossary.terms if term.en[0] in group.called]
    named = [(name, each) for term in terms for each in Language for name in term.in_language(each)]
    return not named or any(_all_known(content_stems(name, each), each, index) for name, each in named)


def _is_mentioned(words: str, index: AnswerIndex) -> bool:
    """Tell whether some document has all the words."""
    return any(_all_known(content_stems(words, language), language, index) for language in Language)


def _is_spoken_of(words: str, index: AnswerIndex) -> bool:
    """Tell whether some document has one of the words, in its own language or as the glossary translates it."""
    source = detect_language(words)
    target = source.other
    own = any(index.frequency([stem], source) for stem in content_stems(words, source))
    translated = index.glossary.translated(words, source, target)
    return own or any(_all_known(content_stems(term, target), target, index) for term in translated)


def _all_known(stems: list[str], language: Language, index: AnswerIndex) -> bool:
    return bool(stems) and index.frequency(stems, language) > 0
