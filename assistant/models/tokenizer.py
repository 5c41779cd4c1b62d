"""Counting the embedding model's tokens without loading the model."""

from collections.abc import Callable
from pathlib import Path

from tokenizers import Tokenizer

from assistant.models import bundled


def load_counter(name: str) -> Callable[[str], int]:
    """Return what counts the tokens of a text, as the model of a setting does; the model itself is a last resort.

    Raises:
        ModelUnavailable: with what to do.
    """
    if name == bundled.SETTING:
        from assistant.models.bundled.pieces import load_pieces

        return load_pieces().count
    if (file := Path(name) / "tokenizer.json").is_file():
        return _counter(Tokenizer.from_file(str(file)))
    from assistant.models.embedding import load_encoder

    return load_encoder(name).count_tokens


def _counter(tokenizer: Tokenizer) -> Callable[[str], int]:
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
