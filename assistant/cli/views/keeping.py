"""What the commands that add, withdraw and remove documents ask and tell, in both languages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from assistant.cli.views.terminal import make_console, on_one_line
from assistant.domain import Language

if TYPE_CHECKING:
    from ingest.keeping import Found
    from ingest.manifest import Entry

_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {
        "title": "Title",
        "language": "Language (en or nl)",
        "date": "Date",
        "found": "{file}: {words} words in language {language}.",
        "left": "Not quoted of it: {name} ({words} words)",
        "added": "Added as {id}: {file}. It is quoted after: ser-assistant ingest",
        "withdrawn": "{id} is withdrawn. It is no longer quoted after: ser-assistant ingest",
        "removed": "{id} is removed. It is gone from the answers after: ser-assistant ingest",
        "sure": "Delete {file} and its entry in the manifest? To keep the file, use corpus withdraw",
    },
    Language.NL: {
        "title": "Titel",
        "language": "Taal (en of nl)",
        "date": "Datum",
        "found": "{file}: {words} woorden in de taal {language}.",
        "left": "Daarvan niet geciteerd: {name} ({words} woorden)",
        "added": "Toegevoegd als {id}: {file}. Het wordt geciteerd na: ser-assistant ingest",
        "withdrawn": "{id} is ingetrokken. Het wordt niet meer geciteerd na: ser-assistant ingest",
        "removed": "{id} is weggehaald. Het is uit de antwoorden na: ser-assistant ingest",
        "sure": "{file} en wat erover in het manifest staat weghalen? Met corpus withdraw blijft het bestand staan",
    },
}


def show_found(found: "Found", language: Language) -> None:
    """Tell how much of a document was read, and what of it is not quoted."""
    console, said = make_console(), found.report.to_json(language)
    console.print(Text(on_one_line(_WORDS[language]["found"].format(**(said | {"file": found.source.name})))))
    for kind in said["left_out"]:
        console.print(Text(on_one_line(_WORDS[language]["left"].format(**kind))), style="dim")


def show_done(done: str, entry: "Entry", language: Language) -> None:
    """Tell what was done with a document: ``added``, ``withdrawn`` or ``removed``."""
    make_console().print(Text(on_one_line(_WORDS[language][done].format(id=entry.id, file=entry.file))))


def ask(what: str, found: str, language: Language) -> str:
    """Ask for what is to be stated of a document; what was found is taken with the Enter key."""
    return str(typer.prompt(_WORDS[language][what], default=found, err=True)).strip()


def require_sure(file: str, language: Language) -> None:
    """Ask whether a file may be deleted, and end where it may not."""
    typer.confirm(_WORDS[language]["sure"].format(file=file), abort=True, err=True)
