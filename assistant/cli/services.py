"""What the commands work with: the real things from ``bootstrap`` and ``web``, loaded when first needed."""

import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.domain import Answer, Document, Language, SearchResult, Turn
from assistant.errors import StoreUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.partner.guide import PartnerGuide as Guides
    from assistant.review.export import Exported
    from assistant.search.travel.overview import Overview
    from assistant.store import Database
    from assistant.store.accounts import Accounts
    from assistant.store.backup import Contents
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

    def within(self, documents: Collection[str]) -> "Answering":
        """Return an assistant that knows some documents only."""

    def document(self, document_id: str) -> Document | None:
        """Return a document."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""


class Report(Protocol):
    """What an ingest did."""

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return it as ``ser-assistant ingest --json`` prints it, in a language."""


@dataclass(frozen=True, slots=True)
class Services:
    """The makers of what the commands use; tests hand over others."""

    open_assistant: Callable[[Settings], Answering]
    ingest: Callable[[Settings, Advance], Report]
    publish: Callable[[Settings, Advance, bool], Report]
    take: Callable[[Settings], None]
    open_generations: Callable[[Settings], "Overview"]
    preview_ingest: Callable[[Settings], "Preview"]
    serve: Callable[[Settings], None]
    serve_mcp: Callable[[Settings, Language], None]
    serve_embedding: Callable[[Settings, str, int, int], None]
    open_desk: Callable[[Settings], "CorpusDesk"]
    open_accounts: Callable[[Settings], "Accounts"]
    open_guide: Callable[[Settings], "Guides"]
    open_store: Callable[[Settings], "Database"]
    export_reviews: Callable[[Settings, Path], "Exported"]
    backup: Callable[[Settings, Path], "Contents"]
    restore: Callable[[Settings, Path], "Contents"]
    export_translations: Callable[[Settings], int]
    change_schema: Callable[[Settings, bool], tuple[str, str]]


def real_services() -> Services:
    """Return the real services; each loads its libraries at its first call, so that ``--help`` is quick."""
    return Services(
        open_assistant=_open_assistant,
        ingest=_ingest,
        publish=_publish,
        take=_take,
        open_generations=_open_generations,
        preview_ingest=_preview_ingest,
        serve=_serve,
        serve_mcp=_serve_mcp,
        serve_embedding=_serve_embedding,
        open_desk=_open_desk,
        open_accounts=_open_accounts,
        open_guide=_open_guide,
        open_store=_open_store,
        export_reviews=_export_reviews,
        backup=_backup,
        restore=_restore,
        export_translations=_export_translations,
        change_schema=_change_schema,
    )


def _open_assistant(settings: Settings) -> Answering:
    from assistant.bootstrap import open_assistant

    return open_assistant(settings)


def _ingest(settings: Settings, advance: Advance) -> Report:
    from ingest.wiring import run_ingest

    return run_ingest(settings, advance)


def _publish(settings: Settings, advance: Advance, again: bool) -> Report:
    from ingest.wiring import run_publish

    return run_publish(settings, advance, again=again)


def _take(settings: Settings) -> None:
    from assistant.bootstrap import existing_database, open_follower
    from assistant.search.travel.follow import take

    database = existing_database(settings)
    try:
        take(open_follower(settings, database))
    finally:
        if database is not None:
            database.close()


def _open_generations(settings: Settings) -> "Overview":
    from assistant.bootstrap import existing_database
    from assistant.sharing import overview_of

    return overview_of(settings, existing_database(settings))


def _preview_ingest(settings: Settings) -> "Preview":
    from ingest.wiring import preview_ingest

    return preview_ingest(settings)


def _serve(settings: Settings) -> None:
    from assistant.web.serve import run

    run(settings)


def _serve_mcp(settings: Settings, language: Language) -> None:
    from assistant.bootstrap import open_assistant, partner_guide
    from assistant.integrations.mcp.stdio import serve

    with redirect_stdout(sys.stderr):  # standard output is for messages, and libraries print while they load
        assistant = open_assistant(settings)
    serve(assistant, partner_guide(assistant, settings), language, settings.public)


def _serve_embedding(settings: Settings, host: str, port: int, together: int) -> None:
    from assistant.web.embedding import run

    run(settings, host, port, together)


def _open_desk(settings: Settings) -> "CorpusDesk":
    from ingest.wiring import open_desk

    return open_desk(settings)


def _open_accounts(settings: Settings) -> "Accounts":
    from assistant.store.accounts import Accounts

    return Accounts(_open_store(settings), token_days=settings.token_days)


def _open_guide(settings: Settings) -> "Guides":
    from assistant.bootstrap import open_assistant, partner_guide

    return partner_guide(open_assistant(settings), settings)


def _open_store(settings: Settings) -> "Database":
    from assistant.bootstrap import open_store

    return open_store(settings)


def _export_reviews(settings: Settings, path: Path) -> "Exported":
    from assistant.bootstrap import documents_in_service
    from assistant.review.case import read_cases, write_cases
    from assistant.review.export import export
    from assistant.store import audit, reviews, rulings

    database = _open_store(settings)
    outdated = {each.ruling.group_id for each in rulings.outdated(database)}
    known = read_cases(settings.cases_dir)
    found = export(reviews.decided(database), documents_in_service(settings), known, outdated)
    write_cases(found.cases, path)
    audit.note(database, audit.COMMAND_LINE, "review.exported", str(path), {"cases": len(found.cases)})
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


def _export_translations(settings: Settings) -> int:
    from ingest.wiring import export_translations

    return export_translations(settings)


def _change_schema(settings: Settings, back: bool) -> tuple[str, str]:
    from assistant.store.database import change_schema

    return change_schema(settings.database_address, back=back)
