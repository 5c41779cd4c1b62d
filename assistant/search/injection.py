"""Sentences that tell a language model what to do, in a document that is for people: an attack, or a slip.

Each is judged by itself, so that what stands beside it is kept. A few patterns are certain. Else the judgement is that
of a linear model over the sentence's vector and a number of weak signs, fitted to a bank of such sentences and of
guidance that only sounds like them ("Do not ignore local rules").
"""

import csv
import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.models import fitted
from assistant.models.banks import bank as neutral
from assistant.text.plain import visible
from assistant.vectors import EncodedText

Exact = NDArray[np.float64]

BORDER = 0.3  # the score above which a sentence speaks to a machine: 1 in 100 of the bank's harmless ones reaches it
VECTOR_SCALE = 2.0  # how much a vector, of length 1, weighs beside the signs; by cross-validation on the bank
RIDGE = 3.0
_TABLE = Path(__file__).with_suffix(".toml")
_BANK = Path(__file__).parent / "banks" / "machine.csv"
SHIPPED = _BANK.parent


class SentenceEncoder(Protocol):
    """What turns sentences of a language into vectors."""

    def questions(self, texts: Sequence[str], language: Language) -> Sequence[EncodedText]:
        """Encode short texts."""


def version() -> str:
    """Return the fingerprint of all that a judgement depends on, the embedding model aside."""
    settings = f"{BORDER} {VECTOR_SCALE} {RIDGE}".encode()
    return hashlib.sha256(settings + _TABLE.read_bytes() + _BANK.read_bytes()).hexdigest()[:12]


def certain_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text has what no guidance for people has, whichever sentences it runs through."""
    return [found.span() for pattern in _patterns("certain").values() for found in pattern.finditer(text)]


@lru_cache(maxsize=50_000)
def instructs(text: str) -> bool:
    """Tell, without a model, whether a text may speak to one; too often, so only to doubt a translation with it."""
    shown = visible(text)
    return bool(certain_spans(shown)) or _patterns("signs")["override"].search(shown) is not None


@dataclass(frozen=True)
class Judge:
    """A judge with the weights of an embedding model; ``encoder`` is only asked for when a sentence is in doubt."""

    encoder: Callable[[], SentenceEncoder]
    weights: Callable[[], Exact]

    def speaks(self, sentences: Sequence[str], language: Language) -> list[bool]:
        """Tell of each sentence whether it speaks to a machine."""
        shown = [visible(sentence) for sentence in sentences]
        signs = [_signs(sentence) for sentence in shown]
        verdicts = [bool(certain_spans(sentence)) for sentence in shown]
        doubtful = [place for place, found in enumerate(signs) if found[:-1].any() and not verdicts[place]]
        if not doubtful:
            return verdicts
        vectors = _vectors(self.encoder(), [shown[place] for place in doubtful], language)
        scores = _inputs(vectors, np.stack([signs[place] for place in doubtful])) @ self.weights()
        for place, score in zip(doubtful, scores, strict=True):
            verdicts[place] = bool(score > BORDER)
        return verdicts


def judge_of(encoder: Callable[[], SentenceEncoder], model: str, cache_dir: Path) -> Judge:
    """Return the judge for an embedding model.

    The bundled model's weights come with it; another's are fitted to the bank once, some seconds, and kept in a folder.
    """

    @cache
    def weights() -> Exact:
        return fitted.kept(weights_name(model), SHIPPED, cache_dir, lambda: fit(encoder()))

    return Judge(encoder, weights)


def weights_name(model: str) -> str:
    """Return the name of the file with the weights for an embedding model."""
    return fitted.name_of("machine", f"{model} {version()}".encode())


def fit(encoder: SentenceEncoder) -> Exact:
    """Return weights by ridge regression on the bank, both sides counting alike."""
    inputs, wanted = bank_inputs(encoder)
    return solve(inputs, wanted)


def bank_inputs(encoder: SentenceEncoder) -> tuple[Exact, Exact]:
    """Return what is known of each sentence, and 1 for those that speak to a machine, else -1.

    To the bank's are added the neutral sentences that come with the embedding: what is said in any document.
    """
    vectors, signs, wanted = [], [], []
    for language in Language:
        rows = [(row["text"], row["speaks"] == "yes") for row in bank() if row["language"] == language]
        rows += [(text, False) for text in neutral("sentences.tsv")[language]]
        vectors.append(_vectors(encoder, [text for text, _ in rows], language))
        signs += [_signs(text) for text, _ in rows]
        wanted += [1.0 if speaks else -1.0 for _, speaks in rows]
    return _inputs(np.concatenate(vectors), np.stack(signs)), np.array(wanted)


def solve(inputs: Exact, wanted: Exact) -> Exact:
    """Fit weights to inputs (n, figures)."""
    speaking = float((wanted > 0).mean())
    counts = np.where(wanted > 0, 0.5 / speaking, 0.5 / (1 - speaking))[:, None]
    squares = inputs.T @ (inputs * counts) + RIDGE * np.eye(inputs.shape[1])
    return np.linalg.solve(squares, inputs.T @ (counts[:, 0] * wanted)).astype(np.float64)


@cache
def bank() -> tuple[Mapping[str, str], ...]:
    """Return the sentences that the judgement is fitted to."""
    with _BANK.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _vectors(encoder: SentenceEncoder, texts: Sequence[str], language: Language) -> Exact:
    return np.stack([each.vector for each in encoder.questions(texts, language)]).astype(np.float64)


def _inputs(vectors: Exact, signs: Exact) -> Exact:
    return np.hstack([VECTOR_SCALE * vectors, signs, np.ones((len(signs), 1))])


def _signs(text: str) -> Exact:
    return np.array([bool(pattern.search(text)) for pattern in _patterns("signs").values()], np.float64)


@cache
def _patterns(kind: str) -> Mapping[str, re.Pattern[str]]:
    table: dict[str, Any] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    return {
        name: re.compile(pattern.replace("{machine}", table["machine"]), flags) for name, pattern in table[kind].items()
    }
