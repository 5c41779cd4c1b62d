"""What keeps the work of a server within bounds: how much one may ask, and where what takes long waits its turn."""

from dataclasses import dataclass, field

from assistant.settings import Settings
from assistant.web.edge.limits import Limits
from assistant.web.edge.queues import Queues
from assistant.web.edge.stage import Stage


@dataclass(frozen=True)
class Work:
    """One for a server."""

    limits: Limits
    queues: Queues
    stage: Stage = field(default_factory=Stage)

    @classmethod
    def of(cls, settings: Settings) -> "Work":
        """Return what the settings ask for."""
        limits = Limits.of(settings)
        return cls(limits, Queues.made(bool(settings.chat_model), limits.asked_lately, limits.read_lately))
