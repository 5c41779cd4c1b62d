"""Faults of evaluation cases that their format cannot show: whether they agree with the documents and each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.domain import AnswerStatus
from assistant.review.case import Case, CaseKind

# The fewest cases of a kind or language pair that still tell a change from chance.
MINIMUMS: Mapping[str, int] = {
    "all": 240,
    "en-en": 60,
    "nl-nl": 40,
    "nl-en": 30,
    "en-nl": 20,
    CaseKind.PARTIAL: 8,
    CaseKind.NEAR_MISS: 35,
    CaseKind.OFF_TOPIC: 15,
    CaseKind.ATTACK: 15,
    CaseKind.FOLLOW_UP: 15,
    CaseKind.PARTNER: 15,
}
SNIPPET_WORDS = range(4, 26)
COPIED_WORDS = 8

_ANSWERS = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
_STATUSES: Mapping[CaseKind, frozenset[AnswerStatus]] = {
    CaseKind.ANSWERABLE: frozenset({AnswerStatus.ANSWERED}),
    CaseKind.PARTIAL: frozenset({AnswerStatus.PARTIAL}),
    CaseKind.NEAR_MISS: frozenset({AnswerStatus.NO_EVIDENCE}),
    CaseKind.OFF_TOPIC: frozenset({AnswerStatus.OFF_TOPIC}),
    CaseKind.ATTACK: frozenset({AnswerStatus.OFF_TOPIC, AnswerStatus.ANSWERED}),
    CaseKind.FOLLOW_UP: _ANSWERS | {AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC},
    CaseKind.PARTNER: frozenset({AnswerStatus.ANSWERED}),
}

Documents = Mapping[str, str]


def lint(cases: Sequence[Case], documents: Documents, minimums: Mapping[str, int] = MINIMUMS) -> list[str]:
    """Return the faults of the cases, one a line; ``documents`` maps ids to canonical texts."""
    rules: tuple[Callable[[Case, Documents], Iterator[str]], ...] = (_gold, _facts, _needs, _status, _history, _words)
    faults = [f"{case.id}: {fault}" for case in cases for rule in rules for fault in rule(case, documents)]
    return [*faults, *_pairs(cases), *_repeated(cases), *_missing(cases, minimums)]


def _gold(case: Case, documents: Documents) -> Iterator[str]:
    for number, gold in enumerate(case.gold):
        where = f"gold.{number}"
        if gold.document not in documents:
            yield f"{where}.document: there is no document {gold.document!r}"
            continue
        times = documents[gold.document].count(gold.snippet)
        if times != 1:
            yield f"{where}.snippet: stands {times} times in {gold.document}, not once: {gold.snippet!r}"
        words = len(gold.snippet.split())
        if words not in SNIPPET_WORDS:
            yield f"{where}.snippet: has {words} words, not {SNIPPET_WORDS[0]} to {SNIPPET_WORDS[-1]}"
    if len(set(case.gold)) < len(case.gold):
        yield "gold: a passage is named twice"


def _facts(case: Case, documents: Documents) -> Iterator[str]:
    texts = [documents.get(gold.document, "").casefold() for gold in case.gold]
    for number, wordings in enumerate(case.facts):
        if not any(wording.casefold() in text for wording in wordings for text in texts):
            yield f"facts.{number}: no wording stands in a gold passage's document: {', '.join(wordings)}"


def _needs(case: Case, documents: Documents) -> Iterator[str]:
    named = [index for part in case.needs for index in part]
    if case.needs and (set(named) != set(range(len(case.gold))) or not all(case.needs)):
        yield f"needs: must name each of the {len(case.gold)} gold passages, and nothing else"


def _status(case: Case, documents: Documents) -> Iterator[str]:
    if case.status not in _STATUSES[case.kind]:
        yield f"status: {case.status} does not fit the kind {case.kind}"
    for name, held in (("gold", case.gold), ("facts", case.facts), ("pair", case.pair)):
        if case.status in _ANSWERS and not held:
            yield f"{name}: missing, though an answer is expected"
        if case.status not in _ANSWERS and held:
            yield f"{name}: given, though a refusal is expected"


def _history(case: Case, documents: Documents) -> Iterator[str]:
    if (case.kind is CaseKind.FOLLOW_UP) != bool(case.history):
        yield "history: a follow-up has one, other kinds have none"
    roles = [turn.role for turn in case.history]
    if roles != ["user", "assistant"] * (len(roles) // 2):
        yield "history: must go user, assistant, and so on, and end with assistant"


def _words(case: Case, documents: Documents) -> Iterator[str]:
    words = _plain(case.question).split()
    runs = {f" {' '.join(words[at : at + COPIED_WORDS])} " for at in range(len(words) - COPIED_WORDS + 1)}
    for name, text in documents.items():
        if any(run in f" {_plain(text)} " for run in runs):
            yield f"question: copies {COPIED_WORDS} words in a row from {name}"


def _pairs(cases: Sequence[Case]) -> Iterator[str]:
    spoken: dict[str, str] = {}
    for case in cases:
        if not case.pair:
            continue
        asked, read = case.pair.split("-")
        if asked != case.language:
            yield f"{case.id}: pair: {case.pair} does not start with the language {case.language}"
        for gold in case.gold[:1]:
            if spoken.setdefault(gold.document, read) != read:
                yield f"{case.id}: pair: other cases say that {gold.document} is in {spoken[gold.document]}"


def _repeated(cases: Sequence[Case]) -> Iterator[str]:
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for case in cases:
        same[_plain(case.question), case.history].append(case.id)
    yield from (f"{', '.join(ids)}: question: asked more than once" for ids in same.values() if len(ids) > 1)


def _missing(cases: Sequence[Case], minimums: Mapping[str, int]) -> Iterator[str]:
    counts = Counter(["all"] * len(cases))
    for case in cases:
        counts[case.pair or "" if case.kind is CaseKind.ANSWERABLE else case.kind] += 1
    for name, least in minimums.items():
        if counts[name] < least:
            yield f"{name}: {counts[name]} cases, at least {least} are needed"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
