"""What an answer gives while it is being written."""

from dataclasses import dataclass

from assistant.domain import Answer, Citation, Sentence


@dataclass(frozen=True)
class Proven:
    """A sentence that may be shown at once, with the citations that prove it; ``text`` is its piece of the answer's.

    The pieces of all are the beginning of the finished answer's text.
    """

    sentence: Sentence
    citations: tuple[Citation, ...]
    text: str


@dataclass(frozen=True)
class Finished:
    """The whole answer; always the last."""

    answer: Answer


Event = Proven | Finished
