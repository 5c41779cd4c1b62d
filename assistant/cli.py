"""The commands of ``ser-assistant``. Standard output carries the result only; all else goes to standard error."""

import gc
import io
import json
import logging
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant import terminal
from assistant.batch import Outcome, answer_lines, search_lines
from assistant.contract import answer_json, search_json
from assistant.doctor import Level, examine, port_is_free
from assistant.domain import AnswerStatus
from assistant.errors import AssistantError, ConfigurationError, CorpusError, QuestionError
from assistant.services import Answering, Services, real_services
from assistant.settings import Settings, load_settings

logger = logging.getLogger(__name__)

SOME_DOCUMENTS_FAILED = 3


class _Commands(TyperGroup):
    """The commands; whatever goes wrong in one is told in one line."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise
        except Exception as error:
            logger.debug("The fault in full", exc_info=True)
            terminal.complain(_explain(error))
            raise typer.Exit(1) from None


def _explain(error: Exception) -> str:
    if isinstance(error, AssistantError):
        return str(error)
    return f"Unexpected fault, {type(error).__name__}: {error}. To see it in full: ser-assistant --debug …"


app = typer.Typer(
    cls=_Commands,
    help="Ask the SER's guidance on meaningful stakeholder dialogue, in English or Dutch. "
    "Every sentence of an answer is proven by the words of a document.",
    epilog='Begin with "ser-assistant ingest", then ask: ser-assistant ask "With whom should we start a dialogue?"',
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


Corpus = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        help="The folder with the documents (else ASSISTANT_CORPUS_DIR).",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(file_okay=False, metavar="FOLDER", help="The folder for the index (else ASSISTANT_DATA_DIR)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as one line of JSON, for programs.")]
Question = Annotated[str | None, typer.Argument(help="Your question, in quotes.", metavar="QUESTION")]
Batch = Annotated[
    typer.FileBinaryRead | None,
    typer.Option(
        metavar="FILE",
        help='Take many questions from a file with one {"id": …, "question": …} a line; "-" is standard input. '
        "One line of JSON comes out for each, in the same order.",
    ),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(installed_version("ser-assistant") + "\n")
        raise typer.Exit


@app.callback()
def prepare(
    ctx: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Tell what happens, and faults in full.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Set up logging to standard error for the time of one command."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    ctx.call_on_close(lambda: logging.getLogger().removeHandler(handler))
    ctx.meta["log_level"] = "debug" if debug else None


@app.command()
def ingest(ctx: typer.Context, corpus: Corpus = None, data: Data = None, as_json: Json = False) -> None:
    """Read the documents and bring the index in line with them. Only what changed is done anew."""
    report = _ingest(ctx, _settings(ctx, corpus_dir=corpus, data_dir=data))
    if as_json:
        _print_json(report)
    else:
        terminal.show_ingest(report)
    if report["documents"]["failed"]:
        raise typer.Exit(SOME_DOCUMENTS_FAILED)


@app.command()
def ask(
    ctx: typer.Context, question: Question = None, batch: Batch = None, as_json: Json = False, data: Data = None
) -> None:
    """Answer a question from the documents, with the words that prove each sentence."""
    _want_one(question, batch)
    assistant = _open_assistant(ctx, _settings(ctx, data_dir=data))
    if batch:
        _print_outcomes(answer_lines(assistant, batch))
        return
    answer = assistant.ask(_readable(question))
    if as_json:
        _print_json(answer_json(answer))
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
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the passages that a question finds, best first."""
    _want_one(question, batch)
    assistant = _open_assistant(ctx, _settings(ctx, data_dir=data))
    if batch:
        _print_outcomes(search_lines(assistant, batch, limit))
        return
    result = assistant.search(_readable(question), limit)
    if as_json:
        _print_json(search_json(result))
    else:
        terminal.show_search(result)


@app.command()
def document(
    ctx: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id, as in search --json.")],
    data: Data = None,
) -> None:
    """Print a document's text as it is indexed, and nothing else."""
    assistant = _open_assistant(ctx, _settings(ctx, data_dir=data))
    found = assistant.document(document_id)
    if found is None:
        known = ", ".join(sorted(each.id for each in assistant.documents())) or "none"
        raise QuestionError(f"There is no document {document_id!r}. The documents are: {known}.")
    sys.stdout.write(found.text)


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address to serve on (else ASSISTANT_HOST).")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, metavar="NUMBER", help="The port (else ASSISTANT_PORT).")
    ] = None,
    data: Data = None,
) -> None:
    """Serve the chat for the browser, after bringing the index in line with the documents."""
    settings = _settings(ctx, data_dir=data, host=host, port=port)
    if not port_is_free(settings.host, settings.port):
        raise ConfigurationError(f"Port {settings.port} is in use. Choose another: ser-assistant serve --port 8001")
    try:
        report = _ingest(ctx, settings)
        for failure in report["documents"]["failed"]:
            logger.warning("Not in the index: %s: %s", failure["path"], failure["error"])
    except CorpusError as error:
        logger.warning("The index stays as it was: %s", error)
    _services(ctx).serve(settings)


@app.command(
    name="eval",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    short_help="Measure the quality of the answers and compare it with the baseline.",
)
def evaluate(ctx: typer.Context) -> None:
    """Measure the quality of the answers: see ``ser-assistant eval --help``."""
    raise typer.Exit(_services(ctx).evaluate(ctx.args))


@app.command()
def calibrate(ctx: typer.Context, data: Data = None) -> None:
    """Measure what is on topic with the configured embedding model; needed once for another model."""
    settings = _settings(ctx, data_dir=data)
    with redirect_stdout(sys.stderr):
        outcome = _services(ctx).calibrate(settings)
    typer.echo(outcome)


@app.command()
def doctor(as_json: Json = False, data: Data = None) -> None:
    """Check what is installed, configured and reachable, and say what to do about the rest."""
    checks = examine({"data_dir": data})
    if as_json:
        _print_json({"checks": [check.to_json() for check in checks]})
    else:
        terminal.show_checks(checks)
    if any(check.level is Level.PROBLEM for check in checks):
        raise typer.Exit(1)


def main() -> None:
    """Run the command that the command line names."""
    gc.disable()  # it takes 2 of 7 seconds while the libraries load; ``bootstrap`` resumes it when they are loaded
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(obj=real_services())


def _services(ctx: typer.Context) -> Services:
    services: Services = ctx.obj
    return services


def _settings(ctx: typer.Context, **overrides: object) -> Settings:
    """Read the settings, and let our own modules log from their level on; libraries only warn, unless debugging."""
    settings = load_settings(log_level=ctx.meta["log_level"], **overrides)
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.getLogger().setLevel(level if level == logging.DEBUG else max(level, logging.WARNING))
    for package in ("assistant", "ingest"):
        logging.getLogger(package).setLevel(level)
    return settings


def _open_assistant(ctx: typer.Context, settings: Settings) -> Answering:
    with redirect_stdout(sys.stderr):  # libraries print while they load
        return _services(ctx).open_assistant(settings)


def _ingest(ctx: typer.Context, settings: Settings) -> dict[str, Any]:
    with redirect_stdout(sys.stderr), terminal.progress_bar("Passages") as advance:
        return _services(ctx).ingest(settings, advance).to_json()


def _want_one(question: str | None, batch: typer.FileBinaryRead | None) -> None:
    if (question is None) == (batch is None):
        raise typer.BadParameter("Give a question in quotes, or --batch with a file; one of the two.")


def _readable(question: str | None) -> str:
    """Replace what the shell could not decode."""
    return (question or "").encode("utf-8", "replace").decode("utf-8")


def _print_json(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _print_outcomes(outcomes: Iterable[Outcome]) -> None:
    failed = 0
    for outcome in outcomes:
        _print_json(outcome.record)
        failed += outcome.failed
    if failed:
        terminal.complain(f"{failed} of the lines could not be answered; the text of their answers says why.")
        raise typer.Exit(1)
