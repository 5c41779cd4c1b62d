"""Is a question about what the documents are about at all?

People's questions tell, where those on the best passage's document are known; elsewhere the borders that the corpus was
given at its ingest. ``ser-assistant calibrate`` moves these by labelled cases, where there are any.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from assistant.question.query import Query
from assistant.search.borders import Borders
from assistant.search.groups import Group
from assistant.search.retrieve import Retrieved

BORDER = 0.5  # the chance from which on a question is about something else
STORED = "topic.json"


@dataclass(frozen=True)
class TopicModel:
    """The embedding model that the border holds for, and the score from which on a question is on topic."""

    model: str = ""
    border: float = 0.0

    def on_topic(self, query: Query, found: Retrieved, borders: Borders | None) -> bool:
        """Tell whether a question is about what the documents are about; without borders nothing tells against it."""
        like = found.like
        if not found.hits:
            return False
        if like.chances.get(Group.KNOWN) is not None and found.hits[0].passage.document_id in like.documents:
            return like.chances[Group.OFF_TOPIC] + like.chances[Group.SMALL_TALK] < BORDER
        return borders is None or borders.score(query, found) >= self.border

    @classmethod
    def load(cls, model: str, data_dir: Path) -> Self:
        """Return what was calibrated for an embedding model, else the border as the ingest set it."""
        path = data_dir / STORED
        stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return cls(**stored) if stored.get("model") == model and stored.keys() == {"model", "border"} else cls(model)

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class WordedTopic(TopicModel):
    """Of one short text, for which borders of a corpus ask too much: how well its words meet the question's counts too.

    ``late`` is how well they must.
    """

    late: float = 1.0

    def on_topic(self, query: Query, found: Retrieved, borders: Borders | None) -> bool:
        """Tell whether the text speaks of what is asked."""
        met = max((hit.late for hit in found.hits), default=0.0)
        return met >= self.late or super().on_topic(query, found, borders)
