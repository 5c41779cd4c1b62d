"""What writing asks of a chat model."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from assistant.watch import Watch


class Model(Protocol):
    """A chat model: ``assistant.chat_model.ChatModel``, whose methods raise ``ChatModelFailed``."""

    @property
    def name(self) -> str:
        """``provider:model``."""

    @property
    def structured(self) -> bool:
        """Whether it gives values of a schema."""

    def text(self, prompt: str, watch: Watch) -> Iterator[str]:
        """Yield its reply piece by piece."""

    def values(self, prompt: str, schema: Mapping[str, Any], watch: Watch) -> Iterator[Mapping[str, Any]]:
        """Yield its reply as values, each time as far as they are known."""

    def reply(self, prompt: str, watch: Watch) -> str:
        """Return its whole reply."""
