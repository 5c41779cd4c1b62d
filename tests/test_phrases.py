import re

import pytest

from assistant.domain import Language
from assistant.phrases import phrase, phrase_names


@pytest.mark.parametrize("name", phrase_names())
def test_a_phrase_is_there_in_both_languages_with_the_same_variables(name: str) -> None:
    values = {"length": "<length>", "limit": "<limit>"}
    english, dutch = (phrase(name, language, **values) for language in Language)
    assert english != dutch
    assert sorted(re.findall(r"<\w+>", english)) == sorted(re.findall(r"<\w+>", dutch))


@pytest.mark.parametrize("name", phrase_names())
@pytest.mark.parametrize("language", list(Language))
def test_a_phrase_is_whole_sentences(name: str, language: Language) -> None:
    text = phrase(name, language, length=5, limit=3)
    assert text[0].isupper()
    assert text[-1] in ".:?"
    assert "{" not in text


def test_an_unknown_phrase_or_a_missing_variable_is_a_fault() -> None:
    with pytest.raises(KeyError):
        phrase("nonsense", Language.EN)
    with pytest.raises(KeyError):
        phrase("long_question", Language.EN)
