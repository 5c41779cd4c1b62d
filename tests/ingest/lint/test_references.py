import pytest

from tests.ingest.lint.conftest import Check

TEXT = (
    "Guide\n\n1. Partners\n\nOne company has little influence by itself.\n\n1.1. Unions\n\nAsk a local union for help."
    "\n\n2. Trust\n\nBe open and honest with everyone.\n\nFigure 1: the steps of a dialogue as a circle.\n\n"
    "Appendix A. Checklist\n\nDid you talk with a union before?\n"
)


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("For more, see chapter 7.", "chapter 7"),
        ("Zie ook hoofdstuk 7 voor meer.", "hoofdstuk 7"),
        ("This is described in section 1.2, and more.", "section 1.2"),
        ("See chapters 1, 2 and 3.", "chapters 1, 2 and 3"),
        ("Zie paragraaf 1.1 tot en met 1.4.", "paragraaf 1.1 tot en met 1.4"),
        ("All of it (see Figure 2) is a circle.", "Figure 2"),
        ("Zie bijlage B.", "bijlage B"),
        ("Kijk op pagina 12.", "pagina 12"),
        ("Zie het hoofdstuk ‘Geduld’.", "hoofdstuk ‘Geduld’"),
    ],
)
def test_a_reference_to_what_is_not_there_is_found(check: Check, sentence: str, dead: str) -> None:
    (found,) = check("dead-reference", f"{TEXT}\n{sentence}\n")
    assert found.values == {"reference": dead}
    assert found.place is not None
    assert dead in found.place.excerpt


@pytest.mark.parametrize(
    "sentence",
    [
        "See chapters 1 and 2, section 1.1 and so on.",
        "Zie hoofdstuk 2.",
        "See Appendix A and figure 1.",
        "See chapter 7 of the OECD Guidelines.",
        "Zie hoofdstuk IV van de OESO-richtlijnen.",
        "Zie paragraaf 3 OESO-richtlijnen.",
        "In chapter 7 of her life she saw it.",
        "See the section “Trust”.",
        "See part of it on a page of their website.",
    ],
)
def test_a_reference_to_what_is_there_or_elsewhere_is_no_finding(check: Check, sentence: str) -> None:
    assert check("dead-reference", f"{TEXT}\n{sentence}\n") == []


def test_references_to_numbers_that_no_heading_has_are_one_finding(check: Check) -> None:
    bare = (
        "Guide\n\nPartners\n\nSee chapter 7 and then go on.\n\nTrust\n\nSee section 2.1. Be open, and see chapter 7.\n"
    )
    (found,) = check("no-numbers", bare)
    assert found.values == {"references": "chapter 7, section 2.1"}
    assert check("dead-reference", bare) == []


@pytest.mark.parametrize("error", ["Error! Reference source not found.", "Fout! Verwijzingsbron niet gevonden."])
def test_what_a_word_processor_says_of_a_lost_reference_is_a_problem(check: Check, error: str) -> None:
    (found,) = check("broken-reference", f"{TEXT}\nFor the steps, see {error} It is a circle.\n")
    assert (found.severity, "For the steps" in (found.place.excerpt if found.place else "")) == ("problem", True)
