"""The commands for what reviewers decided: how far they are, what becomes of it, who did what."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import Data, Json, Spoken, print_json, services_of, settings_of, spoken_here
from assistant.domain import Language
from assistant.errors import StoreUnavailable

if TYPE_CHECKING:
    from assistant.store import Database

app = typer.Typer(no_args_is_help=True, help="Reviewed answers: export them as evaluation cases, read the audit log.")

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", dir_okay=False, help="Where to; else with the cases of `eval`.")
]

_WORDS = {
    Language.EN: {
        "exported": "{cases} cases written to {path}.",
        "known": "{known} questions are in a case already.",
        "outdated": "{outdated} verdicts are left out, since their documents have changed: review them again.",
        "without": "{without} verdicts do not say what a good answer is.",
        "status": "To review: {open}, in dispute: {disputed}, documents changed: {changed}. Reviewed: {reviewed}.",
        "rulings": "Decisions in use: {in_use}, out of use since documents changed: {out_of_use}.",
        "changed": "Changed after it was written: entry {entries}.",
        "replaced": "Replaced by another: entry {entries}.",
        "removed": "Removed: entry {entries}.",
        "cut off": "Cut off at the end: entry {entries}.",
        "added": "Added past the log: entry {entries}.",
        "whole": "All {entries} entries are as they were written. The last is {last}: {hash}",
        "no_anchor": "{path} does not hold the last entry that was noted. Restore it from a backup, or remove it and "
        "compare the log with one.",
    },
    Language.NL: {
        "exported": "{cases} cases geschreven naar {path}.",
        "known": "{known} vragen staan al in een case.",
        "outdated": "{outdated} oordelen zijn weggelaten omdat hun documenten zijn gewijzigd: beoordeel ze opnieuw.",
        "without": "{without} oordelen zeggen niet wat een goed antwoord is.",
        "status": "Te beoordelen: {open}, oneens: {disputed}, documenten gewijzigd: {changed}. Beoordeeld: {reviewed}.",
        "rulings": "Besluiten in gebruik: {in_use}, buiten gebruik doordat documenten wijzigden: {out_of_use}.",
        "changed": "Gewijzigd nadat het was geschreven: regel {entries}.",
        "replaced": "Vervangen door iets anders: regel {entries}.",
        "removed": "Verwijderd: regel {entries}.",
        "cut off": "Aan het eind afgesneden: regel {entries}.",
        "added": "Buiten het logboek om toegevoegd: regel {entries}.",
        "whole": "Alle {entries} regels zijn zoals ze zijn geschreven. De laatste is {last}: {hash}",
        "no_anchor": "{path} bevat niet de laatste regel die is genoteerd. Zet het terug uit een back-up, of verwijder "
        "het en vergelijk het logboek met een back-up.",
    },
}


@app.command()
def export(
    ctx: typer.Context, out: Out = None, data: Data = None, language: Spoken = None, as_json: Json = False
) -> None:
    """Write the verdicts that hold as evaluation cases, so that `ser-assistant eval` holds later answers to them."""
    found = services_of(ctx).export_reviews(settings_of(ctx, data_dir=data), out)
    told: dict[str, Any] = {"cases": len(found.cases), "path": str(found.path)} | {
        name: getattr(found, name) for name in ("known", "outdated", "without")
    }
    if as_json:
        print_json(told)
        return
    words = _WORDS[spoken_here(language)]
    _say(words["exported"].format(**told))
    for name in ("known", "outdated", "without"):
        if told[name]:
            _say(words[name].format(**told))


@app.command()
def status(ctx: typer.Context, data: Data = None, language: Spoken = None, as_json: Json = False) -> None:
    """Tell how much there is to review, and how many decisions are in use."""
    from assistant.store import queue, rulings

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
    from assistant.store.anchor import Anchorage
    from assistant.store.verify import verify

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
