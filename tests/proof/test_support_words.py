"""The parts of the check that need no model: numbers, names, negations, and the word lists themselves."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

import assistant.proof.support
from assistant.domain import Language
from assistant.proof.support.denial import negators, prefixed
from assistant.proof.support.names import places
from assistant.proof.support.numbers import calendar, numbers
from assistant.proof.support.reading import Reading, read
from tests.hash_encoder import HashEncoder

EN, NL = Language.EN, Language.NL
FOLDER = Path(assistant.proof.support.__file__).parent / "data"
OPPOSITES = tomllib.loads((FOLDER / "opposites.toml").read_text(encoding="utf-8"))
ACTORS = tomllib.loads((FOLDER / "actors.toml").read_text(encoding="utf-8"))


def reading(text: str, language: Language) -> Reading:
    return read(text, language, HashEncoder())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("twenty-two members and 3,500 euros", EN, {(22, ""), (3500, "money")}),
        ("tweeëntwintig leden en € 3.500", NL, {(22, ""), (3500, "money")}),
        ("forty per cent of 1.5 million", EN, {(40, "percent"), (1.5, ""), (1_000_000, "")}),
        ("twee keer per week, om de tien dagen", NL, {(2, "times"), (10, "day")}),
        ("half of them, twice", EN, {(0.5, ""), (2, "")}),
        ("from 7 am to 9 pm", EN, {(7, "hour"), (21, "hour")}),
        ("one of us", EN, set()),
        ("een van ons", NL, set()),
    ],
)
def test_numbers_have_the_same_value_in_digits_and_words(
    text: str, language: Language, expected: set[tuple[float, str]]
) -> None:
    assert {(number.value, number.unit) for number in numbers(reading(text, language))} == expected


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("at least five", EN, 1),
        ("hoogstens vijf", NL, 0),
        ("no more than five", EN, 0),
        ("niet meer dan vijf", NL, 0),
        ("five", EN, None),
    ],
)
def test_a_number_may_be_a_bound(text: str, language: Language, bound: int | None) -> None:
    assert [number.bound for number in numbers(reading(text, language))] == [bound]


def test_months_and_weekdays_are_the_same_in_both_languages() -> None:
    assert calendar(reading("on Mondays in May 2024", EN)) == calendar(reading("op maandag in mei 2024", NL))
    assert calendar(reading("You may ask", EN)) == frozenset()


@pytest.mark.parametrize(
    ("english", "dutch"),
    [("a Dutch NGO in Pakistan", "een Nederlandse ngo in Pakistan"), ("Germany and Europe", "Duitse en Europese")],
)
def test_places_are_the_same_in_both_languages(english: str, dutch: str) -> None:
    assert places(reading(english, EN)) == places(reading(dutch, NL))


@pytest.mark.parametrize(
    ("text", "language", "denying"),
    [
        ("They do not pay and never did", EN, ["not", "never"]),
        ("not only wages", EN, []),
        ("Zij betalen niet zonder reden", NL, ["niet", "zonder"]),
        ("niet alleen loon", NL, []),
        ("Avoid tight deadlines", EN, ["avoid"]),
    ],
)
def test_negations_are_found_but_not_in_phrases_that_deny_nothing(
    text: str, language: Language, denying: list[str]
) -> None:
    found = reading(text, language)
    assert [found.words[number].text for number in negators(found)] == denying


@pytest.mark.parametrize(
    ("text", "language", "denying"),
    [
        ("Uncle Bob is unhelpful under universal law", EN, ["unhelpful"]),
        ("Ongeveer onbruikbaar onderzoek", NL, ["onbruikbaar"]),
    ],
)
def test_un_denies_but_not_in_every_word(text: str, language: Language, denying: list[str]) -> None:
    found = reading(text, language)
    assert [found.words[number].text for number in prefixed(found)] == denying


@pytest.mark.parametrize("kind", ["opposites", "converse"])
def test_both_languages_have_the_same_poles(kind: str) -> None:
    assert [len(group["en"]) for group in OPPOSITES[kind]] == [len(group["nl"]) for group in OPPOSITES[kind]]


@pytest.mark.parametrize("kind", ["opposites", "converse"])
@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_its_own_opposite(kind: str, language: Language) -> None:
    groups = [[set(pole.split()) for pole in group[language]] for group in OPPOSITES[kind]]
    assert [one & other for poles in groups for one, other in combinations(poles, 2) if one & other] == []


@pytest.mark.parametrize("kind", ["actors", "things"])
@pytest.mark.parametrize("column", [0, 1])
def test_no_word_stands_for_two_kinds_of_people_or_things(kind: str, column: int) -> None:
    words = [word for row in ACTORS[kind] for word in set(row[column].split())]
    assert sorted({word for word in words if words.count(word) > 1}) == []
