"""What operators see of the store: its generations, which is named, and which replica serves what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from assistant.domain import Language
from assistant.errors import GenerationBroken
from assistant.locale.reasons import told
from assistant.search.travel.depot import Depot
from assistant.search.travel.publish import Publisher
from assistant.search.travel.register import Register, held, last


@dataclass(frozen=True)
class Overview:
    """The generations of a store, for looking at and for changing."""

    depot: Depot
    register: Register

    def to_json(self, language: Language = Language.EN) -> dict[str, Any]:
        """Return all that is known of them; what is wrong with a generation is said in a language."""
        namings = self.register.namings()
        named = last(namings)
        return {
            "store": self.depot.shown,
            "named": {"generation": named.name, "number": named.number, "at": named.at.isoformat()} if named else None,
            "generations": [self._record(name, language) for name in sorted(self.depot.sizes("generations"))],
            "namings": [
                {"number": each.number, "generation": each.name, "at": each.at.isoformat()} for each in namings
            ],
            "replicas": [
                {
                    "name": each.name,
                    "serves": each.generation,
                    "number": each.number,
                    "behind": named is not None and each.number < named.number,
                    "fault": each.fault,
                    "seconds_ago": round(each.seconds_ago, 1),
                }
                for each in self.register.replicas()
            ],
        }

    def _record(self, name: str, language: Language) -> dict[str, Any]:
        try:
            found = self.depot.manifest(name)
        except GenerationBroken as error:
            return {"name": name, "fault": told(error, language)}
        return {
            "name": name,
            "version": found.version,
            "passages": found.passages,
            "bytes": found.size,
            "made_at": found.made_at,
            "fault": "",
        }

    def roll_back(self, name: str = "") -> str:
        """Name a generation that was named before; return which."""
        with self._publisher() as publisher:
            return publisher.roll_back(name)

    def remove(self, name: str) -> None:
        """Remove a generation that is not in service."""
        with self._publisher() as publisher:
            publisher.remove(name)

    @contextmanager
    def _publisher(self) -> Iterator[Publisher]:
        with held(self.register) as lease:
            yield Publisher(self.depot, self.register, lease)
