"""What the commands share: their options, the settings and services, and how JSON is printed."""

import json
import logging
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from babel import default_locale

from assistant.cli.services import Answering, Services
from assistant.cli.views import terminal
from assistant.domain import Language
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from ingest.desk import CorpusDesk
    from ingest.preview import Preview

Corpus = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        help="The folder with the documents (else ASSISTANT_CORPUS_DIR).",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(file_okay=False, metavar="FOLDER", help="The folder for the index (else ASSISTANT_DATA_DIR)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as one line of JSON, for programs.")]


def _remember(ctx: typer.Context, chosen: Language | None) -> Language | None:
    """Note the language, so that also what goes wrong is told in it."""
    ctx.meta["language"] = chosen
    return chosen


Spoken = Annotated[
    Language | None,
    typer.Option(
        "--language",
        metavar="LANGUAGE",
        help="The language of the output, en or nl (else that of the system).",
        callback=_remember,
    ),
]


def services_of(ctx: typer.Context) -> Services:
    """Return what the commands work with."""
    services: Services = ctx.obj
    return services


def settings_of(ctx: typer.Context, **overrides: object) -> Settings:
    """Read the settings, and let our own modules log from their level on; libraries only warn, unless debugging."""
    settings = load_settings(log_level=ctx.meta["log_level"], **overrides)
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.getLogger().setLevel(level if level == logging.DEBUG else max(level, logging.WARNING))
    for package in ("assistant", "ingest"):
        logging.getLogger(package).setLevel(level)
    return settings


def open_assistant(ctx: typer.Context, settings: Settings) -> Answering:
    """Return the assistant; what libraries print while they load goes to standard error."""
    with redirect_stdout(sys.stderr):
        return services_of(ctx).open_assistant(settings)


def open_desk(ctx: typer.Context, settings: Settings) -> "CorpusDesk":
    """Return what tells about the documents; what libraries print while they load goes to standard error."""
    with redirect_stdout(sys.stderr):
        return services_of(ctx).open_desk(settings)


def spoken_here(chosen: Language | None) -> Language:
    """Return the language for what a person reads: the chosen one, else that of the system, else English."""
    system = (default_locale(("LC_ALL", "LC_MESSAGES", "LANG")) or "")[:2]
    return chosen or (Language(system) if system in set(Language) else Language.EN)


def bring_in_line(
    ctx: typer.Context, settings: Settings, language: Language, *, as_lines: bool = False, again: bool = False
) -> dict[str, Any]:
    """Ingest, and publish where a store is set; return the report as plain JSON values.

    A progress bar, or lines of JSON, tell how far it is.
    """
    out = sys.stdout

    def tell(done: int, total: int) -> None:
        out.write(json.dumps({"done": done, "total": total}) + "\n")
        out.flush()

    with redirect_stdout(sys.stderr), terminal.progress_bar("Passages") as advance:
        services, tell_how_far = services_of(ctx), tell if as_lines else advance
        if settings.store_url:
            return services.publish(settings, tell_how_far, again).to_json(language)
        return services.ingest(settings, tell_how_far).to_json(language)


def preview_ingest(ctx: typer.Context, settings: Settings) -> "Preview":
    """Return what an ingest would do."""
    with redirect_stdout(sys.stderr):
        return services_of(ctx).preview_ingest(settings)


def print_json(record: dict[str, Any]) -> None:
    """Print one line of JSON, in readable characters."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()
