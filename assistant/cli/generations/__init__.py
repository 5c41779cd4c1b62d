"""The commands over the generations of the index that machines share."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import Data, Json, print_json, services_of, settings_of

if TYPE_CHECKING:
    from assistant.search.travel.overview import Overview

app = typer.Typer(
    no_args_is_help=True, help="See and change which generation of the index is in service, where machines share them."
)

Store = Annotated[str | None, typer.Option(metavar="URL", help="The store of generations (else ASSISTANT_STORE_URL).")]


@app.command(name="list")
def list_generations(ctx: typer.Context, store: Store = None, as_json: Json = False, data: Data = None) -> None:
    """List the generations in the store, which is named, and which each server serves."""
    found = _overview(ctx, store, data).to_json()
    if as_json:
        print_json(found)
        return
    named = found["named"] or {"generation": ""}
    for each in found["generations"]:
        typer.echo(_generation(each, named["generation"]))
    for each in found["replicas"]:
        typer.echo(_replica(each))


@app.command()
def rollback(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The generation, else the one named before.")] = "",
    store: Store = None,
    data: Data = None,
) -> None:
    """Name a generation that was in service before; all servers switch to it."""
    typer.echo(f"{_overview(ctx, store, data).roll_back(name)} is named; servers switch to it within seconds.")


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The generation, as list names it.")],
    store: Store = None,
    data: Data = None,
) -> None:
    """Remove a generation that is not in service, and what only it holds."""
    _overview(ctx, store, data).remove(name)
    typer.echo(f"{name} is removed.")


def _overview(ctx: typer.Context, store: str | None, data: Any) -> "Overview":
    return services_of(ctx).open_generations(settings_of(ctx, data_dir=data, store_url=store))


def _generation(each: Mapping[str, Any], named: str) -> str:
    mark = "* " if each["name"] == named else "  "
    if each["fault"]:
        return f"{mark}{each['name']}: {each['fault']}"
    return f"{mark}{each['name']}: {each['passages']} passages, {each['bytes'] / 1e6:.1f} MB, made {each['made_at']}"


def _replica(each: Mapping[str, Any]) -> str:
    state = "behind" if each["behind"] else "up to date"
    fault = f"; {each['fault']}" if each["fault"] else ""
    return (
        f"server {each['name']}: serves {each['serves'] or 'nothing'}, {state}, {each['seconds_ago']:.0f} s ago{fault}"
    )
