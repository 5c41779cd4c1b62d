"""Negations: what a sentence denies its quote must deny, and the other way round."""

from assistant.proof.support.alignment import SAME, Alignment
from assistant.proof.support.denial import AT_TIMES, is_denied, listed, negators, prefixed
from assistant.proof.support.opposites import turns
from assistant.proof.support.reading import Reading
from assistant.proof.support.vocabulary import word_set

_AFTER = (1.0, 0.75, 0.5)  # how much a negation denies the words that follow it
_BEFORE = (0.5,)
_NEARLY = 0.1  # a word that corresponds nearly as well as the best
_SAME_BASE = 0.75  # similarity from which on a word with "un" may be the opposite of the word
_NEAREST = 0.03  # the same for a clause

Pairs = frozenset[tuple[int, int]]


def wrong_negation(aligned: Alignment) -> bool:
    """Tell whether sentence or quote denies something that the other one says."""
    explained = turns(aligned).explained  # a negation makes them the same
    back = frozenset((there, here) for here, there in explained)
    return (
        _denials(aligned.sentence) > _denials(aligned.quote) + len(listed(aligned.quote, AT_TIMES)) + len(explained)
        or _denied_alone(aligned, explained, set(aligned.sentence.clauses))
        or _denied_alone(aligned.turned(), back, _said_clauses(aligned))
    )


def _denials(reading: Reading) -> int:
    return len({*negators(reading), *prefixed(reading)})


def _said_clauses(aligned: Alignment) -> set[int]:
    """Return the clauses of the quote that say what the sentence's clauses say, the nearest for each."""
    quote = aligned.quote
    found = set()
    for numbers in aligned.sentence.clauses.values():
        words = [number for number in numbers if aligned.sentence.words[number].content]
        if words:
            scores = {
                clause: float(aligned.similarity[words][:, list(others)].max(axis=1).mean())
                for clause, others in quote.clauses.items()
            }
            best = max(scores.values())
            found |= {clause for clause, score in scores.items() if score >= best - _NEAREST}
    return found


def _unexplained(aligned: Alignment, explained: Pairs) -> list[int]:
    words = aligned.sentence.words
    clauses = {words[here].clause for here, _ in explained}
    return [number for number in negators(aligned.sentence) if words[number].clause not in clauses]


def _denied_alone(aligned: Alignment, explained: Pairs, clauses: set[int]) -> bool:
    """Tell whether a negation in one of some clauses of the sentence has none in the quote to agree with."""
    words = aligned.sentence.words
    scopes = [_scope(n, aligned.sentence) for n in _unexplained(aligned, explained) if words[n].clause in clauses]
    own = [number for number in prefixed(aligned.sentence) if words[number].clause in clauses]
    scopes += [{number: 1.0} for number in own if aligned.coverage(number) >= _SAME_BASE]
    return any(_is_alone(scope, aligned) for scope in scopes)


def _is_alone(scope: dict[int, float], aligned: Alignment) -> bool:
    """Tell whether the other text says the words that a negation denies, and does not deny them."""
    quote = aligned.quote
    mild = {quote.words[other].clause for other in listed(quote, AT_TIMES)}
    denied = [other for other, word in enumerate(quote.words) if is_denied(quote, other) or word.clause in mild]
    denied += [*prefixed(quote), *(other for number in negators(quote) for other in _scope(number, quote))]
    content = list(quote.content)
    said, agreed = 0.0, 0.0
    for word, weight in scope.items():
        if not content:
            continue
        best = content[int(aligned.similarity[word][content].argmax())]
        score, back = aligned.similarity[word, best], aligned.similarity[:, best].max()
        if score >= SAME and score >= back - _NEARLY:
            said += weight
            agreed += weight * (max(aligned.similarity[word][denied], default=0.0) >= score - _NEARLY)
    return said * 2 > sum(scope.values()) and agreed * 2 < said


def _scope(number: int, reading: Reading) -> dict[int, float]:
    """Return the words that a negation denies, the nearest most."""
    words = reading.words
    near = [other for other in reading.clauses[words[number].clause] if words[other].content and other != number]
    after = [other for other in near if number < other < reading.pause(number)]
    before = [other for other in near if other < number][::-1]
    scope = dict(zip(after, _AFTER, strict=False))
    if not after or words[number].text in word_set("backward", reading.language):
        scope |= dict(zip(before, _BEFORE, strict=False))
    return scope
