"""What somebody tells of and no document mentions: countries, names, and the people to be reached."""

from collections.abc import Iterator

from assistant.answering.ports import AnswerIndex
from assistant.domain import Language
from assistant.partner.interview.groups import Group, groups
from assistant.partner.interview.situation import Situation
from assistant.partner.wording import answer_words
from assistant.text import mentions
from assistant.text.language import detect_language
from assistant.text.lexicon import content_stems
from assistant.text.places import named_places, set_in


def not_mentioned(situation: Situation, language: Language, index: AnswerIndex) -> list[str]:
    """Return the countries, names and people told of that no document mentions, in words of the reader's language."""
    return list(dict.fromkeys(_not_mentioned(situation, language, index)))


def _not_mentioned(situation: Situation, language: Language, index: AnswerIndex) -> Iterator[str]:
    where = answer_words("where", situation.where)[language]
    told = f"{situation.about} {where}"
    countries = mentions.territories(told)
    known_names = set()
    for code in sorted(countries):
        named = [mentions.territory_name(code, each) for each in Language]
        known_names |= {name.casefold() for name in named}
        if not any(_is_mentioned(name, index) for name in named):
            yield mentions.territory_name(code, language)
    within = {
        name for name in (*mentions.names(situation.about), *named_places(situation.about)) if set_in(f"in {name}")
    }
    for name in mentions.names(situation.about):
        is_there = name.casefold() in " ".join(known_names) or any(name in each for each in within)
        if not is_there and not _is_mentioned(name, index):
            yield name
    for group in groups():
        if group.key in situation.whom and not _has_a_word_for(group, index):
            yield answer_words("whom", group.key)[language].lower()
    if where and not mentions.territories(where) and not _is_mentioned(where, index):
        yield where
    for people in situation.whom:
        if people == answer_words("whom", people)[language] and not _is_spoken_of(people, index):
            yield people


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
