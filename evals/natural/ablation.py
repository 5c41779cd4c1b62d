"""``python -m evals.natural.ablation``: what each part gives on the natural questions, left out one at a time.

Prints a Markdown table of the dev file. What is left out is left out of answering alone: passages, vectors and the
translations stay as they were taken in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from assistant.answer import Assistant
from assistant.answering.extract import Extractor, Tuning
from assistant.answering.ports import AnswerIndex
from assistant.bootstrap import generations, open_assistant
from assistant.domain import Language
from assistant.question.query import Query
from assistant.question.understand import QuestionEncoder, Understood
from assistant.search.borders import SHIPPED, Borders
from assistant.search.groups import Group, Sample
from assistant.search.index import Index
from assistant.search.index.questions import QuestionStore
from assistant.search.likeness import metric
from assistant.search.likeness.fitting import Bent, key_of, write_questions
from assistant.search.likeness.metric import Metric
from assistant.search.retrieve import WEIGHTS, Retrieved, Weights, retrieve
from assistant.settings import load_settings
from assistant.text.glossary import NO_TERMS
from assistant.vectors import EncodedWords
from evals.natural.__main__ import ask
from evals.natural.case import Located, NaturalCase, load
from evals.natural.figures import figures_of, summed_up

SHOWN = (
    ("answerable", "answered or partial"),
    ("answerable", "need recall"),
    ("answerable", "first sentence right"),
    ("answerable", "noise"),
    ("answerable", "words"),
    ("near miss", "handled honestly"),
    ("off topic", "answered"),
    ("small talk", "spoken for itself"),
    ("follow-up", "need recall"),
)
EIGHTHS = 8


@dataclass(frozen=True)
class Variant:
    """A way to answer: which questions are compared with, placed by what, and what counts how much."""

    name: str
    wanted: Callable[[Sample], bool] = lambda sample: True
    bent: Bent | None = None
    weights: Weights = WEIGHTS
    tuning: Tuning = field(default_factory=Tuning)
    glossary: bool = True
    forgetful: bool = False


@dataclass(frozen=True)
class Varied(Assistant):
    """The assistant with what a variant changes."""

    variant: Variant = field(default_factory=lambda: Variant("all parts"))

    def _retrieve(self, query: Query, index: AnswerIndex, limit: int = 10) -> Retrieved:
        return retrieve(query, index, limit, self.variant.weights)

    def _extractor(self, asked: Understood, index: AnswerIndex) -> Extractor:
        made = super()._extractor(asked, index)
        return replace(made, tuning=self.variant.tuning, shown="" if self.variant.forgetful else made.shown)


class Compared(Index):
    """A generation that is compared with other questions than its own."""

    def __init__(self, folder: Path, questions: Path, glossary: bool) -> None:
        super().__init__(folder)
        self._asked = QuestionStore(questions)
        self.borders = Borders.load(SHIPPED, self.model)  # as an ingest sets them where too little is known
        if not glossary:
            self.glossary = NO_TERMS


@dataclass(frozen=True)
class Always:
    """An index that never changes."""

    index: Compared

    def get(self) -> Compared:
        """Return it."""
        return self.index

    def made(self, version: str) -> Compared:
        """Return it."""
        return self.index


def variants(dimensions: int, fitted: Metric) -> Iterator[Variant]:
    """Yield what is measured."""
    tuning = Tuning()
    yield Variant("all parts")
    for eighths in range(EIGHTHS):
        yield Variant(f"{eighths}/8 of the known questions", _share_of_known(eighths))
    yield Variant("without known gaps", lambda sample: sample.group is not Group.GAP)
    yield Variant("without other subjects", lambda sample: sample.group is not Group.OFF_TOPIC)
    yield Variant("without small talk", lambda sample: sample.group is not Group.SMALL_TALK)
    yield Variant("likeness as embedded: no metric, no head", bent=Bent(metric.plain(dimensions), None))
    yield Variant("likeness by the metric, no head", bent=Bent(fitted, None))
    yield Variant("passages: without known questions", weights=replace(WEIGHTS, known=0))
    yield Variant("passages: without late interaction", weights=replace(WEIGHTS, late=0))
    yield Variant("passages: without the best stretch", weights=replace(WEIGHTS, closest=0))
    yield Variant("passages: without words (BM25)", weights=replace(WEIGHTS, lexical=0))
    yield Variant("passages: without the glossary", glossary=False)
    for name, without in (
        ("words", {"words": 0.0}),
        ("the context's words", {"context": 0.0}),
        ("the passage's score", {"passage_weight": 0.0}),
        ("less for sentences that ask", {"question": 1.0}),
        ("more for asked lists", {"list_bonus": 0.0}),
        ("what explains a heading", {"explained": 0}),
    ):
        yield Variant(f"sentences: without {name}", tuning=replace(tuning, **without))
    yield Variant("sentences: what was shown before counts alike", forgetful=True)


@dataclass(frozen=True)
class Remembering:
    """An encoder that encodes each question once, since all variants are asked the same."""

    encoder: QuestionEncoder
    had: dict[tuple[str, Language], EncodedWords] = field(default_factory=dict)

    def question(self, text: str, language: Language) -> EncodedWords:
        """Encode a question of a language."""
        if (text, language) not in self.had:
            self.had[text, language] = self.encoder.question(text, language)
        return self.had[text, language]


def main(
    only: Annotated[str, typer.Option(help="Variants whose name holds this pattern.")] = "",
    alone: Annotated[bool, typer.Option(help="Leave conversations out, which take half of the time.")] = False,
) -> None:
    """Print the table."""
    cases = [case for case in load("dev") if not (alone and case.history)]
    shown = [key for key in SHOWN if not (alone and key[0] == "follow-up")]
    settings = load_settings()
    folder = generations(settings).require_current()
    store = QuestionStore(folder)
    vectors = store.embedded()
    assistant = open_assistant(settings)
    assistant = replace(assistant, encoder=Remembering(assistant.encoder))
    typer.echo("| | " + " | ".join(f"{group}: {name}" for group, name in shown) + " |")
    typer.echo("|---" * (len(shown) + 1) + "|")
    (bent,) = store.fitted().values()
    for variant in variants(len(next(iter(vectors.values()))), bent.metric):
        if re.search(only, variant.name):
            with TemporaryDirectory() as made:
                samples = [each for each in store.samples if variant.wanted(each)]
                rows = np.array([vectors[each.language, each.text] for each in samples], np.float32)
                had = {key_of(samples): variant.bent} if variant.bent else store.fitted()
                write_questions(Path(made), samples, rows, had)
                index = Compared(folder, Path(made), variant.glossary)
                typer.echo(f"| {variant.name} | " + " | ".join(_row(assistant, index, variant, cases, shown)) + " |")
                index.close()


def _row(
    assistant: Assistant,
    index: Compared,
    variant: Variant,
    cases: Sequence[NaturalCase],
    shown: Sequence[tuple[str, str]],
) -> Sequence[str]:
    varied = Varied(Always(index), assistant.encoder, assistant.topic, kept=assistant.kept, variant=variant)
    located = Located(varied.documents())
    figures = [figure for case in cases for figure in figures_of(case, ask(varied, case), located)]
    found = summed_up(figures)
    return [f"{found[key]['all'][0]:.0f}" if key[1] == "words" else f"{found[key]['all'][0]:.3f}" for key in shown]


def _share_of_known(eighths: int) -> Callable[[Sample], bool]:
    def wanted(sample: Sample) -> bool:
        return sample.group is not Group.KNOWN or sha256(sample.row.encode()).digest()[0] % EIGHTHS < eighths

    return wanted


if __name__ == "__main__":
    typer.run(main)
