"""From settings to objects: the one place that knows how the parts are put together.

The embedding model's libraries take seconds to import, so they are imported where the model is first needed.
"""

import gc
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Assistant, InService
from assistant.answering.prompts import load_prompts
from assistant.answering.written.prove import Entails, Prover
from assistant.answering.written.writer import PROMPTS, Writer
from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.models import bundled
from assistant.models.banks import banks_version
from assistant.models.tokenizer import load_counter
from assistant.partner.guide import PartnerGuide
from assistant.review.book import RulingBook
from assistant.review.intake import Intake
from assistant.review.matching import Matcher
from assistant.review.recheck import outdated_by, recheck
from assistant.search.index import IndexInService
from assistant.search.index.archive import Archive
from assistant.search.index.builder import Progress
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.topic import FEATURES, TopicModel
from assistant.settings import Settings
from assistant.store import Database, open_database
from assistant.text.language import detect_language
from ingest.sync import IngestReport, ingest
from ingest.wanted import Wanted

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    from assistant.models.neutral import NeutralEncoder
    from assistant.models.rerank import CrossEncoderReranker
    from ingest.desk import CorpusDesk
    from ingest.preview import Preview


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
    sent_back = _of_reviews(settings, lambda database: recheck(database, documents_in_service(settings)))
    return replace(report, outdated=sent_back)


def documents_in_service(settings: Settings) -> Holdings:
    """Return the documents in service, for reading.

    Raises:
        IndexUnavailable: when there is no index.
    """
    return Holdings(generations(settings).require_current())


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


def open_desk(settings: Settings) -> "CorpusDesk":
    """Return what tells about the documents of the data folder's index; the embedding model is not loaded."""
    from ingest.desk import CorpusDesk  # with all that looks documents over; no answer needs it

    return CorpusDesk(corpus_folder(settings), generations(settings), archive(settings), detect_language)


def corpus_folder(settings: Settings) -> Path:
    """Return the folder of the documents.

    It is that of the setting or option, else the one that the data folder's index is of already: serving a folder of
    one's own documents must not replace them by the ones that come with the program.
    """
    if "corpus_dir" in settings.model_fields_set:
        return settings.corpus_dir
    return generations(settings).remembered() or settings.corpus_dir


def preview_ingest(settings: Settings) -> "Preview":
    """Return what ``run_ingest`` would do; nothing is written, and the embedding model is not loaded."""
    from ingest.preview import preview

    def count_outdated(wanted: Wanted) -> int:
        return _of_reviews(settings, lambda database: len(outdated_by(database, wanted)))

    return preview(
        corpus_folder(settings),
        generations(settings),
        archive(settings),
        model_id(settings),
        detect_language=detect_language,
        load_counter=lambda: token_counter(settings.embedding_model),
        count_outdated=count_outdated,
    )


def archive(settings: Settings) -> Archive:
    """Return the earlier versions of the documents of the data folder."""
    return Archive(settings.data_dir / "archive.sqlite")


def generations(settings: Settings) -> Generations:
    """Return the index folder of the data folder."""
    return Generations(settings.data_dir / "index")


def model_id(settings: Settings) -> str:
    """Return what an index notes of the model that made it; loading the model is not needed to know it."""
    edition = f"{bundled.EDITION}-" if settings.embedding_model == bundled.SETTING else ""
    return f"{settings.embedding_model}/{edition}{banks_version()}"


@cache
def token_counter(name: str) -> Callable[[str], int]:
    """Return what counts the embedding model's tokens, loaded once in a process."""
    return load_counter(name)


@cache
def neutral_encoder(name: str, models_dir: Path) -> "NeutralEncoder":
    """Return the embedding model with its neutral space, loaded once in a process."""
    from assistant.models.embedding import load_encoder
    from assistant.models.neutral import NeutralEncoder, neutral_space

    encoder = load_encoder(name)
    loaded = NeutralEncoder(encoder, neutral_space(encoder, models_dir))
    gc.freeze()  # what is loaded stays for good, so that the collector need not look at it again
    gc.enable()
    return loaded


def open_assistant(settings: Settings, database: Database | None = None) -> Assistant:
    """Return the assistant over the index in service; it heeds what reviewers decided, where there is a database.

    Raises:
        IndexUnavailable: when there is no index that fits the settings.
        ModelUnavailable: when the embedding model cannot be loaded.
        ConfigurationError: when the refusals are not calibrated for it, or the chat model cannot be opened.
    """
    opened = _open(settings, TopicModel.load(model_id(settings), settings.data_dir))
    database = database or existing_database(settings)
    if database is not None:
        opened = replace(opened, rulings=RulingBook(database, _matcher(settings, opened.index)))
    return replace(opened, writer=_writer(settings, opened.index)) if settings.chat_model else opened


def existing_database(settings: Settings) -> Database | None:
    """Return the database, None where none has been made yet: to ask a question is no reason to make one."""
    if not settings.database_url and not (settings.data_dir / "assistant.db").exists():
        return None
    return open_database(settings.database_address)


def open_intake(settings: Settings, database: Database, assistant: Assistant) -> Intake:
    """Return what takes the answers of an assistant in for review."""
    guide = partner_guide(assistant)
    return Intake(database, _matcher(settings, assistant.index), settings.review_sample, guide.purposes_of)


def open_matcher(settings: Settings) -> Matcher:
    """Return what tells whether two questions ask the same."""
    return _matcher(settings, IndexInService(generations(settings), model_id(settings)))


def _matcher(settings: Settings, index: InService) -> Matcher:
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    return Matcher(encoder, lambda: index.get().glossary, model_id(settings))


def _writer(settings: Settings, index: InService) -> Writer:
    from assistant.models.chat_model import chat_model_of
    from assistant.proof.support import Support, supports
    from assistant.proof.support.meaning import MeaningModel

    encoder = neutral_encoder(settings.embedding_model, settings.models)
    model = MeaningModel.load(model_id(settings), settings.data_dir)

    def supported(sentence: str, spoken: Language, quote: str, quoted: Language) -> Support:
        return supports(sentence, spoken, quote, quoted, encoder, glossary=index.get().glossary, model=model)

    return Writer(
        chat_model_of(settings),
        load_prompts(PROMPTS),
        Prover(supported, _second_opinion(settings.entailment_model)),
        settings.chat_timeout,
        asks_again=settings.entailment_model == "chat",
        prices=(settings.chat_price_in, settings.chat_price_out),
    )


def _second_opinion(model: str) -> Entails | None:
    if model in ("", "chat"):
        return None
    from assistant.models.entailment import load_entailment

    return load_entailment(model).entails


def partner_guide(assistant: Assistant) -> PartnerGuide:
    """Return the partner guide over the index and the embedding model of an assistant."""
    return PartnerGuide(assistant.index, assistant.encoder, assistant.writer)


def open_uncalibrated(settings: Settings) -> Assistant:
    """Return an assistant to calibrate: one that takes every question to be on topic."""
    return _open(settings, TopicModel(model_id(settings), (0.0,) * len(FEATURES), 0.0))


def _open(settings: Settings, topic: TopicModel) -> Assistant:
    index = IndexInService(generations(settings), model_id(settings))
    index.get()  # a missing index is reported before the model takes its seconds to load
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    return Assistant(index, encoder, topic, _reranker(settings), kept=archive(settings))


def _reranker(settings: Settings) -> "CrossEncoderReranker | None":
    if not settings.reranker_model:
        return None
    from assistant.models.rerank import load_reranker

    return load_reranker(settings.reranker_model)
