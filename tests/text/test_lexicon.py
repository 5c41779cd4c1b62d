import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.domain import Language
from assistant.text.lexicon import content_stems, match_all, words

EN, NL = Language.EN, Language.NL


@pytest.mark.parametrize(
    ("text", "language", "stems"),
    [
        ("Building trust with suppliers", EN, ["build", "trust", "supplier"]),
        ("a local union and local unions", EN, ["local", "union", "local", "union"]),
        ("De leveranciers vertrouwen", NL, ["leverancier", "vertrouw"]),
        ("samenwerking met lokale vakbonden", NL, ["samenwerk", "lokaal", "vakbond"]),
    ],
)
def test_words_are_reduced_to_the_stems_of_their_language(text: str, language: Language, stems: list[str]) -> None:
    assert content_stems(text, language) == stems


def test_function_words_say_nothing() -> None:
    assert content_stems("What should we do with the dialogue?", EN) == ["dialogu"]
    assert content_stems("Hoe ga je om met de dialoog?", NL) == ["dialoog"]


def test_accents_and_capitals_make_no_difference() -> None:
    assert content_stems("ENQUÊTE Café", NL) == content_stems("enquete cafe", NL)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Can they help us in the US?", ["help", "us"]),
        ("Is it a partner for IT?", ["partner", "it"]),
        ("WILL IT HELP US?", ["help"]),
    ],
)
def test_a_name_is_what_is_written_as_one(text: str, stems: list[str]) -> None:
    assert content_stems(text, EN) == stems


def test_names_with_signs_stay_whole() -> None:
    assert words("&Wider, multi-stakeholder and ngo’s") == ["&wider", "multi-stakeholder", "and", "ngo’s"]


def test_a_hyphenated_word_is_found_by_its_parts_too() -> None:
    assert set(content_stems("multi-stakeholder", EN)) >= {"multi", "stakehold"}


@pytest.mark.parametrize("text", ["", " \n\t", "?!…", "😀", "\0", "\ud800", '"*"', "()"])
def test_a_text_without_words_has_no_stems(text: str) -> None:
    assert content_stems(text, EN) == []


@pytest.mark.parametrize(
    "stem", ['"', '""', "a*", "NEAR", "NEAR(a b)", "stems:a", "a:b", "-a", "(", "^a", "a OR b", "{a}"]
)
def test_a_stem_is_plain_text_for_the_search(stem: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE lexical USING fts5(stems)")
    database.execute("INSERT INTO lexical VALUES (?)", (f"trust {stem} other",))
    query = match_all([stem, "trust", "trust"])
    database.execute("SELECT stems FROM lexical WHERE lexical MATCH ?", (query,)).fetchall()  # is no error of syntax
    database.close()


def test_repeated_stems_are_searched_once() -> None:
    assert match_all(["trust", "build", "trust"]) == '"trust" AND "build"'


def test_stemming_is_right_from_many_threads_at_once() -> None:
    texts = [f"organisations{n} building relationships" for n in range(400)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: content_stems(text, EN)[-2:], texts))
    assert found == [["build", "relationship"]] * 400
