"""The commands for what reviewers decided: how far they are, what becomes of it, who did what."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import Data, Json, Spoken, print_json, services_of, settings_of, spoken_here
from assistant.errors import StoreUnavailable
from assistant.locale import Texts

if TYPE_CHECKING:
    from assistant.store import Database

app = typer.Typer(no_args_is_help=True, help="Reviewed answers: export them as evaluation cases, read the audit log.")

Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", dir_okay=False, help="Where to (else ASSISTANT_CASES_DIR)."),
]

_WORDS = Texts(dict[str, str], "cli.review")


@app.command()
def export(
    ctx: typer.Context, out: Out = None, data: Data = None, language: Spoken = None, as_json: Json = False
) -> None:
    """Write the verdicts that hold as evaluation cases, so that `ser-assistant eval` holds later answers to them."""
    from assistant.review.export import FILE

    settings = settings_of(ctx, data_dir=data)
    path = out or settings.cases_dir / FILE
    found = services_of(ctx).export_reviews(settings, path)
    told: dict[str, Any] = {"cases": len(found.cases), "path": str(path)} | {
        name: getattr(found, name) for name in ("known", "outdated", "without")
    }
    told["translations"] = services_of(ctx).export_translations(settings)
    if as_json:
        print_json(told)
        return
    words = _WORDS[spoken_here(language)]
    _say(words["exported"].format(**told))
    for name in ("known", "outdated", "without", "translations"):
        if told[name]:
            _say(words[name].format(**told))


@app.command()
def status(ctx: typer.Context, data: Data = None, language: Spoken = None, as_json: Json = False) -> None:
    """Tell how much there is to review, and how many decisions are in use."""
    from assistant.store import rulings
    from assistant.store.review import queue

    database = services_of(ctx).open_store(settings_of(ctx, data_dir=data))
    told: dict[str, Any] = {state.value: count for state, count in queue.counts(database).items()}
    told |= {"in_use": len(rulings.in_force(database)), "out_of_use": len(rulings.outdated(database))}
    if as_json:
        print_json(told)
        return
    for name in ("status", "rulings"):
        _say(_WORDS[spoken_here(language)][name].format(**told))


@app.command()
def audit(
    ctx: typer.Context,
    data: Data = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many entries, the newest.")] = 100_000,
    check: Annotated[
        bool, typer.Option("--verify", help="Tell what was changed, removed, replaced or cut off; status 1 if any.")
    ] = False,
    language: Spoken = None,
) -> None:
    """Print the audit log, a line of JSON an entry, oldest first: who did what, when, before and after."""
    from assistant.store import audit as log

    settings = settings_of(ctx, data_dir=data)
    database = services_of(ctx).open_store(settings)
    if check:
        _verify(database, settings.audit_anchor, _WORDS[spoken_here(language)])
        return
    for entry in reversed(log.entries(database, limit)):
        values = vars(entry) | {"at": entry.at.isoformat(), "details": dict(entry.details)}
        _say(json.dumps(values, ensure_ascii=False))


def _verify(database: "Database", path: Path, words: Mapping[str, str]) -> None:
    from assistant.store.audit.anchor import Anchorage
    from assistant.store.audit.verify import verify

    anchorage = Anchorage(path)
    try:
        noted = anchorage.read()
    except ValueError:
        raise StoreUnavailable(words["no_anchor"].format(path=path)) from None
    found = verify(database, noted)
    for fault in found.faults:
        _say(words[fault.kind.value].format(entries=_numbers(fault.first, fault.last)))
    if found.faults:
        raise typer.Exit(1)
    anchorage.renew(database)
    _say(words["whole"].format(entries=found.entries, last=found.last.entry_id, hash=found.last.hash))


def _numbers(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
