"""The commands of ``ser-assistant`` that measure, which the entry point ``ser_assistant.commands`` adds to it."""

import sys
from contextlib import redirect_stdout

import typer

from assistant.cli.common import Data, settings_of

app = typer.Typer()


@app.command(
    name="eval",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    short_help="Measure the quality of the answers and compare it with the baseline.",
)
def evaluate(ctx: typer.Context) -> None:
    """Measure the quality of the answers: see ``ser-assistant eval --help``."""
    from evals.cli import app as evaluation  # its libraries take a while, which ``--help`` need not wait for

    raise typer.Exit(int(evaluation(ctx.args, prog_name="ser-assistant eval", standalone_mode=False) or 0))


@app.command()
def calibrate(ctx: typer.Context, data: Data = None) -> None:
    """Move the border of what is on topic by labelled cases; an ingest sets it without any."""
    from assistant.bootstrap import model_id, open_uncalibrated
    from evals.calibrate import calibrate as fit
    from evals.calibrate import on_topic_of
    from evals.cases.case import load_cases

    settings = settings_of(ctx, data_dir=data)
    with redirect_stdout(sys.stderr):
        questions = on_topic_of(load_cases(settings.cases_dir))
        fitted = fit(open_uncalibrated(settings), questions, model_id(settings))
    path = settings.data_dir / "topic.json"
    fitted.topic.save(path)
    typer.echo(
        f"{fitted.lost} of {fitted.on_topic} questions on topic fall below the border, {fitted.passed} of "
        f"{fitted.off_topic} of other fields above it. Written to {path}."
    )
