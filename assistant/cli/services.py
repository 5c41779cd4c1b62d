"""What the commands work with: the real things from ``bootstrap`` and ``web``, loaded when first needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.domain import Answer, Document, SearchResult, Turn
from assistant.errors import StoreUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.partner.guide import PartnerGuide as Guides
    from assistant.people.accounts import Accounts
    from assistant.store import Database
    from assistant.store.backup import Contents
    from evals.cases.reviewed import Exported
    from ingest.desk import CorpusDesk
    from ingest.preview import Preview

Advance = Callable[[int, int], None]


class Answering(Protocol):
    """What the commands ask of an assistant."""

    @property
    def corpus_version(self) -> str:
        """The version of the corpus that is in service."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find the passages for a question."""

    def document(self, document_id: str) -> Document | None:
        """Return a document."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""


class Report(Protocol):
    """What an ingest did."""

    def to_json(self) -> dict[str, Any]:
        """Return it as ``ser-assistant ingest --json`` prints it."""


@dataclass(frozen=True, slots=True)
class Services:
    """The makers of what the commands use; tests hand over others."""

    open_assistant: Callable[[Settings], Answering]
    ingest: Callable[[Settings, Advance], Report]
    preview_ingest: Callable[[Settings], "Preview"]
    serve: Callable[[Settings], None]
    evaluate: Callable[[list[str]], int]
    calibrate: Callable[[Settings], str]
    open_desk: Callable[[Settings], "CorpusDesk"]
    open_accounts: Callable[[Settings], "Accounts"]
    open_guide: Callable[[Settings], "Guides"]
    open_store: Callable[[Settings], "Database"]
    export_reviews: Callable[[Settings, Path | None], "Exported"]
    backup: Callable[[Settings, Path], "Contents"]
    restore: Callable[[Settings, Path], "Contents"]


def real_services() -> Services:
    """Return the real services; each loads its libraries at its first call, so that ``--help`` is quick."""
    return Services(
        open_assistant=_open_assistant,
        ingest=_ingest,
        preview_ingest=_preview_ingest,
        serve=_serve,
        evaluate=_evaluate,
        calibrate=_calibrate,
        open_desk=_open_desk,
        open_accounts=_open_accounts,
        open_guide=_open_guide,
        open_store=_open_store,
        export_reviews=_export_reviews,
        backup=_backup,
        restore=_restore,
    )


def _open_assistant(settings: Settings) -> Answering:
    from assistant.bootstrap import open_assistant

    return open_assistant(settings)


def _ingest(settings: Settings, advance: Advance) -> Report:
    from assistant.bootstrap import run_ingest

    return run_ingest(settings, advance)


def _preview_ingest(settings: Settings) -> "Preview":
    from assistant.bootstrap import preview_ingest

    return preview_ingest(settings)


def _serve(settings: Settings) -> None:
    from assistant.web.serve import run

    run(settings)


def _evaluate(arguments: list[str]) -> int:
    from evals.cli import app

    return int(app(arguments, prog_name="ser-assistant eval", standalone_mode=False) or 0)


def _calibrate(settings: Settings) -> str:
    from assistant.bootstrap import model_id, open_uncalibrated
    from evals.calibrate import calibrate
    from evals.cases.case import load_cases

    fitted = calibrate(open_uncalibrated(settings), load_cases(), model_id(settings))
    path = settings.data_dir / "topic.json"
    fitted.topic.save(path)
    return (
        f"{fitted.lost} of {fitted.on_topic} questions on topic fall below the border, {fitted.passed} of "
        f"{fitted.off_topic} of other fields above it. Written to {path}."
    )


def _open_desk(settings: Settings) -> "CorpusDesk":
    from assistant.bootstrap import open_desk

    return open_desk(settings)


def _open_accounts(settings: Settings) -> "Accounts":
    from assistant.people.accounts import Accounts
    from assistant.store import open_database

    return Accounts(open_database(settings.database_address))


def _open_guide(settings: Settings) -> "Guides":
    from assistant.bootstrap import open_assistant, partner_guide

    return partner_guide(open_assistant(settings))


def _open_store(settings: Settings) -> "Database":
    from assistant.store import open_database

    return open_database(settings.database_address)


def _export_reviews(settings: Settings, path: Path | None) -> "Exported":
    from assistant.bootstrap import documents_in_service
    from assistant.store import audit, reviews, rulings
    from evals.cases.case import load_cases
    from evals.cases.reviewed import FILE, export, write

    database = _open_store(settings)
    outdated = {each.ruling.group_id for each in rulings.outdated(database)}
    found = export(reviews.decided(database), documents_in_service(settings), load_cases(), outdated)
    found = replace(found, path=path or FILE)
    write(found.cases, found.path)
    audit.note(database, audit.COMMAND_LINE, "review.exported", str(found.path), {"cases": len(found.cases)})
    return found


def _backup(settings: Settings, target: Path) -> "Contents":
    from assistant.bootstrap import existing_database
    from assistant.store import backup

    database = existing_database(settings)
    if database is None:
        raise StoreUnavailable(f"There is nothing to back up in {settings.data_dir}: it has no database yet.")
    try:
        return backup.write(database, settings.data_dir, target)
    finally:
        database.close()


def _restore(settings: Settings, source: Path) -> "Contents":
    from assistant.store import backup

    return backup.read(source, settings.database_address, settings.data_dir)
