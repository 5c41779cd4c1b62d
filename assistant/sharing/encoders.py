"""From settings to what turns texts into vectors: the embedding model, loaded here, or the server that has it.

The model's libraries take seconds to import, so they are imported where it is first needed.
"""

import gc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.models import bundled
from assistant.models.banks import banks_version
from assistant.models.tokenizer import load_counter
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.models.apart.client import TextEncoder
    from assistant.models.neutral import NeutralEncoder


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


@cache
def _served_encoder(url: str, name: str, token: str, timeout: float, models_dir: Path) -> "NeutralEncoder":
    """Return a model that another server has, with its neutral space, which is measured from it the first time."""
    from assistant.models.apart.tei import ServedModel
    from assistant.models.embedding import Encoder
    from assistant.models.neutral import NeutralEncoder, neutral_space

    encoder = Encoder(ServedModel(url, name, token, timeout), name)
    return NeutralEncoder(encoder, neutral_space(encoder, models_dir))


def passage_counter(settings: Settings) -> Callable[[str], int]:
    """Return what counts the tokens of passages, where the model is: only a server of another kind counts itself."""
    if settings.embedding_url and settings.embedding_kind == "tei":
        return text_encoder(settings).count_tokens
    return token_counter(settings.embedding_model)


def text_encoder(settings: Settings) -> "TextEncoder":
    """Return what turns texts into vectors: the server that the settings name, else the model, loaded here."""
    name, folder = settings.embedding_model, settings.models
    if not settings.embedding_url:
        return neutral_encoder(name, folder)
    if settings.embedding_kind == "tei":
        return _served_encoder(
            settings.embedding_url, name, settings.embedding_token, settings.embedding_timeout, folder
        )
    fallback = (lambda: neutral_encoder(name, folder)) if settings.embedding_fallback else None
    from assistant.models.apart.client import RemoteEncoder

    return RemoteEncoder(
        settings.embedding_url, model_id(settings), lambda text: token_counter(name)(text),
        settings.embedding_token, settings.embedding_timeout, fallback,
    )  # fmt: skip
