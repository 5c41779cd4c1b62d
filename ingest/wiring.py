"""From settings to an ingest, to its preview and to what tells about the documents."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TypeVar

from assistant.bootstrap import (
    archive,
    corpus_folder,
    corpus_name,
    documents_in_service,
    existing_database,
    generations,
    model_id,
    passage_counter,
    text_encoder,
)
from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.review.recheck import Rechecked, outdated_by
from assistant.search.index import Index
from assistant.search.index.builder import Progress
from assistant.search.injection import judge_of
from assistant.settings import Settings
from assistant.store import Database, audit, rulings
from assistant.store.review import translations
from assistant.store.review.translations import KeptCorrections
from assistant.store.rulings import recheck
from assistant.text.language import detect_language
from ingest.readers.screen import Screen, screen_of
from ingest.sync import IngestReport, ingest
from ingest.wanted import Wanted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ingest.desk import CorpusDesk
    from ingest.preview import Preview
    from ingest.translations.published import Embed

logger = logging.getLogger(__name__)

Counted = TypeVar("Counted")


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
        load_encoder=lambda: text_encoder(settings),
        screen=_screen(settings),
        progress=progress,
    )
    index.remember(corpus_dir, corpus_name(settings))
    if settings.index:
        _write(settings)
    found = _of_reviews(settings, lambda database: recheck(database, documents_in_service(settings)), Rechecked())
    return replace(report, outdated=found.outdated, restored=found.restored)


def _write(settings: Settings) -> None:
    """Put the generation that was built in service in the database, too."""
    from assistant.search.postgres.writing import write

    there = generations(settings)
    with closing(Index(there.require_current(), there.vectors)) as built:
        written = write(settings.index, corpus_name(settings), built)
    logger.info(
        "PostgreSQL serves %s: %d passages came, %d went, %d documents changed",
        *(written.version, written.added, written.removed, written.documents),
    )


def run_publish(
    settings: Settings, progress: Progress = lambda done, total: None, *, again: bool = False
) -> IngestReport:
    """Bring the index in line with its documents from what the store holds of it, and publish it there.

    Raises:
        DataFolderInUse: when another ingest writes to the store.
    """
    from assistant.sharing import publisher_of

    database = existing_database(settings)
    try:
        with publisher_of(settings, database) as publisher:
            publisher.take_base(generations(settings), archive(settings))
            report = run_ingest(settings, progress)
            folder = generations(settings).require_current()
            archived = archive(settings).path
            published = publisher.publish(folder, corpus_name(settings), archived, again=again)
    finally:
        if database is not None:
            database.close()
    return replace(report, published=asdict(published))


def preview_ingest(settings: Settings) -> "Preview":
    """Return what ``run_ingest`` would do; nothing is written, and nothing embedded but sentences in doubt."""
    from ingest.preview import preview

    def count_outdated(wanted: Wanted) -> int:
        return _of_reviews(settings, lambda database: len(outdated_by(rulings.in_use(database), wanted)), 0)

    return preview(
        corpus_folder(settings),
        generations(settings),
        archive(settings),
        model_id(settings),
        detect_language=detect_language,
        load_counter=lambda: passage_counter(settings),
        screen=_screen(settings),
        count_outdated=count_outdated,
    )


def sentence_vectors(settings: Settings) -> "Embed":
    """Return what tells which sentences are alike; the embedding model is loaded when it is first asked."""

    def embed(texts: Sequence[str], language: Language) -> "NDArray[np.float32]":
        import numpy as np

        encoder = text_encoder(settings)
        return np.array([each.vector for each in encoder.passages(texts, language)])

    return embed


def open_desk(settings: Settings) -> "CorpusDesk":
    """Return what tells about the documents of the data folder's index; the embedding model is hardly ever needed."""
    from ingest.desk import CorpusDesk  # with all that looks documents over; no answer needs it

    return CorpusDesk(
        corpus_folder(settings), generations(settings), archive(settings), detect_language, _screen(settings)
    )


def _screen(settings: Settings) -> Screen:
    """Return what sets sentences for machines aside; the embedding model is loaded where one is in doubt."""
    judge = judge_of(lambda: text_encoder(settings), model_id(settings), settings.models)
    return screen_of(judge)


def _of_reviews(settings: Settings, count: Callable[[Database], Counted], nothing: Counted) -> Counted:
    """Return what is counted of the reviews, nothing where nobody reviews; a database that is away stops no ingest."""
    try:
        database = existing_database(settings)
        if database is None:
            return nothing
        try:
            return count(database)
        finally:
            database.close()
    except AssistantError as error:
        logger.warning("The reviewed answers were not held against the documents: %s", error)
        return nothing


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
