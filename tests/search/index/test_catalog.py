from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.search.index.catalog import Catalog
from ingest.chunk import split
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder

PASSAGES = split(ENGLISH, HashEncoder().count_tokens)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = Catalog(tmp_path / "catalog.sqlite", create=True)
    for document in (ENGLISH, DUTCH):
        made.put_document(document, f"fingerprint of {document.id}")
        for passage in split(document, HashEncoder().count_tokens):
            made.put_passage(passage)
            made.put_rendition(passage, "key")
    yield made
    made.close()


def ids(found: list[tuple[str, float]]) -> list[str]:
    return [passage_id for passage_id, _ in found]


def test_a_document_comes_back_as_it_was_put_in(catalog: Catalog) -> None:
    assert [catalog.document(ENGLISH.id), catalog.document(DUTCH.id)] == [ENGLISH, DUTCH]
    assert catalog.document("unknown") is None


def test_passages_come_back_as_they_were_put_in_and_in_reading_order(catalog: Catalog) -> None:
    assert catalog.passages_of(ENGLISH.id) == PASSAGES
    assert catalog.passages([PASSAGES[1].id, "unknown"]) == {PASSAGES[1].id: PASSAGES[1]}
    assert catalog.passages([]) == {}


def test_documents_are_listed_by_id_with_their_fingerprint_and_the_version_of_their_text(catalog: Catalog) -> None:
    assert [(item.id, item.fingerprint, item.version, item.withdrawn) for item in catalog.listed()] == [
        ("kledingmerk", "fingerprint of kledingmerk", DUTCH.version, False),
        ("partners", "fingerprint of partners", ENGLISH.version, False),
    ]


def test_pages_and_the_original_of_a_translation_are_stored(catalog: Catalog) -> None:
    document = replace(DUTCH, pages=(0, 40, 90), translation_of="partners")
    catalog.put_document(document, "new")
    assert catalog.document(DUTCH.id) == document


def test_a_withdrawn_document_is_given_only_when_it_is_asked_for(catalog: Catalog) -> None:
    catalog.put_document(DUTCH, "new", withdrawn=True)
    assert catalog.document(DUTCH.id) is None
    assert catalog.document(DUTCH.id, withdrawn=True) == DUTCH
    assert [item.id for item in catalog.listed() if item.withdrawn] == [DUTCH.id]


def test_words_are_found_by_their_stem_in_their_own_language(catalog: Catalog) -> None:
    assert ids(catalog.search(["supplier"], Language.EN, 5)) == [PASSAGES[0].id]
    assert ids(catalog.search(["supplier"], Language.NL, 5)) == []


def test_scores_are_higher_for_better_matches(catalog: Catalog) -> None:
    scores = [score for _, score in catalog.search(["influenc", "dialogu", "supplier"], Language.EN, 5)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1


def test_the_words_of_title_and_headings_are_found_too(catalog: Catalog) -> None:
    assert ids(catalog.search(["tip"], Language.EN, 5)) == [PASSAGES[-1].id]


@pytest.mark.parametrize(
    "stem",
    ['"', '""', 'a" OR "b', "*", "dialog*", "NEAR", "NEAR(a b)", "stems:", ":", "-", "(", ")", "^", "+", "AND"],
)
def test_the_syntax_of_the_search_language_is_plain_text(catalog: Catalog, stem: str) -> None:
    assert ids(catalog.search([stem], Language.EN, 5)) == []


def test_a_thousand_words_can_be_searched_at_once(catalog: Catalog) -> None:
    assert ids(catalog.search([f"word{n}" for n in range(1_000)] + ["supplier"], Language.EN, 5)) == [PASSAGES[0].id]


def test_a_deleted_passage_is_not_found_any_more(catalog: Catalog) -> None:
    catalog.delete_renditions([(PASSAGES[0].id, PASSAGES[0].language)])
    others = {each.id for each in PASSAGES if each.document_id == PASSAGES[0].document_id} - {PASSAGES[0].id}
    catalog.keep_passages(PASSAGES[0].document_id, others)
    assert catalog.search(["supplier"], Language.EN, 5) == []
    assert catalog.passage_count() == len(PASSAGES)  # one fewer of these, and one Dutch one


def test_a_passage_put_in_twice_is_there_once_with_its_new_place(catalog: Catalog) -> None:
    catalog.place_tokens((PASSAGES[0].id, PASSAGES[0].language), 7, 3)
    catalog.put_passage(PASSAGES[0])
    catalog.put_rendition(PASSAGES[0], "key")
    assert [(s.token_start, s.token_count) for s in catalog.stored([PASSAGES[0].id], PASSAGES[0].language)] == [(7, 3)]
    assert ids(catalog.search(["supplier"], Language.EN, 5)) == [PASSAGES[0].id]


def test_what_fails_inside_a_transaction_is_undone(catalog: Catalog) -> None:
    with catalog.transaction():
        catalog.set_meta("model", "before")
    with suppress(RuntimeError), catalog.transaction():
        catalog.set_meta("model", "after")
        raise RuntimeError
    assert catalog.meta("model") == "before"
