import pytest

from assistant.domain import Language
from assistant.text.language import detect_language, is_in, is_spoken


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


@pytest.mark.parametrize(
    "text",
    [
        "Mit wem sollten wir einen Dialog beginnen?",
        "Welche Rolle spielen Gewerkschaften im Dialog?",
        "Avec qui devons-nous dialoguer dans notre chaîne ?",
        "Pourquoi la confiance est-elle importante ?",
    ],
)
def test_german_and_french_are_known_not_to_be_spoken(text: str) -> None:
    assert not is_spoken(text)


@pytest.mark.parametrize(
    "text",
    ["", "NGO", "tips", "Hoe vinden we ngo's in India?", "ngos in india wage dialogue", "Who pays?", "IMVO beleid"],
)
def test_what_may_be_english_or_dutch_counts_as_spoken(text: str) -> None:
    assert is_spoken(text)


@pytest.mark.parametrize(
    ("sentence", "languages"),
    [
        ("A local union can reach the workers.", {Language.EN}),
        ("Een lokale vakbond kan de werknemers bereiken.", {Language.NL}),
        ("Local unions know workers well.", {Language.EN}),
        ("Vertrouwen groeit langzaam met lokale partners.", {Language.NL}),
        ("Transparantie, commitment.", {Language.EN, Language.NL}),
        ("Das Unternehmen muss mit den Gewerkschaften sprechen.", set()),
        ("La empresa debe dialogar con los sindicatos locales.", set()),
        ("公司应与工会对话。", set()),
        ("Компания слышит работников.", set()),
    ],
)
def test_a_sentence_is_in_a_language_or_too_short_to_tell(sentence: str, languages: set[Language]) -> None:
    assert {language for language in Language if is_in(sentence, language)} == languages
