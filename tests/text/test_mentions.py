import pytest

from assistant.domain import Language
from assistant.text import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs € 500 a day.", True),
        ("Dat kost twintig euro.", True),
        ("a fee of 30 dollars", True),
        ("Offer financial compensation.", False),
        ("five pilots", False),
    ],
)
def test_an_amount_of_money_is_recognised(text: str, expected: bool) -> None:
    assert mentions.has_money(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the 2022 edition", True),
        ("begin maart 2024", True),
        ("in november", True),
        ("on 4 May", True),
        ("You may ask", False),
        ("five suppliers", False),
    ],
)
def test_a_date_is_recognised_but_not_the_verb_may(text: str, expected: bool) -> None:
    assert mentions.has_date(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Fair Wear or &Wider about the CCC.", ["Fair", "Wear", "&Wider", "CCC"]),
        ("The Dutch companies met. They agreed.", []),
        ("Contact the NGO and the CEO.", []),
        ("de Oeigoerse gemeenschap en Turkish suppliers", []),
        ("", []),
    ],
)
def test_names_are_words_with_a_capital_where_no_sentence_begins(text: str, expected: list[str]) -> None:
    assert mentions.names(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("What about Vietnam?", {"VN"}),
        ("hoe zit het in duitsland", {"DE"}),
        ("cotton from ivory coast", {"CI"}),
        ("our supplier in Turkey", {"TR"}),
        ("roast turkey", set()),
        ("We buy in South Africa and Germany", {"ZA", "DE"}),
        ("charity", set()),
        ("a chili sauce and a guinea pig in a jersey", set()),
        ("Hoe zit het in Chili?", {"CL"}),
    ],
)
def test_countries_are_recognised_in_both_languages_whatever_the_case(text: str, codes: set[str]) -> None:
    assert mentions.territories(text) == codes


def test_a_country_has_a_name_in_each_language() -> None:
    assert [mentions.territory_name("DE", language) for language in Language] == ["Germany", "Duitsland"]


@pytest.mark.parametrize("text", ["60 %", "twenty percent", "vijf procent"])
def test_a_percentage_is_recognised(text: str) -> None:
    assert mentions.has_percentage(text)


@pytest.mark.parametrize("text", ["about ten years", "3 maanden", "two working days"])
def test_a_length_of_time_is_recognised(text: str) -> None:
    assert mentions.has_duration(text)


@pytest.mark.parametrize("text", ["suppliers in Rajasthan", "fabrieken in Pakistan"])
def test_a_place_is_recognised(text: str) -> None:
    assert mentions.has_place(text)
