"""``python -m evals.studies.corpora FOLDER``: other corpora are made in a folder, taken in and asked.

The first time it takes some minutes and the Debian packages that ``forty.csv`` names; what is not installed is fetched.
Exit status 1 where a figure is on the wrong side of its bar.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from statistics import mean
from typing import Annotated

import typer

from assistant.answer import Assistant
from assistant.bootstrap import documents_in_service, model_id, open_assistant, open_uncalibrated
from assistant.domain import AnswerStatus, Document, Language
from assistant.search.borders import SHIPPED
from assistant.settings import Settings, load_settings
from evals.calibrate import calibrate
from evals.natural.case import Kind, Located, NaturalCase, load
from evals.studies.corpora import second, sources
from evals.studies.corpora.asked import Asked, other_subjects
from evals.studies.corpora.figures import Figure, Share, recall_at
from ingest.wiring import run_ingest

FIRST = 5


def main(
    folder: Annotated[Path, typer.Argument(help="Where the corpora and their indexes are made.")],
    only: Annotated[str, typer.Option(help="forty or second")] = "",
    ship: Annotated[bool, typer.Option(help="Write the second corpus's borders to come with the program.")] = False,
) -> None:
    """Print a row a figure."""
    figures: list[Figure] = []
    if only != "second":
        figures += _forty(folder)
    if only != "forty":
        figures += _second(folder)
    for each in figures:
        typer.echo(each.line())
    if ship:
        settings = load_settings(data_dir=folder / "second-data")
        borders = open_assistant(settings).index.get().borders
        assert borders is not None
        borders.save(SHIPPED, model_id(settings))
    raise typer.Exit(int(any(each.broken for each in figures)))


def _forty(folder: Path) -> Iterable[Figure]:
    """Yield what forty documents beside the shipped ones cost."""
    shipped = load_settings().corpus_dir
    corpus = folder / "forty"
    if not corpus.exists():
        shutil.copytree(shipped, corpus)
        sources.write(sources.forty(), corpus, folder / "packages")
    assistant = open_assistant(_taken_in(corpus, folder / "forty-data"))
    alone = open_assistant(_taken_in(shipped, folder / "shipped-data"))
    cases = [case for case in load("dev") if case.kind is Kind.ANSWERABLE]
    for language in Language:
        others = [each for each in other_subjects() if each.language is language]
        yield from _apart(assistant, "forty", language, others)
        asked = [case.question for case in cases if case.language is language]
        yield Figure("forty", f"the shipped documents' refused, {language}", _refused(assistant, asked), most=0.05)
    before, after = (_recall(each, cases, alone.documents()) for each in (alone, assistant))
    yield Figure(
        "forty", "recall@5, share of that with the shipped alone", Share(after / before, len(cases)), least=0.97
    )


def _second(folder: Path) -> Iterable[Figure]:
    """Yield how a corpus on another subject is answered of which no questions are known."""
    corpus = folder / "second"
    asked = second.write(corpus)
    settings = _taken_in(corpus, folder / "second-data")
    assistant = open_assistant(settings)
    tuned, held = ([each for each in asked if _half(each.id) == half] for half in (0, 1))
    fitted = calibrate(open_uncalibrated(settings), [each.text for each in tuned], model_id(settings)).topic
    for language in Language:
        texts = [each.text for each in asked if each.language is language]
        yield Figure("second", f"answer is there, refused, {language}", _refused(assistant, texts), most=0.1)
        others = [each for each in other_subjects() if each.language is language]
        yield from _apart(assistant, "second", language, others)
    yield from _calibrated(replace(assistant, topic=fitted), held)


def _calibrated(assistant: Assistant, held: Sequence[Asked]) -> Iterable[Figure]:
    yield Figure("second", "calibrated, refused", _refused(assistant, [each.text for each in held]), most=0.05)
    others = [each.text for each in other_subjects() if each.kind == "off_topic"]
    yield Figure("second", "calibrated, off topic answered", _answered(assistant, others))


def _apart(assistant: Assistant, corpus: str, language: Language, others: Sequence[Asked]) -> Iterable[Figure]:
    off = [each.text for each in others if each.kind == "off_topic"]
    yield Figure(corpus, f"off topic answered, {language}", _answered(assistant, off), most=0.05)
    talk = [assistant.ask(each.text).status for each in others if each.kind == "small_talk"]
    spoken = Share(mean(status is AnswerStatus.ASSISTANT for status in talk), len(talk))
    yield Figure(corpus, f"small talk spoken to, {language}", spoken, least=0.9)


def _answered(assistant: Assistant, questions: Sequence[str]) -> Share:
    return Share(mean(assistant.ask(question).status.answers for question in questions), len(questions))


def _refused(assistant: Assistant, questions: Sequence[str]) -> Share:
    return Share(1.0 - _answered(assistant, questions).value, len(questions))


def _recall(assistant: Assistant, cases: Sequence[NaturalCase], documents: Iterable[Document]) -> float:
    located = Located(tuple(documents))
    return mean(recall_at(FIRST, case, assistant.search(case.question, FIRST), located) for case in cases)


def _taken_in(corpus: Path, data: Path) -> Settings:
    settings = load_settings(corpus_dir=corpus, data_dir=data)
    run_ingest(settings)
    documents_in_service(settings).close()
    return settings


def _half(name: str) -> int:
    return sha256(name.encode()).digest()[0] % 2


if __name__ == "__main__":
    typer.run(main)
