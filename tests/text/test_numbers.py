"""Numbers in words, in either language."""

import pytest

from assistant.text import mentions
from assistant.text.numbers import in_digits, value_of


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("thirteen weeks, ninety-five percent", "13 weeks, 95 percent"),
        ("nineteen of seventy suppliers", "19 of 70 suppliers"),
        ("dertien weken en vijfennegentig procent", "13 weken en 95 procent"),
        ("zestig, zeventig, tachtig of negentig", "60, 70, 80 of 90"),
        ("één partner, maar geen een", "1 partner, maar geen een"),
        ("two hundred and five people", "205 people"),
        ("tweeëntwintig bedrijven", "22 bedrijven"),
        ("the third of them, de derde", "the third of them, de derde"),
        ("12 dogs; 3,5 million", "12 dogs; 3,5 1000000"),
        ("often", "often"),
        ("", ""),
    ],
)
def test_numbers_in_words_become_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("third", 3),
        ("derde", 3),
        ("Thirteen", 13),
        ("dertiende", 13),
        ("een", 1),
        ("7", 7),
        ("workers", None),
        ("½", None),
    ],
)
def test_a_word_has_a_value_where_it_is_a_number(word: str, value: int | None) -> None:
    assert value_of(word) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It took fourteen months.", True),
        ("Het duurde zestien maanden.", True),
        ("It took one year.", True),
        ("Het duurde één jaar.", True),
        ("Het is een jaar geleden.", False),
        ("the second month", False),
    ],
)
def test_a_duration_is_recognised_whatever_the_number(text: str, found: bool) -> None:
    assert mentions.has_duration(text) is found


def test_places_of_numbers_are_those_in_the_text() -> None:
    text = "Of seventy-two firms, 15 left; half came back."
    assert [text[start:end] for start, end in mentions.numbers(text)] == ["seventy-two", "15", "half"]


def test_what_is_counted_in_small_numbers_is_known_from_thirteen_on_as_well() -> None:
    assert mentions.counted("These thirteen pilots and two of them; 1998 cases") == [(13, "pilots")]
