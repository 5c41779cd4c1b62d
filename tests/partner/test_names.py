import pytest

from assistant.domain import BlockKind, Language, Passage
from assistant.partner.lookup import Quotable
from assistant.partner.names import organisations, same, tools
from assistant.text.outline import units_of
from tests.fakes import make_document


def item(words: str, *, beside: str = "", language: Language = Language.EN) -> Quotable:
    """Return a sentence of a document that says something else besides."""
    document = make_document("d", language, "D", [(BlockKind.LIST_ITEM, 0, words), (BlockKind.PARAGRAPH, 0, beside)])
    unit = units_of(document, 0)[0]
    return Quotable(document, Passage("p", "d", "D", language, (), 0, unit.end, document.text[: unit.end]), unit)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Work with a partner such as Fair Wear Foundation or &Wider.", ["Fair Wear Foundation", "&Wider"]),
        ("Umbrella groups like Electronics Watch can help.", ["Electronics Watch"]),
        ("Clean Clothes Campaign (CCC): this organisation informed companies.", ["Clean Clothes Campaign (CCC)"]),
        ("Via the Agreement on Garments and Textile it was done.", ["Agreement on Garments and Textile"]),
        ("Work with &Wider and Fair Wear Foundation.", ["&Wider", "Fair Wear Foundation"]),
        ("Two members of the TruStone Initiative met in Rajasthan, India.", ["TruStone Initiative"]),
        ("In Pakistan a Dutch NGO helped with the law.", []),
        ("Sign a Memorandum of Understanding (MoU) with the OECD guidelines in mind.", []),
        ("The dialogue with Uyghurs from China was in the Netherlands.", []),
        ("Refer to the knowledge document 'Listening to workers' for more.", []),
    ],
)
def test_organisations_are_told_from_places_laws_and_other_names(words: str, named: list[str]) -> None:
    assert organisations(item(words)) == named


def test_dutch_sentences_name_partners_too() -> None:
    words = "In deze pilot werkt een bedrijf samen met &Wider en de Stichting Schone Rivieren."
    assert organisations(item(words, language=Language.NL)) == ["&Wider", "Stichting Schone Rivieren"]


def test_a_verb_at_the_start_is_no_part_of_a_name() -> None:
    assert organisations(item("Check Open Supply Hub first.", beside="It is at Open Supply Hub.")) == [
        "Open Supply Hub"
    ]


def test_the_publisher_is_not_a_partner_that_it_names() -> None:
    assert organisations(item("Join an agreement facilitated by the SER.")) == []


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("See the tool 'Building trust.' for more.", ["Building trust"]),
        ("Refer to the tools 'Agenda' 'Agenda abroad' first.", ["Agenda", "Agenda abroad"]),
        ("Raadpleeg het hulpmiddel ‘Kaart van putten’.", ["Kaart van putten"]),
        ("They called it 'The great divide' in the village.", []),
    ],
)
def test_tools_are_quoted_titles_that_a_sentence_refers_to(words: str, titles: list[str]) -> None:
    assert tools(item(words)) == titles


def test_a_title_that_is_cut_short_means_the_same_tool() -> None:
    assert same("Considering country-specific factors", "Country-specific factors")
    assert not same("Building trust", "Checklist meeting")
