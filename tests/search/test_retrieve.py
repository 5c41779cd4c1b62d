from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import BlockKind, Document, Language
from assistant.question.understand import understand
from assistant.search.index import Index
from assistant.search.retrieve import Retrieved, retrieve
from assistant.text.glossary import Glossary, Term
from tests.fakes import DUTCH, ENGLISH, make_document
from tests.hash_encoder import HashEncoder
from tests.small_index import small_index

DUTCH_UNION = make_document(
    "vakbond",
    Language.NL,
    "Vakbonden",
    [
        (BlockKind.HEADING, 1, "Fair Wear Foundation"),
        (BlockKind.PARAGRAPH, 0, "De Fair Wear Foundation kent de fabriek."),
        (BlockKind.HEADING, 1, "Tot slot"),
        (BlockKind.PARAGRAPH, 0, "Neem de tijd voor het gesprek."),
    ],
)
ENGLISH_UNION = make_document(
    "union",
    Language.EN,
    "Unions",
    [
        (BlockKind.HEADING, 1, "Fair Wear Foundation"),
        (BlockKind.PARAGRAPH, 0, "The Fair Wear Foundation knows the factory."),
        *((BlockKind.PARAGRAPH, 0, f"The foundation is fair to all who wear clothes, part {n}.") for n in range(40)),
    ],
)

TRADE = make_document("trade", Language.EN, "Markets", [(BlockKind.PARAGRAPH, 0, "Trade takes time.")])


def found(index: Index, question: str, limit: int = 10) -> Retrieved:
    return retrieve(understand(question, HashEncoder()).query, index, limit)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    documents: list[Document] = [ENGLISH, DUTCH, ENGLISH_UNION, DUTCH_UNION]
    opened = small_index(tmp_path_factory.mktemp("index"), documents)
    yield opened
    opened.close()


def test_both_languages_are_found_when_both_have_evidence(index: Index) -> None:
    hits = found(index, "What does the Fair Wear Foundation know?", 5).hits
    assert {hit.passage.language for hit in hits} == {Language.EN, Language.NL}


def test_the_passage_with_the_words_of_the_question_comes_first(index: Index) -> None:
    best = found(index, "Which companies buy from the same supplier?").hits[0]
    assert "buy from the same supplier" in best.passage.text


def test_hits_are_best_first_each_once_and_no_more_than_asked(index: Index) -> None:
    hits = found(index, "Who knows the factory?", 4).hits
    scores = [hit.score for hit in hits]
    assert len({hit.passage.id for hit in hits}) == len(hits) == 4
    assert scores == sorted(scores, reverse=True)


def test_the_same_question_finds_the_same(index: Index) -> None:
    first, second = (found(index, "Neem je de tijd voor vertrouwen?") for _ in range(2))
    assert first.hits == second.hits


def test_every_hit_comes_with_what_each_of_its_words_says_to_the_question(index: Index) -> None:
    result = found(index, "Fair Wear?")
    assert result.matches.keys() == {hit.passage.id for hit in result.hits}
    for match in result.matches.values():
        assert match.similarity.shape == (2, len(match.spans))
        assert float(match.similarity.max()) <= 1.02


def test_a_question_without_a_known_word_still_finds_the_nearest(index: Index) -> None:
    assert len(found(index, "xyzzy plugh").hits) == 10


@pytest.mark.parametrize(("document", "language"), [(ENGLISH, Language.EN), (DUTCH, Language.NL)])
@pytest.mark.parametrize("question", ["What is transparency?", "Wat is transparantie?"])
def test_a_corpus_of_one_language_answers_both(
    tmp_path: Path, document: Document, language: Language, question: str
) -> None:
    index = small_index(tmp_path, [document])
    assert {hit.passage.language for hit in found(index, question).hits} == {language}
    index.close()


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = small_index(tmp_path, [])
    nothing = found(index, "Is anybody there?")
    assert (nothing.hits, nothing.matches, nothing.like.places) == ((), {}, ())
    index.close()


@pytest.mark.parametrize(("question", "language"), [("Is er handel?", Language.EN), ("Any quiet?", Language.NL)])
def test_a_term_of_the_glossary_finds_the_words_of_the_other_language(
    tmp_path: Path, question: str, language: Language
) -> None:
    terms = Glossary((Term(("trade",), ("handel",)), Term(("quiet",), ("gesprek",))))
    found_by_word = {}
    for name, glossary in (("with", terms), ("without", Glossary())):
        index = small_index(tmp_path / name, [TRADE, DUTCH_UNION], glossary)
        hits = found(index, question).hits
        found_by_word[name] = [hit.passage.language for hit in hits if hit.lexical]
        index.close()
    assert found_by_word == {"with": [language], "without": []}
