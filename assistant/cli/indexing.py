"""The command that makes the index."""

import sys
from contextlib import redirect_stdout
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
    services_of,
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
    publish: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Then publish it to this store of generations (else ASSISTANT_STORE_URL)."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Publish all of it, also what the store seems to hold already.")
    ] = False,
) -> None:
    """Read the documents and bring the index in line with them. Only what changed is done, and published, anew."""
    settings = settings_of(ctx, corpus_dir=corpus, data_dir=data, store_url=publish)
    preview = preview_ingest(ctx, settings) if dry_run else None
    spoken = spoken_here(language)
    if preview:
        report = preview.to_json(spoken)
    else:
        report = bring_in_line(ctx, settings, spoken, as_lines=progress, again=again)
    if as_json:
        print_json(report)
    elif preview:
        ingest_view.show_preview(preview, spoken)
    else:
        ingest_view.show_report(report, spoken)
    if report["documents"]["failed"]:
        raise typer.Exit(SOME_DOCUMENTS_FAILED)


@app.command(hidden=True)
def read(
    ctx: typer.Context,
    corpus: Annotated[Path, typer.Option(exists=True, file_okay=False)],
    data: Annotated[Path, typer.Option(file_okay=False)],
    models: Annotated[Path, typer.Option(file_okay=False)],
) -> None:
    """Make an index of a reader's own file, apart from all that is kept or shared; the server runs it."""
    apart = {"database_url": "", "store_url": "", "index": "", "chat_model": "", "corpus_name": ""}
    settings = settings_of(ctx, corpus_dir=corpus, data_dir=data, model_dir=models, **apart)
    with redirect_stdout(sys.stderr):
        report = services_of(ctx).ingest(settings, lambda done, total: None)
    print_json(report.to_json(spoken_here(None)))
