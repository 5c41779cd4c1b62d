import pytest

from assistant.domain import Language
from assistant.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do I reach workers in my supply chain?", Language.EN),
        ("Hoe bereik ik werknemers in mijn keten?", Language.NL),
        ("stakeholderdialoog tips", Language.NL),
        ("stakeholder dialogue tips", Language.EN),
        ("Wat zegt het document 'Building trust' over vertrouwen?", Language.NL),
        ("What does the pilot 'Rondetafelgesprek in productieland' involve?", Language.EN),
        ("What is a vakbond?", Language.EN),
        ("Wat is een Memorandum of Understanding?", Language.NL),
        ("Wie is de Fair Wear Foundation?", Language.NL),
    ],
)
def test_english_and_dutch_are_told_apart(text: str, language: Language) -> None:
    assert detect_language(text) is language


@pytest.mark.parametrize("default", list(Language))
@pytest.mark.parametrize("text", ["", "   ", "?!", "12345", "😀"])
def test_a_text_without_words_gets_the_default(text: str, default: Language) -> None:
    assert detect_language(text, default) is default
