from pathlib import Path

import numpy as np
import pytest

from assistant.index.tokens import TOKEN_DIMENSIONS, PassageTokens, TokenStore, TokenWriter


def tokens(count: int, first: int) -> PassageTokens:
    vectors = np.arange(first, first + count, dtype=np.int8)[:, None].repeat(TOKEN_DIMENSIONS, axis=1)
    spans = np.array([[index - 1, index] for index in range(first, first + count)], np.int32)
    return PassageTokens(vectors, spans.reshape(-1, 2))


def test_tokens_come_back_from_the_place_they_were_given(tmp_path: Path) -> None:
    with TokenWriter(tmp_path) as writer:
        places = [writer.append(tokens(2, 0)), writer.append(tokens(0, 0)), writer.append(tokens(3, -60))]
    store = TokenStore(tmp_path, 5)
    assert places == [(0, 2), (2, 0), (2, 3)]
    assert [store.get(*place).vectors[:, 0].tolist() for place in places] == [[0, 1], [], [-60, -59, -58]]
    assert store.get(*places[2]).spans.tolist() == [[-61, -60], [-60, -59], [-59, -58]]


def test_an_empty_store_can_be_opened(tmp_path: Path) -> None:
    with TokenWriter(tmp_path):
        pass
    assert TokenStore(tmp_path, 0).get(0, 0).vectors.shape == (0, TOKEN_DIMENSIONS)


@pytest.mark.parametrize("name", ["tokens.int8", "spans.int32"])
def test_a_store_that_lost_its_end_is_refused(tmp_path: Path, name: str) -> None:
    with TokenWriter(tmp_path) as writer:
        writer.append(tokens(4, 0))
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[: -(128 if name.endswith("int8") else 8)])
    with pytest.raises(ValueError, match="4 tokens expected"):
        TokenStore(tmp_path, 4)


def test_a_missing_file_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TokenStore(tmp_path, 0)
