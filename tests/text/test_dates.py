import pytest

from assistant.domain import Language
from assistant.text.dates import date_in, moment_of, years_in


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("November 2024", (2024, 11, 0)),
        ("november 2024", (2024, 11, 0)),
        ("1 maart 2019", (2019, 3, 0)),
        ("2024-03", (2024, 3, 0)),
        ("2024-03-05", (2024, 3, 5)),
        ("2018", (2018, 0, 0)),
        ("second edition, 2018", (2018, 0, 0)),
        ("", None),
        ("undated", None),
        ("12345", None),
    ],
)
def test_a_date_is_read_as_its_publisher_states_it(stated: str, moment: tuple[int, int, int] | None) -> None:
    assert moment_of(stated) == moment


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("November 2024", "november 2024"),
        ("2024-03", "maart 2024"),
        ("5 March 2024", "5 maart 2024"),
        ("2024-03-05", "5 maart 2024"),
        ("2018", "2018"),
        ("second edition, May 2018", "second edition, May 2018"),
        ("2024-02-31", "2024-02-31"),
        ("2024-13", "2024-13"),
        ("", ""),
    ],
)
def test_a_date_is_told_in_the_readers_language(stated: str, told: str) -> None:
    assert date_in(stated, Language.NL) == told


def test_years_are_told_from_other_numbers() -> None:
    assert years_in("In 2019 there were 2500 of 20191, and in 2021 more.") == [2019, 2021]
