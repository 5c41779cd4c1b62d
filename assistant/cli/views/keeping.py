"""What the commands that add, withdraw and remove documents ask and tell, in both languages."""

from typing import TYPE_CHECKING

import typer
from rich.text import Text

from assistant.cli.views.corpus import show_findings
from assistant.cli.views.revision import show_revision
from assistant.cli.views.terminal import make_console, on_one_line
from assistant.domain import Language
from assistant.locale import Texts

if TYPE_CHECKING:
    from ingest.entry import Entry
    from ingest.keeping import Found
    from ingest.keeping.draft import Draft

_WORDS = Texts(dict[str, str], "cli.keeping")


def show_found(found: "Found", language: Language) -> None:
    """Tell how much of a document was read, and what of it is not quoted."""
    console, said = make_console(), found.report.to_json(language)
    console.print(Text(on_one_line(_WORDS[language]["found"].format(**(said | {"file": found.source.name})))))
    for kind in said["left_out"]:
        console.print(Text(on_one_line(_WORDS[language]["left"].format(**kind))), style="dim")


def show_draft(draft: "Draft", language: Language) -> None:
    """Tell what a document would be in the folder: what is read of it, what is amiss, and what changes with it."""
    from ingest.lint import LintReport

    show_found(draft.found, language)
    show_findings(LintReport(1, draft.findings), language)
    if draft.revision:
        show_revision(make_console(), draft.revision, language)


def show_done(done: str, entry: "Entry", language: Language) -> None:
    """Tell what was done with a document: ``added``, ``withdrawn``, ``reinstated`` or ``removed``."""
    make_console().print(Text(on_one_line(_WORDS[language][done].format(id=entry.id, file=entry.file))))


def ask(what: str, found: str, language: Language) -> str:
    """Ask for what is to be stated of a document; what was found is taken with the Enter key."""
    return str(typer.prompt(_WORDS[language][what], default=found, err=True)).strip()


def require_sure(file: str, language: Language) -> None:
    """Ask whether a file may be deleted, and end where it may not."""
    typer.confirm(_WORDS[language]["sure"].format(file=file), abort=True, err=True)
