import pytest

from assistant.answering.phrases import phrase, phrase_names
from assistant.domain import Language


def filled(name: str, language: Language) -> tuple[str, set[str]]:
    """Return a phrase with its variables filled in by their names, and these names."""
    values: dict[str, object] = {}
    while True:
        try:
            return phrase(name, language, **values), set(values)
        except KeyError as missing:
            values[missing.args[0]] = f"<{missing.args[0]}>"


@pytest.mark.parametrize("name", phrase_names())
def test_a_phrase_is_there_in_both_languages_with_the_same_variables(name: str) -> None:
    (english, in_english), (dutch, in_dutch) = (filled(name, language) for language in Language)
    assert (english != dutch, in_english) == (True, in_dutch)


@pytest.mark.parametrize("name", phrase_names())
@pytest.mark.parametrize("language", list(Language))
def test_a_phrase_has_its_variables_filled_in(name: str, language: Language) -> None:
    text, variables = filled(name, language)
    assert "{" not in text
    assert [variable for variable in variables if f"<{variable}>" not in text] == []


def test_an_unknown_phrase_or_a_missing_variable_is_a_fault() -> None:
    with pytest.raises(KeyError):
        phrase("nonsense", Language.EN)
    with pytest.raises(KeyError):
        phrase("checked", Language.EN)
