"""Which groups of people somebody tells of and wants to reach: by the glossary and by meaning, never by a mere word."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.partner.lookup import Lookup, sentences_of
from assistant.text.glossary import Glossary
from assistant.text.language import detect_language
from assistant.text.sentences import sentence_spans

CLEARLY = 0.6  # how well a way to tell of people is met by a sentence that clearly tells of them
PERHAPS = 0.5  # and by one that may: it does where a word of the glossary says so too
LIKELY = 0.2  # how likely somebody who speaks of a group wants to reach it for it to be meant
SURELY = 0.45  # and somebody who speaks of none
AS_LIKELY = 0.8  # of the likeliest group; another one that is as likely is meant too
HARDLY = 0.1  # how much more a sentence may be like one in which people only come by than like one about reaching them

_CLAUSE = re.compile(r"[;:,]\s+|\s+(?=(?:that|dat)\b)")
_WE = re.compile(r"\b(?:we|wij|i|ik)\b", re.IGNORECASE)

Phrases = Mapping[Language, Sequence[str]]


@dataclass(frozen=True)
class Group:
    """A group of people, within a wider one or not; without ``reached``, who tells of them wants to reach them."""

    key: str
    called: Sequence[str]
    told: Phrases
    reached: Phrases
    within: str = ""


def groups_meant(text: str, lookup: Lookup) -> tuple[str, ...]:
    """Return the keys of the groups that somebody wants to reach, in the order in which groups are offered.

    In a sentence that stands alone, who is spoken of is meant. In a story, those of them whom people who told such a
    story wanted to reach; where nobody is spoken of, who is very likely.
    """
    language = detect_language(text)
    found = {key for sentence in sentences_of(text) for key in _in_sentence(sentence, language, lookup)}
    likely = lookup.whom(text) if len(sentence_spans(text, language)) > 1 else {}
    if not likely:
        return tuple(group.key for group in groups() if group.key in found)
    weights = {group.key: likely.get(group.key, 0.0) for group in groups() if not found or group.key in found}
    least = LIKELY if found else max(AS_LIKELY * max(weights.values()), SURELY)
    return tuple(key for key, weight in weights.items() if weight >= least)


@cache
def groups() -> tuple[Group, ...]:
    """Return all groups, in the order in which they are offered."""
    return tuple(
        Group(row["key"], row["called"], _phrases(row["told"]), _phrases(row.get("reached", {})), row.get("within", ""))
        for row in _table()["groups"]
    )


def groups_spoken_of(text: str, language: Language, glossary: Glossary) -> frozenset[str]:
    """Return the keys of the groups that a text has a word of the glossary for."""
    named = {term.en[0] for _, terms in glossary.mentions(text, language) for term in terms}
    return frozenset(group.key for group in groups() if named & set(group.called))


def _in_sentence(sentence: str, language: Language, lookup: Lookup) -> Iterator[str]:
    unsaid = _without_who_says(sentence, language)
    nobody = _likest(sentence, _phrases(_table()["nobody"])[language], lookup)
    for group in groups():
        reached = group.reached[language]
        if _tells_of(group, unsaid if reached else sentence, language, lookup) and (
            not reached or _likest(sentence, reached, lookup) >= nobody - HARDLY
        ):
            yield group.key


def _tells_of(group: Group, sentence: str, language: Language, lookup: Lookup) -> bool:
    named = {term.en[0] for _, terms in lookup.index.glossary.mentions(sentence, language) for term in terms}
    told = max(lookup.met(dict.fromkeys(Language, way), sentence) for way in group.told[language])
    return told >= (PERHAPS if named & set(group.called) else CLEARLY)


def _without_who_says(sentence: str, language: Language) -> str:
    """Return a sentence without the clauses in which others say or ask something."""
    clauses = _CLAUSE.split(sentence)
    kept = [clause for clause in clauses if not _others_say(clause, language)]
    return sentence if kept == clauses else " ".join(kept)


def _others_say(clause: str, language: Language) -> bool:
    said = re.search(str(_table()["says"][language]), clause, re.IGNORECASE)
    return said is not None and not _WE.search(clause[: said.start()]) and not _WE.match(clause[said.end() :].strip())


def _likest(sentence: str, others: Sequence[str], lookup: Lookup) -> float:
    return max((lookup.alike(sentence, each) for each in others), default=0.0)


def _phrases(row: Mapping[str, Sequence[str]]) -> Phrases:
    return {language: row.get(language, ()) for language in Language}


@cache
def _table() -> dict[str, Any]:
    path = Path(__file__).with_name("groups.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
