"""The commands for who keeps the documents: what there is, what could be better, what changed."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli import keeping
from assistant.cli.asking import drafting, translation
from assistant.cli.common import Corpus, Data, Json, Spoken, open_desk, print_json, settings_of, spoken_here
from assistant.cli.views import corpus as corpus_view
from assistant.cli.views import left_out as left_out_view
from assistant.cli.views import revision as revision_view

FINDINGS = 1


class _ListByDefault(TyperGroup):
    """Without a command, ``corpus`` lists the documents."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the name of the command that is meant."""
        options_only = not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names)
        return super().parse_args(ctx, ["list", *args] if options_only else args)


app = typer.Typer(cls=_ListByDefault, help="Keep the documents: add, list and check them, compare versions.")


@app.command("list")
def show_list(
    ctx: typer.Context, corpus: Corpus = None, data: Data = None, language: Spoken = None, as_json: Json = False
) -> None:
    """List the documents: language, passages, date, status. Without a command, corpus does this."""
    rows = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data)).listing()
    if as_json:
        print_json({"documents": [row.to_json(spoken_here(language)) for row in rows]})
    else:
        corpus_view.show_list(rows, spoken_here(language))


@app.command()
def lint(
    ctx: typer.Context,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 where something was found.")] = False,
    as_json: Json = False,
) -> None:
    """Find what an author would want to know of the documents, and say what to do about it."""
    report = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data)).lint()
    if as_json:
        print_json(report.to_json(spoken_here(language)))
    else:
        corpus_view.show_findings(report, spoken_here(language))
    if strict and report.findings:
        raise typer.Exit(FINDINGS)


app.command()(keeping.add)
app.command()(keeping.withdraw)
app.command()(keeping.reinstate)
app.command()(keeping.remove)


@app.command()
def show(
    ctx: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="The document, as corpus list names it.")],
    left_out: Annotated[bool, typer.Option("--left-out", help="List all that is not quoted.")] = False,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Show what is known of a document of the folder, and what of it is not quoted and why."""
    report = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data)).show(document_id)
    if as_json:
        print_json(report.to_json(spoken_here(language)))
    else:
        left_out_view.show_report(report, spoken_here(language), in_full=left_out)


_NAMES = "current, previous or folder; the name of a corpus version; or ID@VERSION for one document."


@app.command()
def diff(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help=f"The version to start from: {_NAMES}")] = "current",
    after: Annotated[str, typer.Argument(metavar="B", help="The version to compare it with, so named too.")] = "folder",
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two versions, word by word; by itself, what the next ingest will bring."""
    comparison = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data)).compare(before, after)
    if as_json:
        print_json(comparison.to_json())
    else:
        revision_view.show_comparison(comparison, spoken_here(language))


@app.command()
def translate(
    ctx: typer.Context,
    document: Annotated[str, typer.Option(metavar="ID", help="Only this document.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be sent, and its cost.")] = False,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="Send nothing: write the files for people to fill in what lacks.")
    ] = False,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
) -> None:
    """Translate what has no translation: from a published one, else with the chat model; else nothing is sent."""
    settings = settings_of(ctx, corpus_dir=corpus, data_dir=data)
    translation.run(open_desk(ctx, settings), settings, spoken_here(language), document, dry=dry_run, by_hand=by_hand)


@app.command()
def questions(
    ctx: typer.Context,
    document: Annotated[str, typer.Option(metavar="ID", help="Only this document, also if it has questions.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be sent, and its cost.")] = False,
    take: Annotated[
        bool, typer.Option("--take", help="Send nothing: add the drafts marked with yes to the known questions.")
    ] = False,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
) -> None:
    """Draft known questions for documents without any with the chat model, for people to keep or drop."""
    settings = settings_of(ctx, corpus_dir=corpus, data_dir=data)
    desk = open_desk(ctx, settings)
    if take:
        drafting.take(desk, spoken_here(language))
    else:
        drafting.run(desk, settings, spoken_here(language), document, dry=dry_run)
