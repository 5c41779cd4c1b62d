"""What people ask any assistant, in both languages: small talk by kind, and questions that have nothing to do with it.

They hold for every corpus. A question is told apart by which of all these it is most like, not by its words.
"""

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.search.groups import Group, Sample

_FILES = {Group.SMALL_TALK: "small_talk.csv", Group.OFF_TOPIC: "off_topic.csv"}


@cache
def samples() -> tuple[Sample, ...]:
    """Return all of them, each in both languages."""
    return tuple(
        Sample(group, f"{group}-{place}", language, row[language.value], row.get("kind", ""))
        for group, name in _FILES.items()
        for place, row in enumerate(_rows(name))
        for language in Language
    )


@cache
def key() -> str:
    """Return what changes when any of them does."""
    told = [(each.language, each.text, each.note) for each in samples()]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FITTED = ("mean", "projection", "head_0", "head_1")
EMBEDDED = Path(__file__).parent / "embedded.npz"
"""The vectors of these and of the shipped corpus's questions by one model, since to embed them takes a minute."""


def embedded(model: str) -> Mapping[str, NDArray[np.float32]]:
    """Return the vectors that come with the program by ``key_of`` their question; none for another model."""
    with np.load(EMBEDDED) as stored:
        if str(stored["model"]) != model:
            return {}
        vectors = stored["vectors"].astype(np.float32) * stored["scales"].astype(np.float32)[:, None]
        return dict(zip(stored["keys"].tolist(), vectors, strict=True))


def fitted(model: str) -> Mapping[str, Mapping[str, NDArray[np.float32]]]:
    """Return the arrays that were fitted to these questions, by the key of the fit; none for another model."""
    with np.load(EMBEDDED) as stored:
        if str(stored["model"]) != model or "fit" not in stored:
            return {}
        return {str(stored["fit"]): {name: stored[name].astype(np.float32) for name in FITTED}}


def save_embedded(
    model: str, vectors: Mapping[str, NDArray[np.float32]], fit: tuple[str, Mapping[str, NDArray[np.float32]]]
) -> None:
    """Write vectors, one byte a number, and what was fitted to them with its key, to come with the program."""
    stacked = np.array(list(vectors.values()), np.float32)
    scales = np.abs(stacked).max(axis=1) / 127
    np.savez(
        EMBEDDED,
        allow_pickle=False,
        model=np.array(model),
        keys=np.array(list(vectors)),
        vectors=np.rint(stacked / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        fit=np.array(fit[0]),
        **{name: fit[1][name].astype(np.float16) for name in FITTED},
    )


def key_of(language: Language, text: str) -> str:
    """Return what a question's vector is found by."""
    return hashlib.sha256(f"{language}\x1f{text}".encode()).hexdigest()[:16]
