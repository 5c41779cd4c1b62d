"""Weights of a small linear model over an embedding model's vectors: the bundled model's come with the program."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[Any]


def name_of(kind: str, known: bytes) -> str:
    """Return the name of the file with weights of a kind, by all that they are fitted to."""
    return f"{kind}-{hashlib.sha256(known).hexdigest()[:16]}.npz"


def kept(name: str, shipped: Path, cache_dir: Path, fit: Callable[[], Weights]) -> Weights:
    """Return the weights of a name: shipped, kept in a folder, or fitted now, some seconds, and kept there."""
    path = cache_dir / name
    try:
        with np.load(shipped / name if (shipped / name).exists() else path) as stored:
            found: Weights = stored["weights"]
            return found
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):  # not fitted yet, or damaged
        fitted = fit()
        cache_dir.mkdir(parents=True, exist_ok=True)
        save(fitted, path)
        return fitted


def save(weights: Weights, path: Path) -> None:
    """Write weights, which are whole as soon as they are there."""
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, allow_pickle=False, weights=weights)
    partial.replace(path)
