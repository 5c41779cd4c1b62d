"""What an answer gives while it is being written."""

from dataclasses import dataclass

from assistant.body import Part, piece
from assistant.domain import Answer, Citation


@dataclass(frozen=True)
class Proven:
    """A part of the answer that may be shown at once, with the citations that prove it; ``after`` stands before it.

    The parts of all are the beginning of the finished answer's body.
    """

    part: Part
    citations: tuple[Citation, ...]
    after: Part | None = None

    @property
    def text(self) -> str:
        """Its piece of the answer's text."""
        return piece(self.part, self.after)


@dataclass(frozen=True)
class Finished:
    """The whole answer; always the last."""

    answer: Answer


Event = Proven | Finished
