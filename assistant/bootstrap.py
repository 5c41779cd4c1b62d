"""From settings to objects: the one place that knows how the parts are put together.

The embedding model's libraries take seconds to import, so they are imported where the model is first needed.
"""

import gc
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Assistant
from assistant.banks import banks_version
from assistant.index import IndexInService
from assistant.index.builder import Progress
from assistant.index.generations import Generations
from assistant.language import detect_language
from assistant.settings import Settings
from assistant.topic import FEATURES, TopicModel
from ingest.sync import IngestReport, ingest

if TYPE_CHECKING:
    from assistant.neutral import NeutralEncoder
    from assistant.rerank import CrossEncoderReranker


def run_ingest(settings: Settings, progress: Progress = lambda done, total: None) -> IngestReport:
    """Bring the index in line with its documents; the embedding model is loaded only when it is needed.

    The documents are those of the setting or option, else those that the data folder's index is of already: serving a
    folder of one's own documents must not replace them by the ones that come with the program.
    """
    index = generations(settings)
    chosen = "corpus_dir" in settings.model_fields_set
    corpus_dir = settings.corpus_dir if chosen else index.remembered() or settings.corpus_dir
    report = ingest(
        corpus_dir,
        index,
        model_id(settings),
        detect_language=detect_language,
        load_encoder=lambda: neutral_encoder(settings.embedding_model, settings.models),
        progress=progress,
    )
    index.remember(corpus_dir)
    return report


def generations(settings: Settings) -> Generations:
    """Return the index folder of the data folder."""
    return Generations(settings.data_dir / "index")


def model_id(settings: Settings) -> str:
    """Return what an index notes of the model that made it; loading the model is not needed to know it."""
    return f"{settings.embedding_model}/{banks_version()}"


@cache
def neutral_encoder(name: str, models_dir: Path) -> "NeutralEncoder":
    """Return the embedding model with its neutral space, loaded once in a process."""
    from assistant.embedding import load_encoder
    from assistant.neutral import NeutralEncoder, neutral_space

    encoder = load_encoder(name, models_dir)
    loaded = NeutralEncoder(encoder, neutral_space(encoder, models_dir))
    gc.freeze()  # what is loaded stays for good, so that the collector need not look at it again
    gc.enable()
    return loaded


def open_assistant(settings: Settings) -> Assistant:
    """Return the assistant over the index in service.

    Raises:
        IndexUnavailable: when there is no index that fits the settings.
        ModelUnavailable: when the embedding model cannot be loaded.
        ConfigurationError: when the refusals are not calibrated for it.
    """
    return _open(settings, TopicModel.load(model_id(settings), settings.data_dir))


def open_uncalibrated(settings: Settings) -> Assistant:
    """Return an assistant to calibrate: one that takes every question to be on topic."""
    return _open(settings, TopicModel(model_id(settings), (0.0,) * len(FEATURES), 0.0))


def _open(settings: Settings, topic: TopicModel) -> Assistant:
    index = IndexInService(generations(settings), model_id(settings))
    index.get()  # a missing index is reported before the model takes its seconds to load
    return Assistant(index, neutral_encoder(settings.embedding_model, settings.models), topic, _reranker(settings))


def _reranker(settings: Settings) -> "CrossEncoderReranker | None":
    if not settings.reranker_model:
        return None
    from assistant.rerank import load_reranker

    return load_reranker(settings.reranker_model)
