"""From settings to objects: the one place that knows how the parts are put together.

The embedding model's libraries take seconds to import, so they are imported where the model is first needed.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import sharing
from assistant.answer import Assistant
from assistant.answering.ports import InService
from assistant.answering.prompts import load_prompts
from assistant.answering.scope.own import NEAR, NOT_TALK, PLAIN, OwnFile
from assistant.answering.written.asking import PROMPTS
from assistant.answering.written.check import EntailmentOpinion, ModelOpinion, Opinion
from assistant.answering.written.prove import Prover
from assistant.answering.written.writer import Writer
from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.partner.guide import PartnerGuide
from assistant.partner.interview.advised import advised_of
from assistant.partner.interview.likely import likely_of
from assistant.review.book import RulingBook
from assistant.review.intake import Intake
from assistant.review.matching import Matcher
from assistant.search.index import IndexInService
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.topic import TopicModel, WordedTopic
from assistant.search.travel.follow import Follower
from assistant.settings import Settings
from assistant.sharing.encoders import model_id, neutral_encoder, passage_counter, text_encoder, token_counter
from assistant.store import Database, open_database
from assistant.store.groups import Groups
from assistant.store.review import corpora
from assistant.store.review.translations import KeptCorrections
from assistant.store.rulings import KeptRulings

NO_CHECK = "none"
_NEAR = (NEAR, NOT_TALK)

__all__ = ["model_id", "neutral_encoder", "passage_counter", "text_encoder", "token_counter"]

if TYPE_CHECKING:
    from assistant.models.rerank import CrossEncoderRanker
    from assistant.search.postgres.index import PostgresInService


def documents_in_service(settings: Settings) -> Holdings:
    """Return the documents in service, for reading.

    Raises:
        IndexUnavailable: when there is no index.
    """
    return in_service(settings).get() if settings.index else Holdings(generations(settings).require_current())


def in_service(settings: Settings) -> "IndexInService | PostgresInService":
    """Return what gives the index in service: that of the data folder, or that of a database.

    Raises:
        ConfigurationError: where the driver of PostgreSQL is not installed.
    """
    if not settings.index:
        return IndexInService(generations(settings), model_id(settings))
    try:
        from assistant.search.postgres.index import PostgresInService
    except ImportError as error:
        raise ConfigurationError(
            f"ASSISTANT_INDEX needs a driver that is not installed ({error}). Run: make install-postgresql"
        ) from None
    return PostgresInService(settings.index, corpus_name(settings), model_id(settings))


def archive(settings: Settings) -> Archive:
    """Return the earlier versions of the documents of the data folder."""
    return Archive(settings.data_dir / "archive.sqlite")


def generations(settings: Settings) -> Generations:
    """Return the index folder of the data folder."""
    root = settings.data_dir / "index"
    if not settings.chroma_url:
        return Generations(root)
    from assistant.search.index.vectors.server import ChromaServer

    return Generations(root, ChromaServer(settings.chroma_url.rstrip("/"), settings.chroma_token))


def open_assistant(settings: Settings, database: Database | None = None) -> Assistant:
    """Return the assistant over the index in service; it heeds what reviewers decided, where there is a database.

    Raises:
        IndexUnavailable: when there is no index that fits the settings.
        ModelUnavailable: when the embedding model cannot be loaded.
        ConfigurationError: when the chat model cannot be opened.
    """
    opened = _open(settings, TopicModel.load(model_id(settings), settings.data_dir))
    database = database or existing_database(settings)
    if database is not None:
        opened = replace(
            opened,
            rulings=RulingBook(KeptRulings(database), _matcher(settings, opened.index)),
            corrections=KeptCorrections(database),
        )
    return replace(opened, writer=_writer(settings, opened.index)) if settings.chat_model else opened


def existing_database(settings: Settings) -> Database | None:
    """Return the database, None where none has been made yet: to ask a question is no reason to make one."""
    if not settings.database_url and not (settings.data_dir / "assistant.db").exists():
        return None
    return open_store(settings)


def open_store(settings: Settings) -> Database:
    """Return the database, for what is said and decided about the documents of the data folder's index."""
    database = replace(open_database(settings.database_address), corpus=corpus_name(settings))
    corpora.adopt(database)
    return database


def corpus_name(settings: Settings) -> str:
    """Return what the documents are called by which decisions are told apart on a database that others share."""
    return settings.corpus_name or generations(settings).name_of(corpus_folder(settings))


def corpus_folder(settings: Settings) -> Path:
    """Return the folder of the documents.

    It is that of the setting or option, else the one that the data folder's index is of already: serving a folder of
    one's own documents must not replace them by the ones that come with the program.
    """
    if "corpus_dir" in settings.model_fields_set:
        return settings.corpus_dir
    return generations(settings).remembered() or settings.corpus_dir


def open_follower(settings: Settings, database: Database | None, served: Assistant | None = None) -> Follower:
    """Return what keeps the index of the data folder, and a server's, in line with what is named in the store."""
    service = served.index if served and isinstance(served.index, IndexInService) else None
    return sharing.follower_of(
        settings, generations(settings), archive(settings), model_id(settings), database, service
    )


def open_intake(settings: Settings, database: Database, assistant: Assistant) -> Intake:
    """Return what takes the answers of an assistant in for review."""
    guide = partner_guide(assistant, settings)
    return Intake(Groups(database), _matcher(settings, assistant.index), settings.review_sample, guide.purposes_of)


def open_matcher(settings: Settings) -> Matcher:
    """Return what tells whether two questions ask the same."""
    return _matcher(settings, in_service(settings))


def _matcher(settings: Settings, index: InService) -> Matcher:
    encoder = text_encoder(settings)
    return Matcher(encoder, lambda: index.get().glossary, model_id(settings))


def _writer(settings: Settings, index: InService) -> Writer:
    from assistant.models.chat_model import chat_model_of
    from assistant.proof.certain import Given, certain_fault
    from assistant.proof.support import Support, supports
    from assistant.proof.support.meaning import MeaningModel

    encoder = text_encoder(settings)
    model = MeaningModel.load(model_id(settings), settings.data_dir)

    def supported(sentence: str, spoken: Language, quote: str, quoted: Language) -> Support:
        return supports(sentence, spoken, quote, quoted, encoder, glossary=index.get().glossary, model=model)

    def certain(sentence: str, spoken: Language, given: Sequence[Given]) -> str | None:
        return certain_fault(sentence, spoken, given, encoder, index.get().glossary)

    prices = (settings.chat_price_in, settings.chat_price_out)
    writer = Writer(
        chat_model_of(settings),
        load_prompts(PROMPTS),
        Prover(supported, certain),
        settings.chat_timeout,
        prices=prices,
        check_prices=(settings.check_price_in, settings.check_price_out) if settings.check_model else prices,
        context=settings.chat_context,
    )
    return replace(writer, opinion=_opinion(settings, writer))


def _opinion(settings: Settings, writer: Writer) -> Opinion | None:
    """Return what judges the writer's sentences: the model that the settings name, or the writer's own."""
    from assistant.models.chat_model import check_model_of, is_chat_model

    if settings.check_model == NO_CHECK:
        return None
    if not settings.check_model:
        return ModelOpinion(writer.model, writer.prompts, writer.breaker)
    if is_chat_model(settings.check_model):
        return ModelOpinion(check_model_of(settings), writer.prompts)
    from assistant.models.entailment import load_entailment

    return EntailmentOpinion(load_entailment(settings.check_model).entails)


def partner_guide(assistant: Assistant, settings: Settings) -> PartnerGuide:
    """Return the partner guide over the index and the embedding model of an assistant."""
    likely = likely_of(lambda: text_encoder(settings), model_id(settings), settings.models)
    advised = advised_of(lambda: text_encoder(settings), model_id(settings), settings.models)
    return PartnerGuide(assistant.index, assistant.encoder, assistant.writer, assistant.corrections, likely, advised)


def open_uncalibrated(settings: Settings) -> Assistant:
    """Return an assistant to calibrate: one that takes every question to be on topic."""
    return _open(settings, TopicModel(model_id(settings), -math.inf))


def open_own(settings: Settings, folder: Path) -> OwnFile:
    """Return what answers from the index of a reader's own file; what it says is the file's own words alone.

    Raises:
        IndexUnavailable: when there is none.
    """
    own = settings.model_copy(update={"data_dir": folder, "model_dir": settings.models, "reranker_model": ""})
    plain = _open(own, WordedTopic(model_id(own), late=PLAIN))
    near, nearly = (replace(plain, topic=WordedTopic(model_id(own), math.inf, late), talks=False) for late in _NEAR)
    return OwnFile(plain, near, nearly)


def _open(settings: Settings, topic: TopicModel) -> Assistant:
    index = in_service(settings)
    index.get()  # a missing index is reported before the model takes its seconds to load
    encoder = text_encoder(settings)
    return Assistant(index, encoder, topic, _ranker(settings), kept=archive(settings))


def _ranker(settings: Settings) -> "CrossEncoderRanker | None":
    if not settings.reranker_model:
        return None
    from assistant.models.rerank import load_ranker

    return load_ranker(settings.reranker_model)
