"""The language of a page: what the browser asks for first of those that there are."""

import pytest

from assistant.domain import Language
from assistant.web.messages import preferred


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
