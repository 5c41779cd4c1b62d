"""Small stores for the tests of reviewing: answers, the groups they are in, opinions and verdicts, each in one line."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from assistant.domain import Answer, AnswerStatus, Language, Usage
from assistant.people.person import Origin, Role
from assistant.proof.provenance import record
from assistant.review.intake import DOCUMENT, Taken
from assistant.review.verdict import Judged, Review, Verdict
from assistant.store import Database, answers, feedback, reviews, users
from assistant.store.answers import Given
from assistant.store.feedback import Feedback
from assistant.store.groups import Groups
from tests.fakes import FakeAssistant

DAY = timedelta(days=1)
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
EDGES = (BEGIN, BEGIN + 10 * DAY, BEGIN + 20 * DAY)


@dataclass
class Desk:
    """A store, and one person who asks everything."""

    database: Database
    begin: datetime = BEGIN
    groups: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asker = users.ensure(self.database, "Zoë", Origin.VISITOR, Role.READER).person
        self.assistant = FakeAssistant()

    def ask(
        self,
        question: str,
        day: int = 0,
        status: AnswerStatus = AnswerStatus.ANSWERED,
        language: Language = Language.EN,
        *,
        composer: str = "extract",
        sampled: bool = False,
        documents: tuple[str, ...] = (),
        usage: Usage | None = None,
    ) -> str:
        """Give an answer and take it in with the same question asked before; return its id."""
        asked: Answer = replace(
            self.assistant.ask(question), language=language, status=status, composer=composer, standalone=question
        )
        if usage:
            asked = replace(asked, model="openai:m", usage=usage)
        kept = record(asked, self.assistant.passage, self.assistant.document)
        given = Given(uuid4().hex, self.asker.id, kept, created_at=self.begin + day * DAY)
        answers.save(self.database, given)
        taken = Taken(given, question, sampled, frozenset(), {DOCUMENT: documents})
        self.groups[question] = Groups(self.database).add(taken, self.groups.get(question))
        return given.id

    def judge(self, question: str, verdict: Verdict, reviewer: str = "Anna", *, answer_id: str = "") -> Review:
        """Give a verdict on a question's answers."""
        group_id = self.groups[question]
        with_record = self.assistant.ask(question)
        kept = record(with_record, self.assistant.passage, self.assistant.document)
        seen = reviews.count_of(self.database, group_id)
        at = self.begin + (seen + 1) * DAY
        review = Review(uuid4().hex, group_id, answer_id, reviewer, reviewer, verdict, at)
        return reviews.save(self.database, Judged(review, kept), uuid4().hex, seen)

    def rate(self, answer_id: str, value: int, day: int = 0, citation: int = 0) -> None:
        """Say something of an answer."""
        at = self.begin + day * DAY
        said = Feedback(self.asker.id, answer_id, value, citation, answer_id=answer_id, created_at=at)
        feedback.give(self.database, said)
