"""The commands that take what is kept along, bring it back, and into another schema."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import Data, Json, Spoken, print_json, services_of, settings_of, spoken_here
from assistant.domain import Language
from assistant.locale import message

if TYPE_CHECKING:
    from assistant.store.backup import Contents

app = typer.Typer()


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The file to write, such as ser.tar.gz.")],
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Write all that is kept into one file, also while the server runs: chats, accounts, reviews, earlier documents."""
    settings = settings_of(ctx, data_dir=data)
    _tell("backup", services_of(ctx).backup(settings, file), file, language, as_json)


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file that `backup` wrote.")],
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Put a backup back into an empty data folder and database; the server does not run meanwhile."""
    settings = settings_of(ctx, data_dir=data)
    _tell("restore", services_of(ctx).restore(settings, file), file, language, as_json)


@app.command()
def migrate(
    ctx: typer.Context,
    down: Annotated[
        bool, typer.Option("--down", help="One schema back, for the version of the program before this one.")
    ] = False,
    data: Data = None,
    language: Spoken = None,
    as_json: Json = False,
) -> None:
    """Bring the database to the newest schema, as each start does too; with --down, one back."""
    before, after = services_of(ctx).change_schema(settings_of(ctx, data_dir=data), down)
    if as_json:
        print_json({"before": before, "after": after})
    else:
        name = "same" if before == after else "changed"
        typer.echo(message(f"cli.migrate.{name}", spoken_here(language), before=before or "-", after=after))


def _tell(done: str, contents: "Contents", path: Path, language: Language | None, as_json: bool) -> None:
    if as_json:
        print_json({"path": str(path), "schema": contents.schema, "rows": contents.rows, "files": list(contents.files)})
        return
    files = "".join(f", {name}" for name in contents.files)
    rows, tables = sum(contents.rows.values()), len(contents.rows)
    typer.echo(message(f"cli.backup.{done}", spoken_here(language), path=path, rows=rows, tables=tables, files=files))
