"""What the dashboard shows of a period, gathered from the store and summed up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import AnswerStatus, Composer, Document, Language
from assistant.review.agreement import Agreement, agreement
from assistant.review.estimate import Estimate, estimate
from assistant.review.verdict import Verdict
from assistant.store import Database, reviews
from assistant.store.review import statistics
from assistant.store.review.model_use import Used, used
from assistant.store.review.statistics import Decided, Missing, Said, Sampled, Tally
from assistant.store.review.wordings import Wording, wordings
from assistant.web.review.board.period import Span

WORDED = 50
"""Questions without an answer whose wordings are looked up."""

LACKING = (AnswerStatus.PARTIAL, AnswerStatus.NO_EVIDENCE)
"""How a question on the subject ends that the documents do not answer, or only in part."""


@dataclass(frozen=True)
class Use:
    """A document, the answers that cite it and whether it can be cited now; ``title`` is its id where it is gone."""

    id: str
    title: str
    language: Language | None
    answers: int

    @property
    def is_there(self) -> bool:
        """Whether it is among the documents in service."""
        return self.language is not None


@dataclass(frozen=True)
class Quality:
    """What the sample says of a part of the answers, all languages or one.

    ``bins`` estimates the share of right answers bin by bin; ``sampled`` counts what chance chose, ``reviewed`` what
    of it has a verdict.
    """

    language: Language | None
    sampled: int
    reviewed: int
    overall: Estimate | None
    bins: tuple[Estimate | None, ...]


@dataclass(frozen=True)
class Board:
    """All figures of a period; agreement and decisions are those of all time."""

    span: Span
    tallies: tuple[Tally, ...]
    sampled: tuple[Sampled, ...]
    said: tuple[Said, ...]
    missing: tuple[Missing, ...]
    wordings: Mapping[str, tuple[Wording, ...]]
    uses: tuple[Use, ...]
    decided: tuple[Decided, ...]
    used: tuple[Used, ...]
    agreement: Agreement

    @property
    def answers(self) -> int:
        """How many questions were answered, or refused; a greeting is no question."""
        return sum(each.answers for each in self.tallies)

    @property
    def checked(self) -> int:
        """How many of them were answers that reviewers checked."""
        return sum(each.answers for each in self.tallies if each.composer == Composer.CHECKED)

    @property
    def not_answered(self) -> int:
        """How many questions on the subject the documents did not answer, wholly or in part."""
        return sum(each.answers for each in self.tallies if each.status in LACKING)

    @property
    def off_topic(self) -> int:
        """How many were about something else."""
        return sum(each.answers for each in self.tallies if each.status is AnswerStatus.OFF_TOPIC)

    @property
    def opinions(self) -> int:
        """How many opinions on whole answers there are."""
        return sum(each.opinions for each in self.said if not each.on_citation)

    @property
    def good(self) -> int:
        """How many of them are good."""
        return sum(each.opinions for each in self.said if each.good and not each.on_citation)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in the order in which they are shown."""
        return tuple(Language)

    @property
    def never_cited(self) -> tuple[Use, ...]:
        """The documents in service that no answer cites."""
        return tuple(each for each in self.uses if not each.answers)

    @property
    def most_cited(self) -> tuple[Use, ...]:
        """The documents that answers cite, the most cited first."""
        return tuple(each for each in self.uses if each.answers)

    def quality(self, language: Language | None) -> Quality:
        """Return what the sample says of a language, or of all together."""
        part = [each for each in self.sampled if language in (None, each.language)]
        overall = _right(part)
        return Quality(
            language,
            sum(each.answers for each in part),
            overall.count if overall else 0,
            overall,
            tuple(_right([each for each in part if each.bin == number]) for number in self.span.bins),
        )

    def verdicts(self, language: Language | None) -> dict[Verdict, int]:
        """Count the verdicts on the sample."""
        part = [each for each in self.sampled if language in (None, each.language)]
        return {verdict: sum(each.answers for each in part if each.verdict is verdict) for verdict in Verdict}


def gather(database: Database, documents: Sequence[Document], span: Span, missing: int) -> Board:
    """Count everything for a period, and list at most so many questions that the documents do not answer."""
    edges = span.edges
    lacking = statistics.missing(database, edges, missing)
    return Board(
        span,
        tuple(each for each in statistics.tallies(database, edges) if each.status is not AnswerStatus.ASSISTANT),
        statistics.sampled(database, edges),
        statistics.said(database, edges),
        lacking,
        wordings(database, edges, [each.group_id for each in lacking[:WORDED]]),
        uses_of(documents, statistics.cited(database, edges)),
        statistics.decided(database),
        used(database, edges),
        agreement(reviews.pairs(database)),
    )


def uses_of(documents: Iterable[Document], cited: Iterable[statistics.Cited]) -> tuple[Use, ...]:
    """Return all documents and those that were cited before they went, the most cited first."""
    counts = {each.document_id: each.answers for each in cited}
    there = [Use(each.id, each.title, each.language, counts.pop(each.id, 0)) for each in documents]
    gone = [Use(id, id, None, count) for id, count in counts.items()]
    return tuple(sorted([*there, *gone], key=lambda each: (-each.answers, each.title.casefold())))


def _right(sampled: Sequence[Sampled]) -> Estimate | None:
    reviewed = [each for each in sampled if each.verdict is not None]
    right = sum(each.answers for each in reviewed if each.verdict is Verdict.RIGHT)
    return estimate(right, sum(each.answers for each in reviewed))
