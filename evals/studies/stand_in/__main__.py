"""``python -m evals.studies.stand_in``: ask with somebody in place of the chat model, and score what is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.answer import Assistant
from assistant.answering.written.breaker import Breaker
from assistant.answering.written.check import ModelOpinion
from assistant.bootstrap import open_assistant
from assistant.domain import Answer
from assistant.settings import load_settings
from evals.natural.__main__ import ask
from evals.natural.case import Located, NaturalCase, load
from evals.studies.stand_in.chosen import chosen
from evals.studies.stand_in.replies import StandIn, read_replies, write_round
from evals.studies.stand_in.scores import Scored, listed, table

PATIENT = Breaker(failures=10**9)

app = typer.Typer(add_completion=False)

Folder = Annotated[Path, typer.Argument(help="where the prompts and replies are")]
Every = Annotated[bool, typer.Option("--all", help="all natural dev questions, not the chosen ones")]


@app.command()
def prompts(folder: Folder, every: Every = False) -> None:
    """Ask, with the replies that are there, and write the prompts that have none yet."""
    person = StandIn(read_replies(folder))
    assistant = _written(person)
    for case in _cases(every):
        ask(assistant, case, replace(assistant, writer=None))
    if person.asked:
        typer.echo(f"{len(person.asked)} prompts in {write_round(folder, person.asked)}; its README tells how to reply")
    else:
        typer.echo("No prompt is left without a reply: score them.")


@app.command()
def score(
    folder: Folder,
    every: Every = False,
    details: Annotated[bool, typer.Option(help="print every question with its answer")] = False,
) -> None:
    """Print what was covered, noise, honesty, words, and what became of the sentences, beside the extract."""
    person = StandIn(read_replies(folder))
    written = _written(person)
    extract = replace(written, writer=None)
    located = Located(written.documents())
    cases = _cases(every)
    console = Console()
    scored = [
        _scored(name, assistant, cases, located) for name, assistant in (("stand-in", written), ("extract", extract))
    ]
    console.print(table(scored))
    console.print(f"{len(person.used)} replies used, {len(person.asked)} prompts without a reply")
    if details:
        for line in listed(scored[0]):
            console.print(line, markup=False, highlight=False)


def _scored(name: str, assistant: Assistant, cases: Sequence[NaturalCase], located: Located) -> Scored:
    answers: Iterable[Answer] = (ask(assistant, case, replace(assistant, writer=None)) for case in cases)
    return Scored(name, tuple(zip(cases, answers, strict=True)), located, assistant.documents())


def _cases(every: bool) -> Sequence[NaturalCase]:
    cases = load("dev")
    return cases if every else tuple(chosen(cases))


def _written(person: StandIn) -> Assistant:
    """Return the assistant with somebody in place of its chat model, who is also its check."""
    settings = load_settings(chat_model="openai:stand-in", chat_base_url="http://127.0.0.1:9/v1")
    assistant = open_assistant(settings)
    if assistant.writer is None:
        raise RuntimeError("a chat model is set, and there is no writer")
    opinion = ModelOpinion(person, assistant.writer.prompts, PATIENT)
    return replace(assistant, writer=replace(assistant.writer, model=person, opinion=opinion, breaker=PATIENT))


if __name__ == "__main__":
    app()
