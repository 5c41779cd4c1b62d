"""The commands that put documents in the folder, withdraw them and take them out; nobody edits the manifest by hand."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.common import Corpus, Data, Json, Spoken, open_desk, print_json, settings_of, spoken_here
from assistant.cli.views import keeping as view
from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.locale.reasons import told

FAILED = 3
Id = Annotated[str, typer.Argument(metavar="ID", help="The document, as corpus list names it.")]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing.")]


def add(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE-OR-FOLDER", help="The document, or a folder of documents.")],
    title: Annotated[str, typer.Option(metavar="TITLE", help="Its title (else the one it has).")] = "",
    written_in: Annotated[
        Language | None, typer.Option("--in", metavar="LANGUAGE", help="Its language, en or nl.")
    ] = None,
    date: Annotated[str, typer.Option(metavar="DATE", help="Its date, as its publisher states it.")] = "",
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who published it.")] = "",
    url: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it was published.")] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help="What it is, such as: knowledge document.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of one of the same name.")] = False,
    replaces: Annotated[str, typer.Option(metavar="ID", help="The document that this is the next version of.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the document and what changes.")] = False,
    yes: Yes = False,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Add a document, or all of a folder: it is copied and entered in the manifest. Then run ingest."""
    from ingest.keeping import Given

    spoken = spoken_here(language)
    desk = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data))
    keeper = desk.keeper
    if dry_run:
        draft = desk.draft(keeper.look(path, Given(title, publisher, written_in, url, date, kind), replaces))
        print_json(draft.to_json(spoken)) if as_json else view.show_draft(draft, spoken)
        return
    files, added, failed = keeper.candidates(path), [], []
    for file in files:
        given = Given(title if len(files) == 1 else "", publisher, written_in, url, date, kind)
        try:
            found = keeper.look(file, given, replaces)
            if not as_json:
                view.show_found(found, spoken)
            if not (yes or as_json) and sys.stdin.isatty():
                found = keeper.look(file, _asked(found, given, spoken), replaces)
            entry = keeper.add(found, replace=replace)
        except AssistantError as error:
            if len(files) == 1:
                raise
            failed.append({"file": str(file), "error": told(error, spoken)})
            continue
        added.append(entry.model_dump(mode="json"))
        if not as_json:
            view.show_done("added", entry, spoken)
    _report(added, failed, as_json=as_json)


def withdraw(
    ctx: typer.Context,
    document_id: Id,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Withdraw a document: its file stays, the next ingest takes it out of service."""
    entry = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data)).keeper.withdraw(document_id)
    _done("withdrawn", entry, language, as_json=as_json)


def reinstate(
    ctx: typer.Context,
    document_id: Id,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Put a withdrawn document back: the next ingest takes it into service again."""
    entry = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data)).keeper.reinstate(document_id)
    _done("reinstated", entry, language, as_json=as_json)


def remove(
    ctx: typer.Context,
    document_id: Id,
    yes: Yes = False,
    corpus: Corpus = None,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Remove a document: its file and its entry are deleted, the next ingest takes it out of the index."""
    desk = open_desk(ctx, settings_of(ctx, corpus_dir=corpus, data_dir=data))
    if not yes:
        view.require_sure(document_id, spoken_here(language))
    _done("removed", desk.keeper.remove(document_id), language, as_json=as_json)


def _asked(found: Any, given: Any, language: Language) -> Any:
    """Ask for what a reader sees with each quote, with what was found as the answer at hand."""
    from dataclasses import replace

    entry = found.entry
    spoken = view.ask("language", str(entry.language), language)
    return replace(
        given,
        title=view.ask("title", entry.title, language),
        language=Language(spoken) if spoken in tuple(Language) else entry.language,
        date=view.ask("date", entry.date, language),
    )


def _done(done: str, entry: Any, language: Language | None, *, as_json: bool) -> None:
    if as_json:
        print_json(entry.model_dump(mode="json"))
    else:
        view.show_done(done, entry, spoken_here(language))


def _report(added: list[Any], failed: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        print_json({"added": added, "failed": failed})
    else:
        for failure in failed:
            typer.echo(f"{failure['file']}: {failure['error']}", err=True)
    if failed:
        raise typer.Exit(FAILED)
