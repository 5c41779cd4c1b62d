"""Count what is shown of recorded replies, written anew through the whole assistant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Assistant
from assistant.domain import Answer, Composer, Fate, Language
from evals.studies.written.recorded import Recorded, Sentence

SHOWN = frozenset({Fate.PROVEN, Fate.CORRECTED})
CERTAIN = frozenset({"quote", "language", "length", "empty", "number", "date", "name", "place"})
_RECORDED = 200  # characters of a sentence that tell it from others; a check keeps the beginning


@dataclass(frozen=True, slots=True)
class Fall:
    """What became of a sentence: ``fate`` is None where the answer was none of the model's. ``certain``: a rule that
    needs no opinion refused it."""

    recorded: Recorded
    sentence: Sentence
    fate: Fate | None
    reason: str

    @property
    def is_shown(self) -> bool:
        """Whether it is shown."""
        return self.fate in SHOWN

    @property
    def is_certain(self) -> bool:
        """Whether what is certain refused it."""
        return not self.is_shown and self.reason in CERTAIN


@dataclass(frozen=True)
class Measured:
    """What became of the sentences and answers of some replies."""

    falls: tuple[Fall, ...]
    answers: tuple[Answer, ...]

    def share(self, *, supported: bool, what: str = "is_shown", language: Language | None = None) -> tuple[int, int]:
        """Return how many of the sentences that are supported, or not, are so, and of how many."""
        chosen = [
            each
            for each in self.falls
            if each.sentence.supported is supported and language in (None, each.recorded.language)
        ]
        return sum(bool(getattr(each, what)) for each in chosen), len(chosen)

    @property
    def reasons(self) -> Counter[tuple[bool, str]]:
        """How many sentences were not shown, by whether they are supported and the reason."""
        return Counter((each.sentence.supported, each.reason) for each in self.falls if not each.is_shown)

    @property
    def fallen_back(self) -> int:
        """How many answers are the documents' own words, or a refusal, though a model wrote one."""
        return sum(each.composer != Composer.WRITTEN for each in self.answers)


def measure(assistant: Assistant, recorded: Sequence[Recorded]) -> Measured:
    """Ask every question, and hold what became of the model's sentences against what is recorded of them."""
    falls: list[Fall] = []
    answers = []
    for each in recorded:
        answer = assistant.ask(each.question)
        answers.append(answer)
        falls += _falls(each, answer)
    return Measured(tuple(falls), tuple(answers))


def _falls(recorded: Recorded, answer: Answer) -> Iterator[Fall]:
    checks = {_key(check.text): check for check in answer.checks if check.reason != "repeated"}
    for sentence in recorded.sentences:
        check = checks.get(_key(sentence.text.removeprefix("- ")))
        yield Fall(recorded, sentence, check.outcome if check else None, check.reason if check else "not reached")


def _key(text: str) -> str:
    return " ".join(text.split())[:_RECORDED]
