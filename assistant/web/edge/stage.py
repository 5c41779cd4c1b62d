"""Where a server stands between its start and its end."""

from dataclasses import dataclass


@dataclass
class Stage:
    """A server is ready between being warm and being told to stop."""

    is_warm: bool = True
    is_stopping: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether people may be sent to it."""
        return self.is_warm and not self.is_stopping
