import pytest

from assistant.answering.naming import called

EN = "Read the tool 'Building trust' and ask the Textile Agreement or Fair Wear Foundation."
NL = "Lees de tool 'Vertrouwen opbouwen' en vraag het Textielconvenant of de ngo's van Fair Wear Foundation."


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Fair Wear Foundation", (), "Fair Wear Foundation"),
        ("Building trust", (), "Vertrouwen opbouwen"),
        ("Textile Agreement", ("convenant", "textielconvenant"), "Textielconvenant"),
        ("Textile Agreement", ("convenant",), ""),  # only a part of a word
        ("Textile Agreement", (), ""),
    ],
)
def test_a_name_is_found_as_it_stands_between_quotation_marks_or_by_the_glossary(
    name: str, known: tuple[str, ...], found: str
) -> None:
    assert called(name, EN, NL, known) == found


def test_a_title_is_not_guessed_where_the_translation_has_fewer() -> None:
    assert called("One", "Read 'Two' and 'One'.", "Lees 'Twee'.") == ""
    assert called("One", "Read 'Two' and 'One.'", "Lees ‘Twee’ en ‘Een’.") == "Een"
