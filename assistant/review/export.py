"""Reviewers' verdicts as evaluation cases, so that the gate holds what they decided."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from assistant.domain import STRUCTURED, AnswerStatus, Document, Language, Passage
from assistant.proof.provenance import read_answer
from assistant.review.case import REVIEWED, Case, CaseKind, Gold, Pair
from assistant.review.changes import Texts, find
from assistant.review.verdict import REFUSED, Judged, Place, Verdict, place_of

FILE = "reviewed.jsonl"
"""Where the cases go, in the folder of all cases."""
LONGEST_SNIPPET = 20  # words
_FIRST = re.compile(rf"\s*((?:\S+\s+){{0,{LONGEST_SNIPPET - 1}}}\S+)")
_KINDS = {
    AnswerStatus.ANSWERED: CaseKind.ANSWERABLE,
    AnswerStatus.PARTIAL: CaseKind.PARTIAL,
    AnswerStatus.NO_EVIDENCE: CaseKind.NEAR_MISS,
    AnswerStatus.OFF_TOPIC: CaseKind.OFF_TOPIC,
}


@dataclass(frozen=True)
class Exported:
    """The cases, and how many verdicts were left out.

    Those are asked in a ``known`` case already, are ``outdated``, or are ``without`` what a good answer is.
    """

    cases: tuple[Case, ...]
    known: int
    outdated: int
    without: int


def export(
    decided: Sequence[Judged], texts: Texts, known: Collection[Case], outdated: Collection[str] = ()
) -> Exported:
    """Return the cases of the verdicts that hold; those asked in a known case already, or ``outdated``, are left out.

    ``outdated`` are the groups whose documents have changed since.
    """
    asked = {_plain(case.question) for case in known if not case.id.startswith(REVIEWED)}
    found: dict[str, Case] = {}
    repeated, without = 0, 0
    for judged in decided:
        if judged.review.group_id in outdated:
            continue
        cases = list(cases_of(judged, texts))
        without += not cases
        for case in cases:
            if _plain(case.question) in asked or _plain(case.question) in found:
                repeated += 1
            else:
                found[_plain(case.question)] = case
    ordered = sorted(found.values(), key=lambda case: case.id)
    return Exported(tuple(ordered), repeated, len(outdated), without)


def cases_of(judged: Judged, texts: Texts) -> Iterator[Case]:
    """Yield the cases of a verdict, one for each language that the question is noted in.

    None where it does not say what a good answer is: a wrong answer without the right passages, or a partner brief.
    """
    answer, review = read_answer(judged.record["answer"]), judged.review
    status = _expected(review.verdict, answer.status)
    if status is None or answer.composer in STRUCTURED:
        return
    answers = status.answers
    places = _right_places(judged) if answers else ()
    gold = tuple(dict.fromkeys(each for place in places for each in _gold(place, texts)))
    if answers and not gold:
        return
    read = texts.document(gold[0].document) if gold else None
    questions = dict(review.questions) or {answer.language: answer.standalone or answer.question}
    for language, question in questions.items():
        yield Case(
            id=f"{REVIEWED}{review.group_id[:12]}-{language}",
            language=language,
            pair=_pair(language, read),
            kind=_KINDS[status],
            question=question,
            history=(),
            gold=gold,
            facts=(tuple(each.snippet for each in gold),) if gold else (),
            status=status,
        )


def _expected(verdict: Verdict, given: AnswerStatus) -> AnswerStatus | None:
    if verdict is Verdict.RIGHT:
        return given if given in _KINDS else None
    if verdict is Verdict.SHOULD_REFUSE:
        return AnswerStatus.NO_EVIDENCE
    return AnswerStatus.ANSWERED


def _right_places(judged: Judged) -> tuple[Place, ...]:
    review = judged.review
    if review.verdict is not Verdict.RIGHT:
        return review.places
    cited = read_answer(judged.record["answer"]).citations
    return tuple(place_of(each) for each in cited if review.citations.get(each.number) not in REFUSED)


def _gold(place: Place, texts: Texts) -> Iterator[Gold]:
    """Yield the words that stand for a place: enough of its quote, or of its passage, to stand once in the document."""
    stand, document = find(place, texts), texts.document(place.document_id)
    if stand is None or document is None:
        return
    for text in (document.text[stand.start : stand.start + len(place.quote)], _from(stand.passage, stand.start)):
        snippet = _first_words(text)
        if len(snippet.split()) >= 4 and document.text.count(snippet) == 1:
            yield Gold(document.id, snippet)
            return


def _from(passage: Passage, start: int) -> str:
    return passage.text[start - passage.start :]


def _first_words(text: str) -> str:
    """Return the first words of a text as they stand, on their first line of enough words."""
    for line in text.split("\n"):
        words = _FIRST.match(line)
        if words and len(words[1].split()) >= 4:
            return words[1]
    return ""


def _pair(language: Language, read: Document | None) -> Pair | None:
    return cast(Pair, f"{language}-{read.language}") if read else None


def _plain(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))
