"""What is judged: a group of like questions, and the answer they were given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import takewhile
from typing import Any

from assistant.domain import Answer, Passage
from assistant.proof.provenance import Recalled, read_passage, recall
from assistant.review.verdict import Review
from assistant.store import Database, answers, chats, reviews
from assistant.store.answers import Given
from assistant.store.chats import OWN_FILE, Message
from assistant.store.review import queue
from assistant.store.review.queue import Queued
from assistant.web.port import Answers

EARLIER = 10
"""Messages before the question that are shown."""


@dataclass(frozen=True)
class Subject:
    """A group, its answer as it is kept, and all verdicts on it, oldest first; ``given`` is gone with who asked."""

    group: Queued
    record: Mapping[str, Any]
    given: Given | None
    reviews: tuple[Review, ...]
    standing: tuple[Review, ...]

    @property
    def recalled(self) -> Recalled:
        """The answer with the passages it is shown with."""
        return recall(self.record)

    @property
    def answer(self) -> Answer:
        """The answer itself."""
        return self.recalled.answer

    @property
    def answer_id(self) -> str:
        """The answer's id, also of one that is kept with a verdict alone."""
        return self.given.id if self.given else self.answer.answer_id

    @property
    def answered_at(self) -> datetime:
        """When the answer was given."""
        return self.given.created_at if self.given else self.group.last_at

    def own(self, reviewer_id: str) -> Review | None:
        """Return a reviewer's verdict that stands."""
        return next((each for each in self.standing if each.reviewer_id == reviewer_id), None)


def find_subject(database: Database, group_id: str, answer_id: str = "") -> Subject | None:
    """Return a group with one of its answers, else its newest; None where there is no such group.

    Where no answer of it is kept any more, it is the one that was judged last.
    """
    group = queue.get(database, group_id)
    if group is None:
        return None
    given = _given(database, group, answer_id)
    record = given.record if given else reviews.last_record(database, group_id)
    if record is None:
        return None
    return Subject(group, record, given, reviews.of_group(database, group_id), reviews.holding(database, group_id))


def conversation(database: Database, given: Given | None) -> tuple[Message, ...]:
    """Return the last messages before the question that an answer is for, where the chat is kept.

    What a file of the reader's says is the reader's alone.
    """
    if given is None or given.chat_id is None:
        return ()
    said = tuple(each for each in chats.messages_of(database, given.chat_id) if each.author != OWN_FILE)
    end = next((place for place, each in enumerate(said) if each.id == given.message_id), 0)
    asked = next((place for place in range(end - 1, -1, -1) if said[place].kind == "user_message"), 0)
    return tuple(said[max(asked - EARLIER, 0) : asked])


def has_own_file(database: Database, given: Given | None) -> bool:
    """Tell whether a file of the reader's answered the question as well, beside the answer."""
    if given is None or given.chat_id is None:
        return False
    said = chats.messages_of(database, given.chat_id)
    here = {each.run_id for each in said if each.id == given.message_id and each.run_id}
    end = next((place for place, each in enumerate(said) if each.id == given.message_id), len(said))
    after = takewhile(lambda each: each.kind != "user_message", said[end + 1 :])
    return any(each.author == OWN_FILE for each in after) or any(
        each.author == OWN_FILE and each.run_id in here for each in said
    )


def kept_passages(record: Mapping[str, Any], assistant: Answers) -> dict[str, Passage]:
    """Return the passages of a record whose words are kept elsewhere: in that version of their document."""
    versions = {each["id"]: each["version"] for each in record["documents"]}
    found = {}
    for values in record["passages"]:
        source = assistant.source(values["document_id"], versions.get(values["document_id"], ""))
        text = source.document.text[values["start"] : values["end"]] if source and not source.lost else ""
        if "text" not in values and sha256(text.encode()).hexdigest() == values["sha256"]:
            found[values["id"]] = read_passage(values | {"text": text})
    return found


def _given(database: Database, group: Queued, answer_id: str) -> Given | None:
    wished = [answer_id] if answer_id and queue.group_of(database, answer_id) == group.id else []
    ids: Sequence[str] = [*wished, group.answer_id]
    found = (answers.get(database, each) for each in ids)
    kept = next((each for each in found if each is not None), None)
    if kept is None:  # the newest was removed with who asked it; others may have asked the same
        others = queue.answers_in(database, group.id, limit=1)
        kept = answers.get(database, others[0]) if others else None
    return kept
