"""The command that makes the index."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import (
    Corpus,
    Data,
    Json,
    Spoken,
    bring_in_line,
    preview_ingest,
    print_json,
    settings_of,
    spoken_here,
)
from assistant.cli.views import ingest as ingest_view

SOME_DOCUMENTS_FAILED = 3

app = typer.Typer()


@app.command()
def ingest(
    ctx: typer.Context,
    corpus: Corpus = None,
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    language: Spoken = None,
    as_json: Json = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="Print how far it is as lines of JSON before the result, for programs.")
    ] = False,
) -> None:
    """Read the documents and bring the index in line with them. Only what changed is done anew."""
    settings = settings_of(ctx, corpus_dir=corpus, data_dir=data)
    preview = preview_ingest(ctx, settings) if dry_run else None
    report = preview.to_json() if preview else bring_in_line(ctx, settings, as_lines=progress)
    if as_json:
        print_json(report)
    elif preview:
        ingest_view.show_preview(preview, spoken_here(language))
    else:
        ingest_view.show_report(report, spoken_here(language))
    if report["documents"]["failed"]:
        raise typer.Exit(SOME_DOCUMENTS_FAILED)


@app.command(hidden=True)
def read(
    ctx: typer.Context,
    corpus: Annotated[Path, typer.Option(exists=True, file_okay=False)],
    data: Annotated[Path, typer.Option(file_okay=False)],
    models: Annotated[Path, typer.Option(file_okay=False)],
) -> None:
    """Make an index of a reader's own file, apart from all that is kept; the server runs it in a process of its own."""
    apart = {"database_url": "", "chat_model": "", "corpus_name": ""}
    settings = settings_of(ctx, corpus_dir=corpus, data_dir=data, model_dir=models, **apart)
    print_json(bring_in_line(ctx, settings))
