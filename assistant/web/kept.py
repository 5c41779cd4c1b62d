"""What the web keeps of an answer, and how the chat shows it again from that alone."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.domain import Answer, Citation
from assistant.errors import StoreUnavailable
from assistant.proof.provenance import Recalled, recall, record
from assistant.store import Database, answers, chats
from assistant.store.answers import API, CHAT, Given
from assistant.telemetry import metrics
from assistant.web.edge import incident
from assistant.web.port import Answers

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where an answer was given: to whom, and in a chat to which message."""

    user_id: str
    chat_id: str | None = None
    message_id: str | None = None


@dataclass(frozen=True)
class Outcome:
    """An answer as it will be recalled, whether it is kept, and whether it should have been and is not."""

    recalled: Recalled
    kept: bool
    failed: bool


@dataclass(frozen=True)
class Keeper:
    """Keeps answers in the database, unless the settings say that nothing is kept."""

    assistant: Answers
    database: Database
    keeps: bool
    log_questions: bool = False

    def keep(self, answer: Answer, place: Place) -> Outcome:
        """Keep an answer with all that proves it, and return it as it will be recalled."""
        made_from = self.assistant.made_from(answer.corpus_version)
        made = record(answer, made_from.passage, made_from.document)
        kept = False
        if self.keeps:
            try:
                kept = self._save(answer, made, place)
            except Exception:  # noqa: BLE001  the answer is worth giving, even when it cannot be kept
                incident.record("Keeping an answer")
        self._tell(answer, place, failed=self.keeps and not kept)
        return Outcome(recall(made), kept, failed=self.keeps and not kept)

    def quotes_of(self, message_id: str) -> tuple[Citation, ...]:
        """Return the quotes of the answer that a message of a chat shows, none where they are not kept."""
        try:
            given = answers.of_message(self.database, message_id)
        except StoreUnavailable:
            return ()
        return recall(given.record).answer.citations if given else ()

    def _save(self, answer: Answer, made: Mapping[str, Any], place: Place) -> bool:
        channel = CHAT if place.chat_id else API
        given = Given(answer.answer_id, place.user_id, made, channel, place.chat_id, place.message_id)
        # Chainlit begins the chat too, but does not say when.
        own = place.chat_id is None or chats.begin(self.database, place.chat_id, place.user_id)
        if own:
            answers.save(self.database, given)
        return own

    def _tell(self, answer: Answer, place: Place, *, failed: bool) -> None:
        metrics.count_answer(answer, API if place.chat_id is None else CHAT)
        metrics.NOT_KEPT.inc(failed)
        asked = f": {answer.question}" if self.log_questions else ""
        took = answer.timings_ms.get("total", 0.0)
        logger.info("Answer %s, %s, in %.0f ms%s", answer.answer_id, answer.status, took, asked)
