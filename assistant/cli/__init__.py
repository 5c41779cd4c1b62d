"""The commands of ``ser-assistant``. Standard output carries the result only; all else goes to standard error.

A group of commands is a Typer of its own in a module here, and one line below. What comes with the program without
being part of it, such as the evaluation, adds its commands by an entry point.
"""

import gc
import io
import logging
import sys
from importlib.metadata import distribution
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from assistant.cli import backup, corpus, generations, guide, indexing, questions, report, review, service, user
from assistant.cli.faults import Commands
from assistant.cli.services import real_services
from assistant.telemetry.logs import ForPeople

app = typer.Typer(
    cls=Commands,
    help="Ask the SER's guidance on meaningful stakeholder dialogue, in English or Dutch. "
    "Every sentence of an answer is proven by the words of a document.",
    epilog='Begin with "ser-assistant ingest", then ask: ser-assistant ask "With whom should we start a dialogue?"',
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(indexing.app)
app.add_typer(questions.app)
app.add_typer(guide.app)
app.add_typer(service.app)
app.add_typer(backup.app)
app.add_typer(report.app)
app.add_typer(corpus.app, name="corpus")
app.add_typer(review.app, name="review")
app.add_typer(user.app, name="user")
app.add_typer(generations.app, name="generations")
for added in distribution("ser-assistant").entry_points.select(group="ser_assistant.commands"):
    app.add_typer(added.load())


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
    handler.setFormatter(ForPeople())
    logging.getLogger().addHandler(handler)
    ctx.call_on_close(lambda: logging.getLogger().removeHandler(handler))
    ctx.meta["log_level"] = "debug" if debug else None


def main() -> None:
    """Run the command that the command line names."""
    gc.disable()  # it takes 2 of 7 seconds while the libraries load; ``bootstrap`` resumes it when they are loaded
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(obj=real_services())
