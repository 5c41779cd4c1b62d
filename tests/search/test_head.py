"""The head: questions that one place answers come together, also those that it was not fitted to."""

import numpy as np
from numpy.typing import NDArray

from assistant.search.likeness import head

RANDOM = np.random.default_rng(3)
PLACES, WORDINGS, DIMENSIONS = 12, 12, 24


def normalised(points: NDArray[np.float64]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(points, axis=-1, keepdims=True)
    placed: NDArray[np.float32] = (points / lengths).astype(np.float32)
    return placed


def nearest_is_right(
    points: NDArray[np.float32], known: NDArray[np.float32], answers: NDArray[np.int64], wanted: NDArray[np.int64]
) -> float:
    return float((answers[(points @ known.T).argmax(axis=1)] == wanted).mean())


def test_questions_of_one_place_come_together_where_no_direction_tells_them_apart() -> None:
    # what tells the places apart is the product of two directions, beside much that does not matter
    signs = RANDOM.choice([-1.0, 1.0], (PLACES * WORDINGS * 2, 2))
    answers = (signs[:, 0] * signs[:, 1] > 0).astype(int)
    points = normalised(np.hstack([signs, 0.6 * RANDOM.standard_normal((len(signs), DIMENSIONS))]))
    known, asked = slice(0, len(points) // 2), slice(len(points) // 2, None)
    rows = [str(number) for number in range(len(points) // 2)]
    fitted = head.fit(points[known], [[answer] for answer in answers[known]], rows)
    assert fitted is not None
    bent = nearest_is_right(fitted.place(points[asked]), fitted.place(points[known]), answers[known], answers[asked])
    assert bent > nearest_is_right(points[asked], points[known], answers[known], answers[asked])
    assert np.allclose(np.linalg.norm(fitted.place(points), axis=1), 1, atol=1e-5)


def test_the_same_questions_give_the_same_head() -> None:
    points = normalised(RANDOM.standard_normal((40, DIMENSIONS)))
    places, rows = [[number % 4] for number in range(40)], [str(number) for number in range(40)]
    first, second = head.fit(points, places, rows), head.fit(points, places, rows)
    assert first is not None
    assert second is not None
    assert all((one == other).all() for one, other in zip(first.weights, second.weights, strict=True))


def test_without_two_rows_on_one_place_there_is_nothing_to_fit() -> None:
    points = normalised(RANDOM.standard_normal((4, DIMENSIONS)))
    assert head.fit(points, [["a"], ["a"], ["b"], ["c"]], ["1", "1", "2", "3"]) is None
    assert head.fit(points[:0], [], []) is None
