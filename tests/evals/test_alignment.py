import pytest

from evals.studies.readers.alignment import Alignment, measure


def test_the_same_words_are_whole_and_in_order_whatever_the_layout() -> None:
    assert measure("the\nQUICK, brown\u00ad fox", "The quick brown fox.") == Alignment(1.0, 1.0, 1.0)


def test_missing_words_cost_recall_and_foreign_ones_precision() -> None:
    assert measure("one two menu menu", "one two three four") == Alignment(recall=0.5, order=1.0, precision=0.5)


def test_moved_words_cost_order() -> None:
    assert measure("three four one two", "one two three four") == Alignment(recall=1.0, order=0.5, precision=1.0)


def test_a_word_counts_as_often_as_it_comes() -> None:
    assert measure("yes", "yes yes") == Alignment(recall=0.5, order=1.0, precision=1.0)


def test_nothing_read_is_nothing() -> None:
    assert measure("", "words") == Alignment(0.0, 0.0, 0.0)
    with pytest.raises(ValueError, match="no words"):
        measure("words", " - ")
