"""Questions to go on with after an answer, each checked: the documents answer it, at the place that is meant.

They are the known questions about what is near; where nobody noted any, they are headings that ask something.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.shape.places import is_example
from assistant.domain import Answer, AnswerStatus, Citation, Composer, Language, Passage, Turn
from assistant.question.followup import standalone
from assistant.question.understand import QuestionEncoder, understand
from assistant.search.groups import Group, Place, Sample
from assistant.search.ports import Resemblance
from assistant.text.lexicon import content_stems
from assistant.text.memory import Memory

MOST = 3
NEAR = 40  # places of known questions that are looked at
TRIED = 8  # questions that are checked for one answer, at most
ALIKE = 0.5  # share of the words that two different questions may have in common
LONG = 300  # characters of a quote that stand for a question
SHORTEST = 2  # words that carry meaning; what has fewer says too little on a button

_DEFINITE = {
    Language.EN: re.compile(r"\b(?:the|this|that|these|those)\b", re.IGNORECASE),
    Language.NL: re.compile(r"\b(?:de|het|dit|dat|deze|die)\b", re.IGNORECASE),
}

Ask = Callable[[str], Answer]


class SuggestingIndex(Protocol):
    """One generation of the index, as suggesting needs it."""

    @property
    def version(self) -> str:
        """The corpus version."""

    def known_questions(self) -> Sequence[Sample]:
        """Return the known questions."""

    def resembles(self, vector: NDArray[np.float32]) -> Resemblance:
        """Return what a question, by its vector, is like among the questions that are known."""

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id."""

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""


@dataclass(frozen=True)
class Suggester:
    """Suggests questions; what was checked is remembered for as long as the corpus stays the same."""

    _passed: dict[tuple[str, Language, str], bool] = field(default_factory=dict, repr=False, compare=False)

    def suggest(
        self, answer: Answer, history: Sequence[Turn], index: SuggestingIndex, *, encoder: QuestionEncoder, ask: Ask
    ) -> tuple[str, ...]:
        """Return up to three questions; ``history`` is what was said before, ``ask`` answers a question by itself."""
        if not answer.status.answers:
            return ()
        turns = (*history, Turn("user", answer.question), Turn("assistant", answer.text))
        asked = [turn.content for turn in turns if turn.role == "user"] + [answer.standalone]
        chosen: list[Sample] = []
        tried = 0
        seen = (*answer.citations, *(each for turn in history for each in turn.citations))
        for known in _candidates(answer, index, encoder, seen):
            others = (*asked, *(each.text for each in chosen))
            if not _is_new(known, others) or standalone(known.text, turns).text != known.text:
                continue
            if any(each.places[0].passage_id == known.places[0].passage_id for each in chosen):
                continue
            chosen += [known] if self._passes(known, index, ask) else []
            tried += 1
            if len(chosen) == MOST or tried == TRIED:
                break
        return tuple(each.text[0].upper() + each.text[1:] for each in chosen)

    def _passes(self, known: Sample, index: SuggestingIndex, ask: Ask) -> bool:
        """Tell whether a question is answered in full, with words of the place that is meant."""
        key = (index.version, known.language, known.text)
        if key not in self._passed:
            for old in [each for each in self._passed if each[0] != index.version]:
                self._passed.pop(old, None)
            passage = index.passages([known.places[0].passage_id]).get(known.places[0].passage_id)
            answer = ask(known.text)
            self._passed[key] = bool(
                passage
                and answer.status is AnswerStatus.ANSWERED
                and answer.language is known.language
                and any(_holds(each, passage.document_id, known.places[0].start) for each in answer.citations)
            )
        return self._passed[key]


def _candidates(
    answer: Answer, index: SuggestingIndex, encoder: QuestionEncoder, seen: Sequence[Citation]
) -> Iterator[Sample]:
    """Yield questions about places near an answer that it does not show, nearest first; ``seen`` is all that was."""
    found = _near(answer, index, encoder) if index.known_questions() else _headings(answer, index)
    passages = index.passages([each.places[0].passage_id for each in found])
    for known in found:
        passage = passages.get(known.places[0].passage_id)
        if passage is None or any(
            _holds(each, passage.document_id, known.places[0].start) for each in answer.citations
        ):
            continue
        if _stands_alone(known, passage, seen):
            yield known


def _stands_alone(known: Sample, passage: Passage, seen: Sequence[Citation]) -> bool:
    """Tell whether a reader knows what a question is about: of a case ("the working group") only who has seen it."""
    if not is_example((passage.title, *passage.heading_path)) or not _DEFINITE[known.language].search(known.text):
        return True
    return any((each.document_id, each.heading_path) == (passage.document_id, passage.heading_path) for each in seen)


def _near(answer: Answer, index: SuggestingIndex, encoder: QuestionEncoder) -> list[Sample]:
    # What is put in another form was asked for by words for that form; what it says is what it is about.
    about = answer.citations[0].shown[:LONG] if answer.composer == Composer.REWORK and answer.citations else ""
    query = understand(about or answer.standalone or answer.question, encoder).query
    questions: dict[Place, Sample] = {}
    for known in index.known_questions():
        if known.language is answer.language and known.text.endswith("?"):
            questions.setdefault(known.places[0], known)
    like = index.resembles(query.encoded.vector).places[:NEAR]
    places = [Place(each.passage_id, each.start) for each in like]
    return [questions[place] for place in places if place in questions]


def _headings(answer: Answer, index: SuggestingIndex) -> list[Sample]:
    """Return the headings that ask something among what was found for an answer, translated where they are."""
    passages = index.passages(answer.retrieved)
    found = [passages[each] for each in answer.retrieved if each in passages and passages[each].heading_path]
    headings = [(each, _heading(each, answer.language, index)) for each in found]
    return [
        Sample(Group.KNOWN, each.id, answer.language, heading, places=(Place(each.id, each.start),))
        for each, heading in headings
        if heading.endswith("?")
    ]


def _heading(passage: Passage, language: Language, index: SuggestingIndex) -> str:
    heading = passage.heading_path[-1]
    if passage.language is language:
        return heading
    said = index.memory(passage.document_id, language).said(heading)
    return said if said != heading else ""


def _is_new(known: Sample, others: Sequence[str]) -> bool:
    """Tell whether a question says enough, and something else than others do."""
    words = set(content_stems(known.text, known.language))
    return len(words) >= SHORTEST and all(
        len(words & set(content_stems(other, known.language))) <= ALIKE * len(words) for other in others
    )


def _holds(citation: Citation, document_id: str, start: int) -> bool:
    return citation.document_id == document_id and citation.start <= start < citation.end
