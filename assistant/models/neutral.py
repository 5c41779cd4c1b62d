"""The language-neutral space: what is left of a vector when its language's mean is taken away.

A multilingual model puts English and Dutch texts in two clouds; within a mixed collection a question finds its own
cloud first. Subtracting each language's mean vector lays the clouds over each other. The means come from fixed banks of
parallel sentences and questions shipped with the project, not from the corpus, so that a passage's vector depends on
nothing but its text, its language and the model. Token vectors get the same treatment, then a projection to
``TOKEN_DIMENSIONS`` (principal components of the banks' tokens) and one byte a dimension.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.models.banks import bank, banks_version
from assistant.models.embedding import Encoded, Encoder
from assistant.vectors import TOKEN_DIMENSIONS

Kind = Literal["query", "passage"]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class NeutralVectors:
    """A text in the neutral space: ``vector`` (dimensions,), length 1; ``tokens`` (tokens, 128) int8, length 127."""

    vector: Floats
    tokens: NDArray[np.int8]
    spans: NDArray[np.int32]


@dataclass(frozen=True)
class NeutralSpace:
    """Means a kind of text and language, ``means["query-en"]``, and the tokens' projection (dimensions, 128)."""

    means: dict[str, Floats]
    token_means: dict[str, Floats]
    projection: Floats

    def place(self, encoded: Sequence[Encoded], kind: Kind, language: Language) -> list[NeutralVectors]:
        """Put encoded texts into the neutral space; all together, since many small products take far longer."""
        if not encoded:
            return []
        key = f"{kind}-{language}"
        tokens = np.concatenate([item.tokens for item in encoded]) - self.token_means[key]
        placed = np.rint(_normalised(tokens @ self.projection) * 127).astype(np.int8)
        ends = np.cumsum([len(item.tokens) for item in encoded])[:-1]
        return [
            NeutralVectors(_normalised(item.vector - self.means[key]), own, item.spans)
            for item, own in zip(encoded, np.split(placed, ends), strict=True)
        ]


@dataclass(frozen=True)
class NeutralEncoder:
    """A model and its neutral space: texts in, comparable vectors out, whatever their language."""

    encoder: Encoder
    space: NeutralSpace

    def question(self, text: str, language: Language) -> NeutralVectors:
        """Encode a question of a language."""
        return self.questions([text], language)[0]

    def questions(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        """Encode questions of a language."""
        return self.space.place(self.encoder.encode_queries(texts), "query", language)

    def passages(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        """Encode passages of a language."""
        return self.space.place(self.encoder.encode_passages(texts), "passage", language)

    def count_tokens(self, text: str) -> int:
        """Return the number of the model's tokens in a text."""
        return self.encoder.count_tokens(text)


def neutral_space(encoder: Encoder, cache_dir: Path) -> NeutralSpace:
    """Return the space of a model, measured from the banks the first time (some seconds) and kept in ``cache_dir``."""
    digest = hashlib.sha256(f"{encoder.name} {encoder.prompts} {banks_version()}".encode()).hexdigest()[:16]
    path = cache_dir / f"neutral-{digest}.npz"
    try:
        return _load(path)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):  # not measured yet, or damaged
        space = _measure(encoder)
        cache_dir.mkdir(parents=True, exist_ok=True)
        _save(space, path)
        return _load(path)


def _measure(encoder: Encoder) -> NeutralSpace:
    means: dict[str, Floats] = {}
    token_means: dict[str, Floats] = {}
    centred: list[Floats] = []
    for kind, name in (("passage", "sentences.tsv"), ("query", "questions.tsv")):
        for language, texts in bank(name).items():
            encode = encoder.encode_passages if kind == "passage" else encoder.encode_queries
            encoded = encode(texts)
            tokens = np.concatenate([item.tokens for item in encoded])
            means[f"{kind}-{language}"] = np.mean([item.vector for item in encoded], axis=0, dtype=np.float32)
            token_means[f"{kind}-{language}"] = tokens.mean(axis=0, dtype=np.float32)
            centred.append(tokens - token_means[f"{kind}-{language}"])
    _, _, components = np.linalg.svd(np.concatenate(centred), full_matrices=False)
    return NeutralSpace(means, token_means, components[:TOKEN_DIMENSIONS].T.astype(np.float32))


def _save(space: NeutralSpace, path: Path) -> None:
    temporary = path.with_suffix(".partial.npz")
    named = {f"mean:{key}": value for key, value in space.means.items()}
    named |= {f"token_mean:{key}": value for key, value in space.token_means.items()}
    np.savez(temporary, allow_pickle=False, projection=space.projection, **named)
    temporary.replace(path)


def _load(path: Path) -> NeutralSpace:
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}

    def named(prefix: str) -> dict[str, Floats]:
        return {name.split(":")[1]: value for name, value in arrays.items() if name.startswith(prefix + ":")}

    return NeutralSpace(named("mean"), named("token_mean"), arrays["projection"])


def _normalised(vectors: NDArray[np.floating]) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result
