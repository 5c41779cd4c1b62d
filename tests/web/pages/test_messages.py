"""The texts: complete in both languages, and chosen by what the browser asks for."""

import re
from dataclasses import asdict
from typing import Any

import pytest

from assistant.domain import Language
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.api_texts import API_TEXTS
from assistant.web.messages import DUTCH, ENGLISH, TEXTS, preferred

TABLES: list[dict[Language, Any]] = [TEXTS, ACCOUNT_TEXTS, API_TEXTS]


@pytest.mark.parametrize("texts", TABLES, ids=["chat", "account", "API"])
def test_each_language_has_its_texts(texts: dict[Language, Any]) -> None:
    assert set(texts) == set(Language)


@pytest.mark.parametrize("texts", TABLES, ids=["chat", "account", "API"])
def test_each_text_is_there_and_fills_in_the_same_words_in_both_languages(texts: dict[Language, Any]) -> None:
    english_texts, dutch_texts = asdict(texts[Language.EN]), asdict(texts[Language.NL])
    for (name, english), dutch in zip(english_texts.items(), dutch_texts.values(), strict=True):
        assert english, name
        assert dutch, name
        assert re.findall(r"{\w+}", str(english)) == re.findall(r"{\w+}", str(dutch)), name


def test_both_languages_offer_as_many_starter_questions() -> None:
    assert len(ENGLISH.starters) == len(DUTCH.starters) == 4


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", Language.NL),
        ("nl", Language.NL),
        ("nl-BE", Language.NL),
        ("fr-FR,nl;q=0.5,en;q=0.4", Language.NL),
        ("en;q=0.8,nl;q=0.9", Language.NL),
        ("en-GB,en;q=0.9,nl;q=0.8", Language.EN),
        ("pl", Language.EN),
        ("nl;q=0", Language.EN),
        ("nl;q=rubbish", Language.EN),
        ("*", Language.EN),
        ("", Language.EN),
        (None, Language.EN),
    ],
)
def test_the_browsers_first_choice_among_our_languages_is_spoken(header: str | None, language: Language) -> None:
    assert preferred(header) is language
