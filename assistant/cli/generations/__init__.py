"""The commands over the generations of the index that machines share."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import Data, Json, Spoken, print_json, services_of, settings_of, spoken_here
from assistant.domain import Language
from assistant.locale import message

if TYPE_CHECKING:
    from assistant.search.travel.overview import Overview

app = typer.Typer(
    no_args_is_help=True, help="See and change which generation of the index is in service, where machines share them."
)

Store = Annotated[str | None, typer.Option(metavar="URL", help="The store of generations (else ASSISTANT_STORE_URL).")]


@app.command(name="list")
def list_generations(
    ctx: typer.Context, store: Store = None, as_json: Json = False, data: Data = None, language: Spoken = None
) -> None:
    """List the generations in the store, which is named, and which each server serves."""
    spoken = spoken_here(language)
    found = _overview(ctx, store, data).to_json(spoken)
    if as_json:
        print_json(found)
        return
    named = found["named"] or {"generation": ""}
    for each in found["generations"]:
        typer.echo(("* " if each["name"] == named["generation"] else "  ") + _generation(each, spoken))
    for each in found["replicas"]:
        typer.echo(_replica(each, spoken))


@app.command()
def rollback(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The generation, else the one named before.")] = "",
    store: Store = None,
    data: Data = None,
    language: Spoken = None,
) -> None:
    """Name a generation that was in service before; all servers switch to it."""
    named = _overview(ctx, store, data).roll_back(name)
    typer.echo(message("cli.generations.named", spoken_here(language), name=named))


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The generation, as list names it.")],
    store: Store = None,
    data: Data = None,
    language: Spoken = None,
) -> None:
    """Remove a generation that is not in service, and what only it holds."""
    _overview(ctx, store, data).remove(name)
    typer.echo(message("cli.generations.removed", spoken_here(language), name=name))


def _overview(ctx: typer.Context, store: str | None, data: Any) -> "Overview":
    return services_of(ctx).open_generations(settings_of(ctx, data_dir=data, store_url=store))


def _generation(each: Mapping[str, Any], language: Language) -> str:
    if each["fault"]:
        return f"{each['name']}: {each['fault']}"
    return message("cli.generations.one", language, **each, megabytes=f"{each['bytes'] / 1e6:.1f}")


def _replica(each: Mapping[str, Any], language: Language) -> str:
    said = message(
        "cli.generations.server",
        language,
        name=each["name"],
        serves=each["serves"] or message("cli.generations.nothing", language),
        state=message("cli.generations.behind" if each["behind"] else "cli.generations.up_to_date", language),
        seconds=f"{each['seconds_ago']:.0f}",
    )
    return f"{said}; {each['fault']}" if each["fault"] else said
