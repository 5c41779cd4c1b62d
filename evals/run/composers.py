"""The same cases answered twice: in the documents' own words, and by a chat model where one is configured."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Answer
from assistant.review.case import Case
from assistant.settings import Settings
from evals.run.aggregate import ALL
from evals.run.generate import Progress, generate
from evals.run.runs import run_beside, start_or_resume
from evals.run.scoring import ScoredRun, score_run
from evals.run.storage import RunFolder

if TYPE_CHECKING:
    from evals.run.subject import Opened

SUFFIX = "-chat"


@dataclass(frozen=True)
class Written:
    """A scored run of the answers that a chat model wrote."""

    scored: ScoredRun

    @property
    def model(self) -> str:
        """The name of the chat model."""
        return str(self.scored.run.info.settings.get("chat_model", ""))

    @property
    def groups(self) -> list[str]:
        """The groups that the two composers are compared by: all cases, and each language."""
        return [name for name in self.scored.groups if name == ALL or name.startswith("language:")]

    @cached_property
    def fates(self) -> Mapping[str, int]:
        """How many of the model's sentences were proven, corrected, replaced and dropped."""
        return self._count(lambda answer: [check.outcome.value for check in answer.checks])

    @cached_property
    def fallbacks(self) -> Mapping[str, int]:
        """How many answers were not the model's alone, by the reason."""
        return self._count(lambda answer: [answer.fallback] if answer.fallback else [])

    def _count(self, told: Callable[[Answer], list[str]]) -> Mapping[str, int]:
        return dict(Counter(word for each in self.scored.cases for word in told(each.output.answer)).most_common())


def without_chat_model(settings: Settings) -> Settings:
    """Return the settings of an assistant that answers in the documents' own words."""
    return settings.model_copy(update={"chat_model": ""})


def run_written(opened: "Opened", cases: Sequence[Case], results: Path, beside: str, progress: Progress) -> Written:
    """Ask an assistant that a chat model writes for every case of the run that it is to stand beside."""
    new = opened.describe(cases)
    info = replace(start_or_resume(results, replace(new, name=f"{beside}{SUFFIX}")), beside=beside)
    folder = RunFolder(results / info.name)
    run = generate(opened.assistant, opened.corpus, cases, folder=folder, info=info, progress=progress)
    return Written(score_run(run, cases))


def read_written(results: Path, beside: str, cases: Sequence[Case]) -> Written | None:
    """Score the run again that stands beside another; None where there is none."""
    run = run_beside(results, beside)
    return Written(score_run(run, cases)) if run else None
