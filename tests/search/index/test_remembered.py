"""What was read of a generation is not read again."""

from collections.abc import Sequence

from assistant.search.index.remembered import Remembered


def test_what_was_read_is_not_read_again_whether_it_was_there_or_not() -> None:
    read: list[list[str]] = []

    def lengths(keys: Sequence[str]) -> dict[str, int]:
        read.append(list(keys))
        return {key: len(key) for key in keys if key != "unknown"}

    remembered = Remembered(lengths)
    assert remembered.get(["one", "three", "unknown", "one"]) == {"one": 3, "three": 5}
    assert remembered.get(["three", "four", "unknown"]) == {"three": 5, "four": 4}
    assert remembered.get([]) == {}
    assert read == [["one", "three", "unknown"], ["four"]]


def test_it_holds_no_more_than_it_may_and_gives_everything_all_the_same() -> None:
    remembered = Remembered(lambda keys: {key: key for key in keys}, most=3)
    for number in range(20):
        wanted = [str(number), str(number + 1)]
        assert remembered.get(wanted) == {key: key for key in wanted}
        assert len(remembered._held) <= 3 + 2
