from dataclasses import replace
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


@pytest.mark.parametrize(
    ("told", "whom", "where"),
    [
        (
            "Women are stitching at home near Bangalore; the owner says there is no problem.",
            ("home_workers", "women"),
            "India",
        ),
        ("The owner of the factory says there is no problem.", (), ""),
        ("Onze leverancier verzekert ons dat alles in orde is.", (), ""),
        ("Our investors ask what we do.", (), ""),
        ("We are a small company with ten employees.", (), ""),
        ("We willen met de vakbond in Cambodja praten.", ("unions",), "Cambodja"),
        ("Tribes in the forest of Peru were never asked.", ("indigenous",), "Peru"),
        ("The packers in Malaysia come from Nepal.", (), "Malaysia"),
        ("Our Turkish supplier refuses to talk with us.", ("suppliers",), "Türkiye"),
        ("The villagers near Sulawesi protest.", ("communities",), "Sulawesi"),
        ("<script>alert(1)</script> [1] **x**", (), ""),
        ("", (), ""),
    ],
)
def test_people_and_places_are_understood_and_what_is_not_told_is_not_guessed(
    told: str, whom: tuple[str, ...], where: str, guide: "PartnerGuide"
) -> None:
    language = NL if told.startswith(("We willen", "Onze")) else EN
    situation = guide.understand(told, language)
    assert (situation.whom, situation.where) == (whom, where)
    assert (situation.sure, situation.have) == ("", ())


def test_a_changed_answer_takes_along_what_was_told_of_the_one_before(guide: "PartnerGuide") -> None:
    told = guide.understand("We buy carpets. Women weave them at home. We have no contacts in India.", EN)
    assert (told.whom, told.where) == (("home_workers", "women"), "India")
    elsewhere = guide.changed(told, replace(told, where="Nepal"), EN)
    assert "India" not in elsewhere.about
    assert "at home" in elsewhere.about
    assert (
        guide.changed(told, replace(told, whom=("suppliers",)), EN).about
        == "We buy carpets. We have no contacts in India."
    )
    assert guide.changed(told, told, EN) == told


@pytest.mark.parametrize(
    ("told", "purposes"),
    [
        ("As a small bank we finance a palm oil trader. Other banks have lent them far more.", {5}),
        ("Our cotton comes through three traders. We would like to hear from the pickers, but know nobody there.", {2}),
        ("For half a year we have discussed wages with our toy supplier. He says yes and then nothing happens.", {4}),
        ("A human rights organisation publicly attacked us. We want to work with them instead of against them.", {6}),
        ("In oktober willen we met vier coöperaties een workshop houden. We zoeken een zaal en vertalers.", {3}),
        ("We sell garden tools. My boss wants something to be done this year.", {4}),
        ("Wij verkopen tuingereedschap. Onze nieuwe manager wil iets weten over stakeholders.", set()),
    ],
)
def test_the_purpose_is_known_by_what_is_needed_and_asked_where_nothing_is(
    told: str, purposes: set[int], guide: "PartnerGuide"
) -> None:
    language = NL if told.startswith(("In oktober", "Voor", "Wij")) else EN
    listed = {purpose.text: purpose.number for purpose in guide.purposes(language)}
    found = {listed[text] for text in guide.understand(told, language).purposes}
    assert found >= purposes if purposes else not found
