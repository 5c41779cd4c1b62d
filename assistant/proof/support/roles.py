"""Who does it: the subject of a clause of the sentence must be the subject of the same in the quote."""

import numpy as np

from assistant.domain import Language
from assistant.proof.support.alignment import Alignment
from assistant.proof.support.reading import UNLISTED, Reading
from assistant.proof.support.vocabulary import general_actors, opposites, vocabulary, word_set

_SAME_ACTOR = 0.8  # similarity from which on two words are taken to mean the same people
_KNOWN = 0.64  # the same, where one of them is not known to the list
_LONGEST_PHRASE = 3  # words between a preposition and its noun
_SAID = 0.5  # similarity from which on a clause says what another one says
_FADE = 0.8
_UNNAMED = 0.1  # what a clause that names nobody counts less
_MARGIN = 0.1
_NEXT = 4  # words between a subject, its helping verb and its participle
_PARTICIPLES = ("ed", "en", "wn", "ught", "old", "ent", "eld", "ept")
_GENITIVE = ("'s", "’s")


def swapped_roles(aligned: Alignment) -> bool:
    """Tell whether something that the quote says of one is said of another by the sentence."""
    return any(_other_subject(clause, aligned) for clause in aligned.sentence.clauses)


def unknown_actors(aligned: Alignment) -> bool:
    """Tell whether the sentence speaks of people or a body that its quote does not mention."""
    there = aligned.quote.actors
    return any(
        row not in there.values() and _is_other(number, set(there) if row not in general_actors() else set(), aligned)
        for number, row in aligned.sentence.actors.items()
    )


def unknown_things(aligned: Alignment) -> bool:
    """Tell whether the sentence says of one thing what its quote says of another."""
    there = aligned.quote.things
    return any(
        row not in there.values() and int(aligned.similarity[number].argmax()) in there
        for number, row in aligned.sentence.things.items()
    )


def _is_other(number: int, others: set[int], aligned: Alignment) -> bool:
    """Tell whether what corresponds best to a word is a word for others, or nothing corresponds."""
    return aligned.coverage(number) < _KNOWN or int(aligned.similarity[number].argmax()) in others


def subject(reading: Reading, clause: int) -> int | None:
    """Return who does what a clause says: the first without a preposition; in the passive, the one after "by"."""
    doers = [number for number in reading.clauses[clause] if number in reading.actors]
    by = [number for number in doers if _preposition(reading, number) == _passive(reading, "doer")]
    if by and _is_passive(reading, clause, reading.clauses[clause][0] - 1):
        return by[0]
    direct = [number for number in doers if not _depends(reading, number)]
    if direct and not _has_pronoun_before(reading, direct[0]):
        return direct[0]
    return _named_before(reading, clause)


def _has_pronoun_before(reading: Reading, number: int) -> bool:
    """Tell whether "you" or the like comes first in a clause: what follows is what is done something to."""
    known = word_set("personal", reading.language)
    before = [other for other in reading.clauses[reading.words[number].clause] if other < number - 1]
    return any(reading.words[other].text in known for other in before)


def _depends(reading: Reading, number: int) -> bool:
    """Tell whether a noun depends on another one: "to suppliers", "of suppliers", but not "a group of suppliers"."""
    before = _preposition(reading, number)
    if reading.language is Language.EN and reading.words[number].text.endswith(_GENITIVE):
        return True
    if before not in word_set("possessive", reading.language):
        return bool(before)
    near = range(max(number - _LONGEST_PHRASE - 2, 0), number)
    return all(reading.words[other].text not in word_set("groups", reading.language) for other in near)


def _named_before(reading: Reading, clause: int) -> int | None:
    """Return the one that a clause's pronoun stands for: "who" for the last one named, "it" for the subject before."""
    if clause - 1 not in reading.clauses:
        return None
    first = {reading.words[number].text for number in reading.clauses[clause][:2]}
    if first & word_set("pronouns", reading.language):
        return subject(reading, clause - 1)
    named = [word for word in reading.clauses[clause - 1] if word in reading.actors]
    return named[-1] if named and first & word_set("relatives", reading.language) else None


def _has_no_doer(reading: Reading, clause: int, doer: int) -> bool:
    """Tell whether a clause is in the passive and does not say by whom."""
    by = _passive(reading, "doer")
    return _is_passive(reading, clause, doer) and all(reading.words[n].text != by for n in reading.clauses[clause])


def _passive(reading: Reading, which: str) -> str:
    return str(vocabulary()["passive"][reading.language][which])


def _is_passive(reading: Reading, clause: int, doer: int) -> bool:
    """Tell whether a clause may say what is done to its subject: "are visited", "worden bezocht"."""
    helpers = _passive(reading, "helpers").split()
    numbers = [number for number in reading.clauses[clause] if number > doer]
    if reading.language is Language.NL:
        return any(reading.words[number].text in helpers for number in reading.clauses[clause])
    helper = next((number for number in numbers[:_NEXT] if reading.words[number].text in helpers), None)
    after = [] if helper is None else [reading.words[number].text for number in numbers if number > helper][:_NEXT]
    return any(word.endswith(_PARTICIPLES) for word in after)


def _other_subject(clause: int, aligned: Alignment) -> bool:
    """Tell whether the clauses of the quote that say the same say it of others, and none of them of the same people."""
    sentence, quote = aligned.sentence, aligned.quote
    mine = subject(sentence, clause)
    if mine is None or not any(_matches(mine, other, aligned) for other in quote.actors):
        return False
    same, other = 0.0, 0.0
    for there, score in _said_by(clause, mine, aligned).items():
        theirs = subject(quote, there)
        if theirs is None or _is_turned(clause, there, (mine, theirs), aligned):
            same = max(same, score if theirs is not None else score - _UNNAMED)
        elif _matches(mine, theirs, aligned):
            same = max(same, score)
        else:
            other = max(other, score)
    return other >= _SAID and other > same + _MARGIN


def _is_turned(clause: int, there: int, subjects: tuple[int, int], aligned: Alignment) -> bool:
    """Tell whether one clause says from the other side what the other one says, so that the subjects differ."""
    passive = _has_no_doer(aligned.sentence, clause, subjects[0]), _has_no_doer(aligned.quote, there, subjects[1])
    return passive[0] != passive[1] or _is_converse(clause, there, aligned)


def _said_by(clause: int, doer: int, aligned: Alignment) -> dict[int, float]:
    """Return for each clause of the quote how far it says what a clause of the sentence says of somebody."""
    sentence, quote = aligned.sentence, aligned.quote
    words = [n for n in sentence.clauses[clause] if sentence.words[n].content and n not in sentence.actors]
    if not words:
        return {}
    weights = [_FADE ** abs(n - doer) for n in words]
    return {
        other: float(np.average(aligned.similarity[words][:, list(numbers)].max(axis=1), weights=weights))
        for other, numbers in quote.clauses.items()
    }


def _is_converse(clause: int, there: int, aligned: Alignment) -> bool:
    """Tell whether one says "buy" where the other says "sell"."""
    poles = [
        {
            found.value
            for found in opposites("converse", reading.language).find(reading.stems)
            if reading.words[found.start].clause == number
        }
        for reading, number in ((aligned.sentence, clause), (aligned.quote, there))
    ]
    return any(a[0] == b[0] and a[1] != b[1] for a in poles[0] for b in poles[1])


def _matches(mine: int, theirs: int, aligned: Alignment) -> bool:
    """Tell whether two words are for the same people: of one row, or where one is not listed, nearly the same word."""
    rows = aligned.sentence.actors[mine], aligned.quote.actors[theirs]
    return rows[0] == rows[1] != UNLISTED or (
        UNLISTED in rows and float(aligned.similarity[mine, theirs]) >= _SAME_ACTOR
    )


def _preposition(reading: Reading, number: int) -> str:
    """Return the preposition before a noun, empty where it has none."""
    known, determiners = word_set("prepositions", reading.language), word_set("determiners", reading.language)
    determined = False
    for before in range(number - 1, max(number - 2 - _LONGEST_PHRASE, -1), -1):
        word = reading.words[before]
        between = reading.text[word.end : reading.words[before + 1].start]
        if word.clause != reading.words[number].clause or before in reading.actors or between.strip():
            break
        if word.text in known:
            return word.text
        if determined:  # "at this meeting the company": "at" is before another noun
            break
        determined = word.text in determiners
    return ""
