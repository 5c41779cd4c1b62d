"""What a passage's vectors are made from, and the key that tells whether they still fit."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Passage
from assistant.search.translated import Rendition


def context(passage: Passage) -> str:
    """Return what is put before a passage for embedding: its title, and headings that its text does not begin with."""
    headings = [heading for heading in (passage.title, *passage.heading_path) if not passage.text.startswith(heading)]
    return " › ".join(dict.fromkeys(headings)) + "\n"


def vector_key(passage: Passage, model: str) -> str:
    """Return the hash of all that a passage's vectors depend on."""
    parts = (model, passage.language, context(passage), passage.text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def rendition_key(rendition: Rendition, model: str) -> str:
    """Return the hash of all that a rendition's vectors and their places depend on."""
    own = vector_key(rendition.passage, model)
    return hashlib.sha256(f"{own}{rendition.pieces}".encode()).hexdigest()[:24] if rendition.pieces else own


def in_passage(spans: NDArray[np.int32], context_length: int) -> NDArray[np.int32]:
    """Count spans from the passage's first character; tokens of the context get -1."""
    shifted = spans - context_length
    shifted[shifted[:, 0] < 0] = -1
    return shifted
