"""What a verdict makes of a question from now on: a checked answer, a refusal, or quotes that no longer answer it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.body import PartKind, lines
from assistant.domain import STRUCTURED, Answer, AnswerStatus, Language
from assistant.proof.verify import same_words
from assistant.review.verdict import REFUSED, CitationVerdict, Place, Review, Verdict, place_of


class RulingKind(StrEnum):
    """What happens when the question is asked again."""

    ANSWER = "answer"
    REFUSE = "refuse"
    BAR = "bar"
    KEEP = "keep"
    """Nothing changes, but the words that the verdict rests on are watched."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a checked answer with the places that prove it; see ``Claim`` for ``listed`` and ``joined``."""

    text: str
    places: tuple[Place, ...]
    listed: bool = False
    joined: bool = False

    @property
    def literal(self) -> bool:
        """Whether it says just what its quote says."""
        return len(self.places) == 1 and same_words(self.text, self.places[0].quote)


@dataclass(frozen=True)
class Ruling:
    """What reviewers decided about a question, known in one language or both.

    ``asked`` is the question in the words of the answer that was judged, which are meant whatever reviewers noted.
    ``lines`` are the checked answer, in ``language`` where they are not literal; ``barred`` are quotes that do not
    answer it. ``seen`` are the passages that were found for it when it was refused: what a document says that came
    later may answer it after all.
    """

    group_id: str
    kind: RulingKind
    questions: Mapping[Language, str]
    language: Language
    checked_at: datetime
    lines: tuple[Line, ...] = ()
    barred: tuple[Place, ...] = ()
    seen: tuple[str, ...] = ()
    asked: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """All places that it rests on."""
        return tuple(dict.fromkeys(place for line in self.lines for place in line.places)) + self.barred

    def to_json(self) -> dict[str, Any]:
        """Return what is kept of it besides its kind and date."""
        return {
            "questions": {language.value: words for language, words in self.questions.items()},
            "language": self.language.value,
            "lines": [
                {"text": each.text, "listed": each.listed, "joined": each.joined}
                | {"places": [place.to_json() for place in each.places]}
                for each in self.lines
            ],
            "barred": [place.to_json() for place in self.barred],
            "seen": list(self.seen),
            "asked": self.asked,
        }

    @classmethod
    def from_json(cls, group_id: str, kind: str, checked_at: datetime, values: Mapping[str, Any]) -> "Ruling":
        """Read what ``to_json`` wrote."""
        return cls(
            group_id,
            RulingKind(kind),
            {Language(language): words for language, words in values["questions"].items()},
            Language(values["language"]),
            checked_at,
            tuple(_line(each) for each in values["lines"]),
            _places(values["barred"]),
            tuple(values["seen"]),
            values.get("asked", ""),
        )


def ruling_of(review: Review, answer: Answer) -> Ruling:
    """Return what a verdict makes of a question.

    A right refusal is left to the documents: once they answer the question, it is to be answered. So is what a right
    answer leaves open.
    """
    cited = {each.number: place_of(each) for each in answer.citations}
    if answer.composer in STRUCTURED:
        return _ruling(review, answer, RulingKind.KEEP, lines=tuple(_lines_of(answer)))
    if review.verdict is Verdict.SHOULD_REFUSE:
        return _ruling(review, answer, RulingKind.REFUSE, barred=tuple(cited.values()), seen=answer.retrieved)
    if review.verdict is Verdict.RIGHT:
        whole = answer.status is AnswerStatus.ANSWERED
        kind, lines = RulingKind.ANSWER if whole else RulingKind.KEEP, tuple(_lines_of(answer))
    else:
        kind = RulingKind.ANSWER
        lines = picked_lines(review.places)
    if lines:
        return _ruling(review, answer, kind, lines=lines)
    barred = _barred(review.citations, cited) if review.verdict is Verdict.WRONG else ()
    return _ruling(review, answer, RulingKind.BAR if barred else RulingKind.KEEP, barred=barred)


def picked_lines(places: Sequence[Place]) -> tuple[Line, ...]:
    """Return the lines of an answer that a reviewer picked from the documents."""
    return tuple(Line(" ".join(each.quote.split()), (each,)) for each in places)


def _ruling(review: Review, answer: Answer, kind: RulingKind, **values: Any) -> Ruling:
    asked = answer.standalone or answer.question
    questions = dict(review.questions) or {answer.language: asked}
    return Ruling(review.group_id, kind, questions, answer.language, review.at, asked=asked, **values)


def _barred(verdicts: Mapping[int, CitationVerdict], cited: Mapping[int, Place]) -> tuple[Place, ...]:
    """Return the places that a reviewer refused, all where none was refused by itself."""
    refused = tuple(place for number, place in cited.items() if verdicts.get(number) in REFUSED)
    return refused or tuple(cited.values())


def _lines_of(answer: Answer) -> Iterator[Line]:
    places = {each.number: place_of(each) for each in answer.citations}
    for line in lines(answer.body):
        for part in line:
            if part.is_fact:
                cited = tuple(places[number] for number in part.citations)
                in_list = line[0].kind is PartKind.ITEM
                yield Line(part.text, cited, listed=in_list and not part.joined, joined=in_list and part.joined)


def _line(values: Mapping[str, Any]) -> Line:
    return Line(values["text"], _places(values["places"]), values["listed"], values["joined"])


def _places(values: list[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place.from_json(each) for each in values)
