from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import CorpusError
from assistant.settings import PROJECT
from assistant.text.glossary import LARGEST_FILE, LONGEST_TERM, Glossary, Term

ROWS = """en,nl
trade union | union,vakbond | vakvereniging
trade,handel
supply chain,toeleveringsketen | toeleveringsketens
due diligence,gepaste zorgvuldigheid | due diligence
freedom of association,vrijheid van vereniging
survey,enquête
worker,werknemer
living wage,leefbaar loon
fee,vergoeding
compensation,vergoeding
tip,tip
"""


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "glossary.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    return Glossary.load(written(tmp_path, ROWS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which trade unions?", ["vakbond", "vakvereniging"]),
        ("TRADE-UNION members", ["vakbond", "vakvereniging"]),
        ("Is there trade with the union?", ["vakbond", "vakvereniging"]),
        ("Trade along supply chains", ["handel", "toeleveringsketen", "toeleveringsketens"]),
        ("freedom of association", ["vrijheid van vereniging"]),
        ("freedom, and association", ["vrijheid van vereniging"]),
        ("compensation or a fee", ["vergoeding"]),
        ("the reunion of networkers", []),
        ("", []),
    ],
)
def test_english_terms_are_known_by_whole_words(glossary: Glossary, text: str, expected: list[str]) -> None:
    assert glossary.translated(text, Language.EN, Language.NL) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Welke vakbonden?", ["trade union", "union"]),
        ("onze toeleveringsketens", ["supply chain"]),
        ("gepaste zorgvuldigheid", ["due diligence"]),
        ("due diligence in de keten", ["due diligence"]),
        ("een vergoeding", ["fee", "compensation"]),
        ("vakbondsleden", ["trade union", "union"]),
        ("een werknemersenquête", ["worker", "survey"]),
        ("handelsmissie", ["trade"]),
        ("multi-stakeholderenquetes", ["survey"]),
        ("tips over typische antipathie", ["tip"]),
        ("vrijheid", []),
    ],
)
def test_dutch_terms_are_known_by_whole_words_and_in_compounds(
    glossary: Glossary, text: str, expected: list[str]
) -> None:
    assert glossary.translated(text, Language.NL, Language.EN) == expected


@pytest.mark.parametrize(
    "content",
    ["en;nl\nfee;vergoeding\n", "\ufeffen,nl\r\nfee,vergoeding\r\n", 'en,nl\n\n" fee "," vergoeding"\n,\n'],
    ids=["semicolons", "byte order mark", "quotes and blank lines"],
)
def test_a_file_that_a_spreadsheet_wrote_is_read(tmp_path: Path, content: str) -> None:
    assert Glossary.load(written(tmp_path, content)).terms == (Term(("fee",), ("vergoeding",)),)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "line 1: the header is not 'en,nl'"),
        ("fee,vergoeding\n", "line 1: the header is not 'en,nl'"),
        ("en,nl\nfee\n", "line 2: cells: 1 instead of 2"),
        ("en,nl\nfee,vergoeding,kosten\n", "line 2: cells: 3 instead of 2"),
        ("en,nl\nfee ~ wage,vergoeding\n", "line 2: things under 'en': 2, under 'nl': 1"),
        ("en,nl\nfee ~,vergoeding ~ loon\n", "line 2: an empty term under 'en'"),
        ("en,nl\nfee,\n", "line 2: an empty term under 'nl'"),
        ("en,nl\nfee | | pay,vergoeding\n", "line 2: an empty term under 'en'"),
        ("en,nl\nfee,vergoeding\nFee | pay,kosten | Vergoeding\n", "line 3: 'fee = vergoeding' is in line 2 already"),
        ("en,nl\nfee\x07,vergoeding\n", "line 2: a control character under 'en'"),
        ("en,nl\nfee,ver\u202egoeding\n", "line 2: a control character under 'nl'"),
        ('en,nl\nfee,"vergoe\nding"\n', "line 3: a control character under 'nl'"),
        (f"en,nl\n{'x' * (LONGEST_TERM + 1)},vergoeding\n", "line 2: a term longer than 80 characters under 'en'"),
        ("en,nl\nwith the,met de\n", "line 2: no word to search for in 'with the' under 'en'"),
        ('en,nl\nfee,"vergoeding" en meer\n', "line 2: "),
        (b"en,nl\nsurvey,enqu\xeate\n", "line 2: not UTF-8; save it as CSV in UTF-8"),
        (b"\x00" * (LARGEST_FILE + 1), "not a file of at most 1000000 bytes"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, content: str | bytes, fault: str) -> None:
    with pytest.raises(CorpusError) as caught:
        Glossary.load(written(tmp_path, content))
    assert str(caught.value).startswith(f"glossary.csv, {fault}")
    assert str(caught.value).endswith("Correct it and ingest again.")


def test_all_faults_are_named_but_not_without_end(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"line 2: .*line 6: .*; and 3 more\."):
        Glossary.load(written(tmp_path, "en,nl\n" + "fee,\n" * 8))


def test_a_folder_is_not_a_glossary(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"glossary\.csv, not a file"):
        Glossary.load(tmp_path / "glossary.csv")


def test_what_is_stored_is_read_as_it_was(glossary: Glossary) -> None:
    assert Glossary.from_json(glossary.to_json()) == glossary
    assert Glossary.from_json("") == Glossary()


def test_an_empty_glossary_translates_nothing() -> None:
    assert Glossary().translated("trade union", Language.EN, Language.NL) == []


def test_the_glossary_of_the_project_is_valid() -> None:
    assert len(Glossary.load(PROJECT / "corpus" / "glossary.csv").terms) >= 200


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("grievance mechanisms", "klachtenmechanisme"),
        ("roles and responsibilities", "rollen en verantwoordelijkheden"),
        ("rights holders", "rechthebbende"),
        ("letters of intent", "intentieverklaring"),
        ("double materiality", "dubbele materialiteit"),
        ("natural stone", "natuursteen"),
    ],
)
def test_the_glossary_of_the_project_has_terms_of_the_field(english: str, dutch: str) -> None:
    glossary = Glossary.load(PROJECT / "corpus" / "glossary.csv")
    assert dutch in glossary.translated(english, Language.EN, Language.NL)
    assert glossary.translated(dutch, Language.NL, Language.EN)


def test_what_is_akin_widens_a_search_and_is_another_term(tmp_path: Path) -> None:
    glossary = Glossary.load(written(tmp_path, "en,nl\nally | friend ~ foe,vriend ~ vijand\n"))
    assert [(term.en, term.nl) for term in glossary.terms] == [
        (("ally", "friend"), ("vriend",)),
        (("foe",), ("vijand",)),
    ]
    assert glossary.translated("a foe", Language.EN, Language.NL) == ["vijand", "vriend"]
    assert Glossary.from_json(glossary.to_json()) == glossary
