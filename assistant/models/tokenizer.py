"""Counting the embedding model's tokens without loading the model."""

from collections.abc import Callable
from pathlib import Path

from tokenizers import Tokenizer

from assistant.models.bundled import NAME


def load_counter(name: str, models_dir: Path) -> Callable[[str], int]:
    """Return what counts the tokens of a text, as the model of a setting does; the model itself is a last resort.

    Raises:
        ModelUnavailable: with what to do.
    """
    folders = sorted(models_dir.glob(f"{NAME}-*")) if name == "bundled" else [Path(name)]
    for folder in folders:
        if (folder / "tokenizer.json").is_file():
            return _counter(Tokenizer.from_file(str(folder / "tokenizer.json")))
    from assistant.models.embedding import load_encoder

    return load_encoder(name, models_dir).count_tokens


def _counter(tokenizer: Tokenizer) -> Callable[[str], int]:
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
