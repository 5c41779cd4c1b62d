from pathlib import Path

import numpy as np
import pytest

from assistant.search.index.tokens import PassageTokens, TokenStore, TokenWriter
from assistant.vectors import TOKEN_DIMENSIONS


def tokens(count: int, first: int) -> PassageTokens:
    vectors = np.arange(first, first + count, dtype=np.int8)[:, None].repeat(TOKEN_DIMENSIONS, axis=1)
    spans = np.array([[index - 1, index] for index in range(count)], np.int32).reshape(-1, 2)
    spans[spans[:, 0] < 0] = -1
    return PassageTokens(vectors, spans)


def test_tokens_come_back_from_the_place_they_were_given(tmp_path: Path) -> None:
    with TokenWriter(tmp_path) as writer:
        places = [writer.append(tokens(2, 0)), writer.append(tokens(0, 0)), writer.append(tokens(3, -60))]
    store = TokenStore(tmp_path, 5)
    assert places == [(0, 2), (2, 0), (2, 3)]
    assert [store.get(*place).vectors[:, 0].tolist() for place in places] == [[0, 1], [], [-60, -59, -58]]
    assert store.get(*places[0]).spans.tolist() == [[-1, -1], [0, 1]]  # the first is not of the passage


def test_an_empty_store_can_be_opened(tmp_path: Path) -> None:
    with TokenWriter(tmp_path):
        pass
    assert TokenStore(tmp_path, 0).get(0, 0).vectors.shape == (0, TOKEN_DIMENSIONS)


@pytest.mark.parametrize("name", ["tokens.int8", "spans.uint16"])
def test_a_store_that_lost_its_end_is_refused(tmp_path: Path, name: str) -> None:
    with TokenWriter(tmp_path) as writer:
        writer.append(tokens(4, 0))
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[: -(128 if name.endswith("int8") else 4)])
    with pytest.raises(ValueError, match="4 tokens expected"):
        TokenStore(tmp_path, 4)


def test_a_missing_file_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TokenStore(tmp_path, 0)


def test_a_span_beyond_what_can_be_counted_stays_one(tmp_path: Path) -> None:
    far = PassageTokens(np.zeros((2, TOKEN_DIMENSIONS), np.int8), np.array([[65_535, 70_000], [5, 9]], np.int32))
    with TokenWriter(tmp_path) as writer:
        writer.append(far)
    assert TokenStore(tmp_path, 2).get(0, 2).spans.tolist() == [[65_534, 65_534], [5, 9]]
