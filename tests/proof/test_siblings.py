"""Things that are only akin never stand in for one another: not in a proof, and not in a checked answer."""

import pytest

from assistant.domain import Language
from assistant.models.neutral import NeutralEncoder
from assistant.proof.support import Support, supports
from assistant.review.matching import Matcher
from assistant.settings import PROJECT
from assistant.text.glossary import Glossary

PAIRS = [
    ("Oxfam", "Greenpeace"),
    ("FNV", "CNV"),
    ("upstream", "downstream"),
    ("supporter", "opponent"),
    ("UNICEF", "Save the Children"),
    ("Sedex", "amfori"),
    ("World Bank", "IMF"),
    ("weaving", "dyeing"),
    ("police", "army"),
    ("coffee", "tea"),
    ("spinning mill", "laundry"),
    ("interpreter", "translator"),
    ("wholesaler", "supermarket"),
    ("European Commission", "European Parliament"),
]
GLOSSARY = Glossary.load(PROJECT / "corpus" / "glossary.csv")


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_row_calls_siblings_the_same(one: str, other: str) -> None:
    for term in GLOSSARY.terms:
        names = {name.casefold() for name in term.en}
        assert not {one.casefold(), other.casefold()} <= names


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_search_for_one_still_finds_the_other(one: str, other: str) -> None:
    of_one = GLOSSARY.translated(one, Language.EN, Language.NL)
    assert set(GLOSSARY.translated(other, Language.EN, Language.NL)) & set(of_one)


def what_is_asked(name: str) -> str:
    return f"How did {name} help the company?"


def what_is_said(name: str) -> str:
    return f"The company was helped by {name} in three ways."


@pytest.fixture(scope="module")
def matcher(encoder: NeutralEncoder) -> Matcher:
    return Matcher(encoder, lambda: GLOSSARY, "bundled")


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *(pair[::-1] for pair in PAIRS)])
def test_a_checked_answer_about_one_is_never_given_for_the_other(matcher: Matcher, one: str, other: str) -> None:
    known = {Language.EN: what_is_asked(one)}
    assert matcher.same(what_is_asked(one), Language.EN, known)
    assert not matcher.same(what_is_asked(other), Language.EN, known)


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *(pair[::-1] for pair in PAIRS)])
def test_a_quote_about_one_proves_nothing_about_the_other(encoder: NeutralEncoder, one: str, other: str) -> None:
    def proven(sentence: str) -> Support:
        said = f"It is said that {sentence[0].lower()}{sentence[1:]}"
        return supports(said, Language.EN, what_is_said(one), Language.EN, encoder, glossary=GLOSSARY)

    assert not proven(what_is_said(other)).supported
