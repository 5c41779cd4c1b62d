"""The commands that keep the service: serving and checking."""

import logging
from typing import Annotated

import typer

from assistant.cli.common import Data, Json, Spoken, bring_in_line, print_json, services_of, settings_of, spoken_here
from assistant.cli.doctor import examine, port_is_free
from assistant.cli.doctor.check import Level
from assistant.cli.views import terminal
from assistant.domain import Language
from assistant.errors import ConfigurationError, CorpusError, DataFolderInUse
from assistant.models.allocator import give_back_large_blocks
from assistant.settings import Settings

logger = logging.getLogger(__name__)

app = typer.Typer()


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address to serve on (else ASSISTANT_HOST).")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, metavar="NUMBER", help="The port (else ASSISTANT_PORT).")
    ] = None,
    data: Data = None,
) -> None:
    """Serve the chat for the browser, after bringing the index in line with the documents or with the shared store."""
    give_back_large_blocks()
    settings = settings_of(ctx, data_dir=data, host=host, port=port)
    if not port_is_free(settings.host, settings.port):
        raise ConfigurationError(f"Port {settings.port} is in use. Choose another: ser-assistant serve --port 8001")
    if settings.store_url:
        services_of(ctx).take(settings)
    elif not settings.index:
        _bring_in_line(ctx, settings)
    services_of(ctx).serve(settings)


def _bring_in_line(ctx: typer.Context, settings: Settings) -> None:
    try:
        report = bring_in_line(ctx, settings, Language.EN)
        for failure in report["documents"]["failed"]:
            logger.warning("Not in the index: %s: %s", failure["path"], failure["error"])
    except (CorpusError, DataFolderInUse) as error:
        logger.warning("The index stays as it was: %s", error)


@app.command()
def embed_server(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="NUMBER", help="The port.")] = 8010,
    together: Annotated[int, typer.Option(min=1, max=256, metavar="NUMBER", help="Texts of one pass.")] = 32,
) -> None:
    """Serve the embedding model to servers of the chat that have ASSISTANT_EMBEDDING_URL set."""
    settings = settings_of(ctx)
    if not port_is_free(host, port):
        raise ConfigurationError(f"Port {port} is in use. Choose another: ser-assistant embed-server --port 8011")
    services_of(ctx).serve_embedding(settings, host, port, together)


@app.command()
def mcp(ctx: typer.Context, language: Spoken = None, data: Data = None) -> None:
    """Serve assistants and editors that speak the Model Context Protocol, over standard input and output."""
    services_of(ctx).serve_mcp(settings_of(ctx, data_dir=data), spoken_here(language))


@app.command()
def doctor(as_json: Json = False, data: Data = None) -> None:
    """Check what is installed, configured and reachable, and say what to do about the rest."""
    checks = examine({"data_dir": data})
    if as_json:
        print_json({"checks": [check.to_json() for check in checks]})
    else:
        terminal.show_checks(checks)
    if any(check.level is Level.PROBLEM for check in checks):
        raise typer.Exit(1)
