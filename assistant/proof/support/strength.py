"""How many and how sure: a sentence must not say "all" where its quote says "some", nor "must" where it says "may"."""

from assistant.domain import Language
from assistant.proof.support.alignment import Alignment
from assistant.proof.support.binding import affinity
from assistant.proof.support.denial import BY_MEANING, is_denied, listed
from assistant.proof.support.opposites import turns
from assistant.proof.support.reading import Reading
from assistant.proof.support.vocabulary import Found, phrases, units, word_set

_MOST, _ALL, _AS_ALL = 3, 4, 6
_POSSIBLE, _ADVISED, _REQUIRED = 0, 1, 2
_BOUND = 0.5  # affinity from which on two words say something of the same
_LOOSELY = 0.35  # the same for words that allow or oblige
_NEARLY = 0.2  # an affinity nearly as high as the best
_NEXT = 2  # words between "may" and its "not"


def wrong_quantity(aligned: Alignment) -> bool:
    """Tell whether the sentence says more of something, or only, where its quote does not."""
    return _too_many(aligned) or _too_exclusive(aligned)


def wrong_strength(aligned: Alignment) -> bool:
    """Tell whether the sentence makes a duty or a certainty of what its quote calls possible or advises."""
    there = list(phrases("strength", aligned.quote.language).find(aligned.quote.forms))
    here = list(phrases("strength", aligned.sentence.language).find(aligned.sentence.forms))
    certain = list(phrases("certain", aligned.sentence.language).find(aligned.sentence.forms))
    is_certain = any(phrases("certain", aligned.quote.language).find(aligned.quote.forms))
    return (
        any(_too_strong(mark, there, aligned) for mark in here)
        or (not is_certain and any(_bound_level(mark.start, there, aligned) == _POSSIBLE for mark in certain))
        or any(_too_weak(mark, there, aligned) for mark in here)
        or _beyond_doubt(aligned)
    )


def asserts_what_is_asked(aligned: Alignment) -> bool:
    """Tell whether the sentence tells as a fact what its quote only asks, or wonders about."""
    sentence, quote = aligned.sentence, aligned.quote
    if not quote.text.rstrip("\"'”’)").endswith("?") or sentence.text.rstrip("\"'”’)").endswith("?"):
        return False
    return not word_set("asking", sentence.language) & {word.text for word in sentence.words}


def permission_turned(aligned: Alignment) -> bool:
    """Tell whether the sentence allows what its quote does not, or the other way round."""
    sentence, quote = aligned.sentence, aligned.quote
    if turns(aligned).explained:  # "not within" is "outside"
        return False
    for mark in _modals(sentence):
        refused = _is_refused(sentence, mark)
        near = [(affinity(aligned, (mark, mark + 1), (other, other + 1)), other) for other in _modals(quote)]
        score, best = max(near, default=(0.0, -1))
        clause = quote.words[best].clause
        agrees = any(_is_refused(quote, other) == refused for _, other in near if quote.words[other].clause == clause)
        if score >= _LOOSELY and not agrees:
            return True
    return False


def _modals(reading: Reading) -> list[int]:
    known = word_set("modals", reading.language)
    return [number for number, word in enumerate(reading.words) if word.text in known]


def _is_refused(reading: Reading, position: int) -> bool:
    """Tell whether a word for "may" or "must" is denied: "may not", "should avoid"; in Dutch "not" may come last."""
    words, known = reading.words, word_set("refusing", reading.language)
    reach = _NEXT if reading.language is Language.EN else len(words)
    clause = reading.clauses[words[position].clause]
    denying = {other for other in clause if words[other].text in known} | set(listed(reading, BY_MEANING))
    return any(other in clause and -_NEXT <= other - position <= reach for other in denying)


def _beyond_doubt(aligned: Alignment) -> bool:
    """Tell whether the sentence calls certain or proven what its quote does not."""
    sentence, quote = aligned.sentence, aligned.quote
    said = [found.value for found in phrases("certain", sentence.language).find(sentence.forms)]
    return 1 in said and 1 not in [found.value for found in phrases("certain", quote.language).find(quote.forms)]


def _too_strong(mark: Found[int], there: list[Found[int]], aligned: Alignment) -> bool:
    if mark.value < _REQUIRED or is_denied(aligned.sentence, mark.start):
        return False
    level = _bound_level(mark.start, there, aligned)
    least = _ADVISED if aligned.sentence.language is Language.NL else _REQUIRED  # "moet" is "should" as well
    return level is not None and level < least


def _too_weak(mark: Found[int], there: list[Found[int]], aligned: Alignment) -> bool:
    """Tell whether the sentence calls possible what its quote requires."""
    if mark.value != _POSSIBLE or is_denied(aligned.sentence, mark.start):
        return False
    return set(_bound_levels(mark.start, there, aligned)) == {_REQUIRED}


def _bound_level(position: int, there: list[Found[int]], aligned: Alignment) -> int | None:
    """Return the highest level among the quote's words that say something of the same as a word of the sentence."""
    return max(_bound_levels(position, there, aligned), default=None)


def _bound_levels(position: int, there: list[Found[int]], aligned: Alignment) -> list[int]:
    near = [(affinity(aligned, (position, position + 1), (other.start, other.end)), other.value) for other in there]
    best = max((score for score, _ in near), default=0.0)
    return [value for score, value in near if score >= max(_BOUND, best - _NEARLY)]


def _too_many(aligned: Alignment) -> bool:
    there = [found.value for found in phrases("quantity", aligned.quote.language).find(aligned.quote.forms)]
    highest = _ALL if _AS_ALL in there else max((value for value in there if value <= _ALL), default=-1)
    return any(
        _MOST <= found.value <= _ALL and found.value > highest and not _counts_time(aligned.sentence, found.end)
        for found in phrases("quantity", aligned.sentence.language).find(aligned.sentence.forms)
    )


def _counts_time(reading: Reading, position: int) -> bool:
    """Tell whether a number or a unit of time follows: "every week", "every two weeks"."""
    following = reading.words[position : position + 2]
    return any(units().find([word.text for word in following]))


def _too_exclusive(aligned: Alignment) -> bool:
    here = [found.value for found in phrases("only", aligned.sentence.language).find(aligned.sentence.forms)]
    return 0 in here and not any(phrases("only", aligned.quote.language).find(aligned.quote.forms))
