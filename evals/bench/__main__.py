"""``python -m evals.bench``: measure, and print a table; over a budget is told, not a failure."""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.cli.views.terminal import complain
from assistant.errors import AssistantError
from assistant.settings import load_settings
from evals.bench.changes import measure_changes
from evals.bench.figure import Figure
from evals.bench.footprint import measure_footprint
from evals.bench.large import measure_large
from evals.bench.local import last_data_dir, measure_answers, measure_ingest
from evals.bench.reviews import measure_reviews
from evals.bench.server import measure_server

Large = Annotated[
    list[int] | None, typer.Option("--large", min=100, help="Also search so many made-up passages; repeatable.")
]
Documents = Annotated[
    int | None, typer.Option("--documents", min=2, help="Also ingest so many made-up documents, and change some.")
]
Answers = Annotated[
    int | None, typer.Option("--answers", min=1000, help="Also open the pages of reviewers on so many made-up answers.")
]
Database = Annotated[
    str, typer.Option("--database", help="The empty PostgreSQL database to put those answers in; else a SQLite file.")
]
Embed = Annotated[bool, typer.Option(help="Embed these documents; else their vectors are made up.")]
Repeat = Annotated[int, typer.Option(min=1, help="How often each question is asked.")]
Server = Annotated[bool, typer.Option(help="Start a server and measure it too.")]
Json = Annotated[bool, typer.Option("--json", help="Print the figures as one line of JSON, for programs.")]

app = typer.Typer(add_completion=False)


@app.command()
def bench(
    large: Large = None,
    documents: Documents = None,
    embed: Embed = True,
    answers: Answers = None,
    database: Database = "",
    repeat: Repeat = 5,
    server: Server = True,
    as_json: Json = False,
) -> None:
    """Measure times, memory and sizes against their budgets."""
    settings = load_settings()
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        figures = measure_footprint() + measure_ingest(settings, folder)
        indexed = settings.model_copy(update={"data_dir": last_data_dir(folder), "model_dir": settings.models})
        figures += measure_answers(indexed, repeat)
        if server:
            figures += measure_server(indexed)
        for count in large or ():
            figures += measure_large(indexed, folder / f"large-{count}", count, repeat)
        if documents:
            figures += measure_changes(indexed, folder / "changes", documents, embeds=embed)
        if answers:
            figures += measure_reviews(indexed, folder / "reviews", answers, database, repeat)
    if as_json:
        sys.stdout.write(json.dumps([figure.to_json() for figure in figures]) + "\n")
    else:
        Console(highlight=False).print(_table(figures))


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("measured", "value", "budget", "ratio", "")
    for column in table.columns[1:4]:
        column.justify = "right"
    for figure in figures:
        times = figure.ratio is not None
        table.add_row(
            figure.name,
            _number(figure.value, figure.unit),
            "" if figure.budget is None else f"× {figure.budget:g}" if times else _number(figure.budget, figure.unit),
            f"× {figure.ratio:.2f}" if figure.ratio is not None else "",
            figure.verdict,
            style="red" if figure.verdict == "over" else None,
        )
    return table


def _number(value: float, unit: str) -> str:
    written = (
        f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
    )
    return f"{written} {unit}".strip()


def main() -> None:
    """Run the measurements."""
    try:
        app()
    except AssistantError as error:
        complain(str(error))
        sys.exit(2)


if __name__ == "__main__":
    main()
