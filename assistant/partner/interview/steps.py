"""The guide as values: what is understood, what is asked, and where each answer leads. No page and no chat in here.

The brief follows at once on what is told; only without a purpose one question comes before it. Whatever was understood
can be changed, one question at a time, and each answer leads back to the brief.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from assistant.domain import Language
from assistant.partner.interview.situation import LONGEST, MOST, Situation
from assistant.partner.wording import StepWording, answer_words, step_wordings


class Step(StrEnum):
    """What can be asked; ``RESULT`` is the brief."""

    PURPOSES = "purposes"
    WHOM = "whom"
    WHERE = "where"
    HAVE = "have"
    SURE = "sure"
    RESULT = "result"


QUESTIONS = tuple(step for step in Step if step is not Step.RESULT)


@dataclass(frozen=True, slots=True)
class Flow:
    """Where somebody is in the guide; ``before`` is what they had told when the question was put."""

    language: Language
    situation: Situation = field(default_factory=Situation)
    step: Step = Step.PURPOSES
    before: Situation | None = None

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` returned."""
        return cls(
            Language(stored["language"]),
            Situation.from_json(stored["situation"]),
            Step(stored["step"]),
            Situation.from_json(stored["before"]) if stored.get("before") else None,
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "language": self.language.value,
            "situation": self.situation.to_json(),
            "step": self.step.value,
            "before": self.before.to_json() if self.before else None,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered: the value that stands for it, its words and their language, and what explains it."""

    value: str
    label: str
    explanation: str = ""
    language: Language | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What a question shows."""

    step: Step
    title: str
    question: str
    several: bool
    choices: tuple[Choice, ...]
    given: tuple[str, ...]


def begin(language: Language, situation: Situation | None = None) -> Flow:
    """Return where one is who told of a situation: at the brief, or at the one question that it cannot do without."""
    told = situation or Situation()
    return Flow(language, told, Step.RESULT if told.purposes else Step.PURPOSES)


def choose(flow: Flow, value: str) -> Flow:
    """Take an offered answer: where several are possible it is added or taken away, else the brief comes."""
    if not _wording(flow.step).several:
        return _to_the_brief(_with(flow, (value,)))
    given = answers(flow.situation, flow.step)
    return _with(flow, tuple(each for each in given if each != value) if value in given else (*given, value))


def tell(flow: Flow, values: Sequence[str]) -> Flow:
    """Take answers in one's own words, or what they were understood to mean."""
    given = answers(flow.situation, flow.step) if _wording(flow.step).several else ()
    return _to_the_brief(_with(flow, (*given, *values)))


def confirm(flow: Flow) -> Flow:
    """Go on with what was chosen."""
    return _to_the_brief(flow)


def skip(flow: Flow) -> Flow:
    """Go on without an answer; one given before is taken away."""
    return _to_the_brief(_with(flow, ()))


def back(flow: Flow) -> Flow:
    """Return to the brief as it was before the question; before the first brief there is nowhere to go."""
    return replace(flow, situation=flow.before, step=Step.RESULT, before=None) if flow.before else flow


def change(flow: Flow, step: Step) -> Flow:
    """Ask for one answer again; the brief comes after it."""
    return replace(flow, step=step, before=flow.situation)


def answers(situation: Situation, step: Step) -> tuple[str, ...]:
    """Return the answers given to a step."""
    value = getattr(situation, step)
    return value if isinstance(value, tuple) else (value,) * bool(value)


def shown_answers(flow: Flow, step: Step) -> str:
    """Return the answers given to a step in words, empty when there are none."""
    return "; ".join(answer_words(step, value)[flow.language] for value in answers(flow.situation, step))


def view(flow: Flow, purposes: Sequence[Choice]) -> View:
    """Return what the step that one is at shows; ``purposes`` are those that the documents list."""
    wording = _wording(flow.step)
    offered = purposes if flow.step is Step.PURPOSES else _options(flow)
    given = answers(flow.situation, flow.step)
    return View(
        flow.step,
        wording.title[flow.language],
        wording.question[flow.language],
        wording.several,
        tuple(replace(each, chosen=each.value in given) for each in offered),
        tuple(answer_words(flow.step, value)[flow.language] for value in given),
    )


def title(step: Step, language: Language) -> str:
    """Return the name of a step."""
    return _wording(step).title[language]


def _options(flow: Flow) -> tuple[Choice, ...]:
    return tuple(Choice(option.key, option.words[flow.language]) for option in _wording(flow.step).options)


def _with(flow: Flow, values: Sequence[str]) -> Flow:
    kept = tuple(dict.fromkeys(each[:LONGEST].strip() for each in values if each.strip()))[:MOST]
    value = list(kept) if isinstance(getattr(flow.situation, flow.step), tuple) else "".join(kept[-1:])
    return replace(flow, situation=Situation.from_json(flow.situation.to_json() | {flow.step.value: value}))


def _to_the_brief(flow: Flow) -> Flow:
    return replace(flow, step=Step.RESULT, before=None)


def _wording(step: Step) -> StepWording:
    return next(wording for wording in step_wordings() if wording.name == step)
