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
    """Measure what is on topic with the configured embedding model; needed once for another model."""
    from assistant.bootstrap import model_id, open_uncalibrated
    from evals.calibrate import calibrate as fit
    from evals.cases.case import load_cases

    settings = settings_of(ctx, data_dir=data)
    with redirect_stdout(sys.stderr):
        fitted = fit(open_uncalibrated(settings), load_cases(), model_id(settings))
    path = settings.data_dir / "topic.json"
    fitted.topic.save(path)
    typer.echo(
        f"{fitted.lost} of {fitted.on_topic} questions on topic fall below the border, {fitted.passed} of "
        f"{fitted.off_topic} of other fields above it. Written to {path}."
    )
