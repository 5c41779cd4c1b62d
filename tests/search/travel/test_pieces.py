from pathlib import Path

import numpy as np
import pytest

from assistant.search.travel.pieces import LEAST, MOST, cut


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


RANDOM = np.random.default_rng(1).bytes(9 << 20)  # longer than one window


@pytest.mark.parametrize("data", [b"", b"a", bytes(3 << 20), RANDOM, RANDOM[: LEAST + 1]], ids=len)
def test_the_pieces_of_a_file_are_the_file(data: bytes, tmp_path: Path) -> None:
    pieces = list(cut(written(tmp_path / "file", data)))
    assert b"".join(part for _, part in pieces) == data
    assert all(LEAST <= piece.size <= MOST for piece, _ in pieces[:-1])
    assert all(piece.size == len(part) <= MOST for piece, part in pieces)


@pytest.mark.parametrize("place", [0, 1_000_000, 8 << 20])
def test_bytes_put_in_change_the_pieces_around_them_only(place: int, tmp_path: Path) -> None:
    before = {piece for piece, _ in cut(written(tmp_path / "before", RANDOM))}
    after = [piece for piece, _ in cut(written(tmp_path / "after", RANDOM[:place] + b"put in" + RANDOM[place:]))]
    assert len(before) > 20
    assert len([piece for piece in after if piece not in before]) <= 2
