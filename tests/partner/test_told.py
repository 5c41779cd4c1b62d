from typing import TYPE_CHECKING

import pytest

from assistant.domain import Language
from assistant.partner.interview.told import is_situation

if TYPE_CHECKING:
    from assistant.partner.guide import PartnerGuide

EN, NL = Language.EN, Language.NL


@pytest.mark.parametrize(
    "text",
    [
        "We source garments in Pakistan and want to …",
        "Our company buys palm oil. We'd like more leverage with the mills. Who could help us?",
        "De gemeenschap rond de mijn vertrouwt ons niet; we zoeken een partner.",
        "Wij importeren koffie en kunnen de boeren nauwelijks bereiken, we kennen daar niemand en willen hulp.",
    ],
)
def test_a_company_that_tells_what_it_wants_tells_a_situation(text: str) -> None:
    assert is_situation(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I reach factory workers to hear about their working conditions?",
        "What do we need to arrange with an NGO?",
        "Wat willen ngo's van ons bedrijf?",
        "Moeten wij een contract sluiten met een vakbond als we in India inkopen?",
        "I want to know what the tips are.",
        "We want pizza.",
        "",
    ],
)
def test_a_question_is_no_situation(text: str) -> None:
    assert not is_situation(text)


def test_a_situation_is_taken_apart(guide: "PartnerGuide") -> None:
    told = "We import natural stone from India and cannot reach the workers in the quarries; we have no contacts yet."
    situation = guide.understand(told, EN)
    assert situation.purposes[0] == "Accessing a network of relevant stakeholders to enhance inclusion"
    assert (situation.where, situation.about) == ("India", told)
    assert "workers" in situation.whom
    assert situation.have == ("nothing",)


@pytest.mark.parametrize(
    ("step", "words", "meant"),
    [
        ("purposes", "meer invloed", ("De invloed tijdens of na de dialoog vergroten",)),
        ("purposes", "2", ("Toegang krijgen tot een netwerk van relevante stakeholders om de inclusie te vergroten",)),
        ("purposes", "football on Sunday", ()),
        ("have", "we hebben al contacten met een vakbond", ("ngo",)),
        ("where", "Pakistan", ()),
    ],
)
def test_own_words_are_understood_as_an_answer(
    guide: "PartnerGuide", step: str, words: str, meant: tuple[str, ...]
) -> None:
    assert guide.meant(step, words, NL) == meant
