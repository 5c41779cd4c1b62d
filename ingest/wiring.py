"""From settings to an ingest, to its preview and to what tells about the documents."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.bootstrap import (
    archive,
    documents_in_service,
    existing_database,
    generations,
    model_id,
    neutral_encoder,
    token_counter,
)
from assistant.errors import AssistantError
from assistant.review.changes import Texts
from assistant.review.recheck import outdated_by
from assistant.search.index.builder import Progress
from assistant.settings import Settings
from assistant.store import Database, audit, rulings, translations
from assistant.store.translations import KeptCorrections
from assistant.text.language import detect_language
from ingest.desk import CorpusDesk
from ingest.preview import Preview, preview
from ingest.sync import IngestReport, ingest
from ingest.wanted import Wanted

logger = logging.getLogger(__name__)


def run_ingest(settings: Settings, progress: Progress = lambda done, total: None) -> IngestReport:
    """Bring the index in line with its documents; the embedding model is loaded only when it is needed."""
    index = generations(settings)
    corpus_dir = corpus_folder(settings)
    report = ingest(
        corpus_dir,
        index,
        archive(settings),
        model_id(settings),
        detect_language=detect_language,
        load_encoder=lambda: neutral_encoder(settings.embedding_model, settings.models),
        progress=progress,
    )
    index.remember(corpus_dir)
    sent_back = _of_reviews(settings, lambda database: _recheck(database, documents_in_service(settings)))
    return replace(report, outdated=sent_back)


def preview_ingest(settings: Settings) -> Preview:
    """Return what ``run_ingest`` would do; nothing is written, and the embedding model is not loaded."""

    def count_outdated(wanted: Wanted) -> int:
        return _of_reviews(settings, lambda database: len(outdated_by(rulings.in_use(database), wanted)))

    return preview(
        corpus_folder(settings),
        generations(settings),
        archive(settings),
        model_id(settings),
        detect_language=detect_language,
        load_counter=lambda: token_counter(settings.embedding_model, settings.models),
        count_outdated=count_outdated,
    )


def open_desk(settings: Settings) -> CorpusDesk:
    """Return what tells about the documents of the data folder's index; the embedding model is not loaded."""
    return CorpusDesk(corpus_folder(settings), generations(settings), archive(settings), detect_language)


def corpus_folder(settings: Settings) -> Path:
    """Return the folder of the documents.

    It is that of the setting or option, else the one that the data folder's index is of already: serving a folder of
    one's own documents must not replace them by the ones that come with the program.
    """
    if "corpus_dir" in settings.model_fields_set:
        return settings.corpus_dir
    return generations(settings).remembered() or settings.corpus_dir


def _of_reviews(settings: Settings, count: Callable[[Database], int]) -> int:
    """Return what is counted of the reviews, 0 where nobody reviews; a database that is away stops no ingest."""
    try:
        database = existing_database(settings)
        if database is None:
            return 0
        try:
            return count(database)
        finally:
            database.close()
    except AssistantError as error:
        logger.warning("The reviewed answers were not held against the documents: %s", error)
        return 0


def _recheck(database: Database, texts: Texts) -> int:
    """Take the decisions that no longer stand in the documents out of use; return how many there were."""
    found = outdated_by(rulings.in_use(database), texts)
    return rulings.take_out_of_use(database, found) if found else 0


def export_translations(settings: Settings) -> int:
    """Write what reviewers corrected in translations into the corpus; return how many files were written.

    Raises:
        CorpusError: when the folder cannot be read.
    """
    database = existing_database(settings)
    if database is None:
        return 0
    desk, written = open_desk(settings), 0
    kept = KeptCorrections(database)
    wanted = translations.corrected(database)
    for document, memory in desk.translations():
        if (document.id, memory.language) in wanted:
            desk.keep(document, kept.in_force(memory))
            written += 1
    if written:
        audit.note(database, audit.COMMAND_LINE, "translations.exported", str(desk.corpus_dir), {"files": written})
    return written
