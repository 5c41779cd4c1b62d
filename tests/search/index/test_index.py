import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Language
from assistant.errors import IndexMismatch, IndexUnavailable
from assistant.search.index import Index, IndexInService
from assistant.search.index.generations import Generations
from assistant.search.index.sqlite import is_read
from tests import chroma_server
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder
from tests.search.postgresql_index import in_postgresql
from tests.small_index import MODEL, put_in_service, small_index
from tests.stores import pgvector_server

__all__ = ["pgvector_server"]


@pytest.fixture(scope="module", params=["files", "postgresql", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    if request.param == "chroma":
        with chroma_server.running(tmp_path_factory.mktemp("server")) as server:
            yield small_index(tmp_path_factory.mktemp("index"), [ENGLISH, DUTCH], place=server)
        return
    opened = small_index(tmp_path_factory.mktemp("index"), [ENGLISH, DUTCH])
    if request.param == "files":
        yield opened
    else:
        with in_postgresql(request.getfixturevalue("pgvector_server"), opened) as service:
            yield service.get()
    opened.close()


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index")


def test_documents_come_back_whole_and_by_id(index: Index) -> None:
    assert index.documents() == (DUTCH, ENGLISH)
    assert index.document("unknown") is None


def test_the_nearest_passages_are_of_the_asked_language_and_best_first(index: Index) -> None:
    vector = HashEncoder().question("companies that buy from the same supplier", Language.EN).vector
    found = index.nearest(vector, Language.EN, 2)
    assert [index.passages([key])[key].language for key, _ in found] == [Language.EN, Language.EN]
    assert "buy from the same supplier" in index.passages([found[0][0]])[found[0][0]].text
    assert found[0][1] > found[1][1]


def test_more_may_be_asked_than_there_is(index: Index) -> None:
    vector = HashEncoder().question("transparantie", Language.NL).vector
    assert len(index.nearest(vector, Language.NL, 50)) == 1


def test_the_similarity_is_the_cosine_of_the_stored_vector(index: Index) -> None:
    vector = HashEncoder().question("joint influence", Language.EN).vector
    for passage_id, similarity in index.nearest(vector, Language.EN, 3):
        stored = index.vectors([passage_id], Language.EN)[passage_id]
        assert similarity == pytest.approx(float(stored @ vector), abs=1e-5)


def test_tokens_point_at_the_words_of_the_passage(index: Index) -> None:
    passage = index.passages_of(DUTCH.id)[0]
    tokens = index.tokens([passage.id], passage.language)[passage.id]
    own = [passage.text[start:end] for start, end in tokens.spans.tolist() if start >= 0]
    assert own[:5] == ["Elementen", "Transparantie", "Het", "bedrijf", "deelde"]
    assert np.count_nonzero(tokens.spans[:, 0] == -1) > 0  # the words of its context


@pytest.mark.parametrize(
    "text", ["", " ", "\0", '"', "*", "NEAR(a b)", "stems:a", "-", "(", "^", "the of and", "'; --"]
)
def test_a_text_without_words_to_search_for_finds_nothing(index: Index, text: str) -> None:
    assert index.matching(text, Language.EN, 5) == []


def test_an_index_without_documents_answers_with_nothing(tmp_path: Path) -> None:
    empty = small_index(tmp_path, [])
    assert empty.nearest(HashEncoder().question("dialogue", Language.EN).vector, Language.EN, 5) == []
    assert empty.matching("dialogue", Language.EN, 5) == []
    assert (empty.documents(), empty.passage_count) == ((), 0)
    empty.close()


def test_a_reader_keeps_answering_and_takes_the_new_generation_at_its_next_question(generations: Generations) -> None:
    put_in_service(generations, [ENGLISH], "v1")
    service = IndexInService(generations, MODEL)
    old = service.get()
    put_in_service(generations, [ENGLISH, DUTCH], "v2")
    vector = HashEncoder().question("influence", Language.EN).vector
    assert (len(old.nearest(vector, Language.EN, 1)), old.documents()) == (1, (ENGLISH,))
    assert (service.get().version, service.get().documents()) == ("v2", (DUTCH, ENGLISH))
    assert service.get() is service.get()


def test_an_index_that_nobody_holds_any_more_releases_its_files(generations: Generations) -> None:
    first = put_in_service(generations, [ENGLISH], "v1") / "catalog.sqlite"
    service = IndexInService(generations, MODEL, kept_open=0.5)
    held = service.get()
    put_in_service(generations, [ENGLISH, DUTCH], "v2")
    service.get()
    del held
    assert is_read(first)  # for answers that were begun before the switch
    time.sleep(0.5)
    service.get()
    assert not is_read(first)


def test_a_version_that_is_made_again_after_damage_is_taken_without_a_restart(generations: Generations) -> None:
    put_in_service(generations, [ENGLISH], "v1")
    service = IndexInService(generations, MODEL)
    assert service.get().documents() == (ENGLISH,)
    put_in_service(generations, [DUTCH], "v1")
    assert (service.get().version, service.get().documents()) == ("v1", (DUTCH,))


def test_documents_are_linked_to_their_translations_that_are_in_service(tmp_path: Path) -> None:
    translation = replace(DUTCH, translation_of=ENGLISH.id)
    index = small_index(tmp_path, [ENGLISH, translation])
    assert index.translations_of(ENGLISH.id) == (translation,)
    assert index.translations_of(DUTCH.id) == (ENGLISH,)
    assert index.translation_group(DUTCH.id) == index.translation_group(ENGLISH.id) == ENGLISH.id
    assert (index.translations_of("unknown"), index.translation_group("unknown")) == ((), "unknown")
    index.close()


def test_a_document_is_found_by_the_version_of_its_text(index: Index) -> None:
    assert index.with_text(ENGLISH.version) == ENGLISH
    assert index.with_text("0123456789ab") is None


def test_a_damaged_pointer_does_not_take_away_what_is_open(generations: Generations) -> None:
    put_in_service(generations, [ENGLISH], "v1")
    service = IndexInService(generations, MODEL)
    opened = service.get()
    (generations.root / "CURRENT").write_text("nonsense")
    assert service.get() is opened


def test_a_new_generation_that_cannot_be_opened_leaves_the_old_one_in_service(generations: Generations) -> None:
    put_in_service(generations, [ENGLISH], "v1")
    service = IndexInService(generations, MODEL)
    service.get()
    broken = put_in_service(generations, [ENGLISH], "v2")
    (broken / "catalog.sqlite").write_bytes(b"not a catalog")
    assert service.get().version == "v1"


def test_without_an_index_the_message_says_how_to_make_one(generations: Generations) -> None:
    with pytest.raises(IndexUnavailable, match="ser-assistant ingest"):
        IndexInService(generations, MODEL).get()


def test_an_index_of_another_model_is_refused(generations: Generations) -> None:
    put_in_service(generations, [ENGLISH], "v1")
    with pytest.raises(IndexMismatch, match=r"'hash', but 'other' is configured. Run `ser-assistant ingest`"):
        IndexInService(generations, "other").get()


def test_quotes_of_text_outside_the_basic_plane_stay_in_place(tmp_path: Path) -> None:
    text = ENGLISH.text.replace("little influence", "little 😀 influence")
    shifted = tuple(
        replace(block, start=block.start + 2 * (block.start > 80), end=block.end + 2 * (block.end > 80))
        for block in ENGLISH.blocks
    )
    index = small_index(tmp_path, [replace(ENGLISH, text=text, blocks=shifted)])
    passages = index.passages_of(ENGLISH.id)
    assert [text[passage.start : passage.end] for passage in passages] == [passage.text for passage in passages]
    assert "😀" in passages[0].text
    index.close()
