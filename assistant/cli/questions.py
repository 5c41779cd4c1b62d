"""The commands that ask: for an answer, for passages, for a document."""

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from assistant.cli.batch import Outcome, answer_lines, search_lines
from assistant.cli.common import Data, Json, open_assistant, print_json, settings_of
from assistant.cli.views import terminal
from assistant.contract import answer_json, search_json
from assistant.domain import AnswerStatus
from assistant.errors import QuestionError

app = typer.Typer()

Question = Annotated[str | None, typer.Argument(help="Your question, in quotes.", metavar="QUESTION")]
Batch = Annotated[
    typer.FileBinaryRead | None,
    typer.Option(
        metavar="FILE",
        help='Take many questions from a file with one {"id": …, "question": …} a line; "-" is standard input. '
        "One line of JSON comes out for each, in the same order.",
    ),
]

Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document", metavar="ID", help="Look in this document and its translations only; may be given several times."
    ),
]


@app.command()
def ask(
    ctx: typer.Context,
    question: Question = None,
    batch: Batch = None,
    documents: Documents = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question from the documents, with the words that prove each sentence."""
    _want_one(question, batch)
    assistant = open_assistant(ctx, settings_of(ctx, data_dir=data)).within(documents or ())
    if batch:
        _print_outcomes(answer_lines(assistant, batch))
        return
    answer = assistant.ask(_readable(question))
    if as_json:
        print_json(answer_json(answer))
    else:
        terminal.show_answer(answer)
    if answer.status is AnswerStatus.ERROR:
        raise typer.Exit(1)


@app.command()
def search(
    ctx: typer.Context,
    question: Question = None,
    limit: Annotated[int, typer.Option("-k", min=1, max=1000, metavar="NUMBER", help="How many passages.")] = 10,
    batch: Batch = None,
    documents: Documents = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the passages that a question finds, best first."""
    _want_one(question, batch)
    assistant = open_assistant(ctx, settings_of(ctx, data_dir=data)).within(documents or ())
    if batch:
        _print_outcomes(search_lines(assistant, batch, limit))
        return
    result = assistant.search(_readable(question), limit)
    if as_json:
        print_json(search_json(result))
    else:
        terminal.show_search(result)


@app.command()
def document(
    ctx: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id, as in search --json.")],
    data: Data = None,
) -> None:
    """Print a document's text as it is indexed, and nothing else."""
    assistant = open_assistant(ctx, settings_of(ctx, data_dir=data))
    found = assistant.document(document_id)
    if found is None:
        known = ", ".join(sorted(each.id for each in assistant.documents())) or "none"
        raise QuestionError(f"There is no document {document_id!r}. The documents are: {known}.")
    sys.stdout.write(found.text)


def _want_one(question: str | None, batch: typer.FileBinaryRead | None) -> None:
    if (question is None) == (batch is None):
        raise typer.BadParameter("Give a question in quotes, or --batch with a file; one of the two.")


def _readable(question: str | None) -> str:
    """Replace what the shell could not decode."""
    return (question or "").encode("utf-8", "replace").decode("utf-8")


def _print_outcomes(outcomes: Iterable[Outcome]) -> None:
    failed = 0
    for outcome in outcomes:
        print_json(outcome.record)
        failed += outcome.failed
    if failed:
        terminal.complain(f"{failed} of the lines could not be answered; the text of their answers says why.")
        raise typer.Exit(1)
