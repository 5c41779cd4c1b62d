import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from assistant.domain import Language
from assistant.errors import DataFolderInUse, IndexMismatch, IndexUnavailable
from assistant.search.index import Index
from assistant.search.postgres.index import LOOKS, PostgresInService
from assistant.search.postgres.writing import write
from assistant.text.lexicon import content_stems
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder
from tests.postgresql import Server
from tests.search.postgresql_index import in_postgresql
from tests.small_index import MODEL, small_index
from tests.stores import pgvector_server

__all__ = ["pgvector_server"]

CHANGED = replace(ENGLISH, text=ENGLISH.text.replace("little influence", "no whatsoever power"))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = small_index(tmp_path_factory.mktemp("before"), [ENGLISH, DUTCH])
    yield index
    index.close()


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = small_index(tmp_path_factory.mktemp("after"), [CHANGED])
    index.version = "v2"
    yield index
    index.close()


@pytest.mark.parametrize(
    "text",
    ["influence", "companies buy from the same supplier", "joint multi-stakeholder influence", "nothing-like-this",
     "'; DROP TABLE x --", "a & b | !c <-> 'd'", "\\ ' \" \x00", "the of and", ""],
)  # fmt: skip
def test_words_are_found_and_scored_as_in_files(pgvector_server: Server, before: Index, text: str) -> None:
    with in_postgresql(pgvector_server, before) as service:
        index = service.get()
        for language in Language:
            wanted = before.matching(text, language, 10)
            found = index.matching(text, language, 10)
            assert [key for key, _ in found] == [key for key, _ in wanted]
            assert [score for _, score in found] == pytest.approx([score for _, score in wanted], abs=1e-5)
            stems = content_stems(text, language)[:2]
            if stems:
                assert index.frequency(stems, language) == before.frequency(stems, language)


@pytest.mark.parametrize(
    "text", ["multi-stakeholder", "multi-stakeholder initiative", "stakeholder multi", "worker's dialogue"]
)
def test_hyphenated_words_are_counted_as_in_files(pgvector_server: Server, tmp_path: Path, text: str) -> None:
    words = "multi-stakeholder initiative, a multi stakeholder one, multi-stakeholder, worker’s dialogue"
    files = small_index(tmp_path, [replace(ENGLISH, text=ENGLISH.text.replace("little influence", words)), DUTCH])
    with in_postgresql(pgvector_server, files) as service:
        wanted, found = (each.matching(text, Language.EN, 10) for each in (files, service.get()))
        assert [key for key, _ in found] == [key for key, _ in wanted] != []
        assert [score for _, score in found] == pytest.approx([score for _, score in wanted], abs=1e-5)
    files.close()


def test_an_index_of_another_form_is_none_and_is_written_anew(pgvector_server: Server, before: Index) -> None:
    address = pgvector_server.new_database()
    first = write(address, "corpus", before)
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE ser_index.corpora SET format = 1")
    service = PostgresInService(address, "corpus", MODEL)
    with pytest.raises(IndexUnavailable, match="holds no index"):
        service.get()
    again = write(address, "corpus", before)
    assert (again.added, again.removed) == (first.added, first.added)
    assert service.get().matching("influence", Language.EN, 5) == before.matching("influence", Language.EN, 5)
    service.close()


def test_all_that_an_index_tells_is_the_same(pgvector_server: Server, before: Index) -> None:
    with in_postgresql(pgvector_server, before) as service:
        index = service.get()
        assert (index.documents(), index.listed) == (before.documents(), before.listed)
        assert (index.passage_count, index.glossary) == (before.passage_count, before.glossary)
        assert index.passages_of(ENGLISH.id) == before.passages_of(ENGLISH.id)
        vector = HashEncoder().question("influence", Language.EN).vector
        assert index.resembles(vector) == before.resembles(vector)
        ids = [each.id for each in before.passages_of(ENGLISH.id)]
        for key, tokens in before.tokens(ids, Language.EN).items():
            assert (index.tokens([key], Language.EN)[key].vectors == tokens.vectors).all()
            assert (index.tokens([key], Language.EN)[key].spans == tokens.spans).all()


def test_a_question_that_was_begun_goes_on_with_its_version_and_the_next_has_the_new_one(
    pgvector_server: Server, before: Index, after: Index
) -> None:
    address = pgvector_server.new_database()
    with in_postgresql(pgvector_server, before, address) as service:
        begun, waiting = service.get(), service.get()
        assert begun.document(ENGLISH.id) == ENGLISH
        written = write(address, "corpus", after)
        assert (written.version, written.documents) == ("v2", 2)
        assert (begun.version, begun.document(DUTCH.id), begun.document(ENGLISH.id)) == ("v1", DUTCH, ENGLISH)
        assert begun.matching("transparantie", Language.NL, 5) != []
        time.sleep(LOOKS)
        now = service.get()
        assert (now.version, now.documents()) == ("v2", (CHANGED,))
        assert now.matching("transparantie", Language.NL, 5) == []
        assert (waiting.document(ENGLISH.id), waiting.version) == (CHANGED, "v2")  # it had not begun to read
        assert service.made("v1") is begun


def test_only_the_difference_is_written(pgvector_server: Server, before: Index, after: Index) -> None:
    address = pgvector_server.new_database()
    first = write(address, "corpus", before)
    assert (first.added, first.removed) == (len(before.renditions()), 0)
    again = write(address, "corpus", before)
    assert (again.added, again.removed, again.documents) == (0, 0, 0)
    changed = write(address, "corpus", after)
    assert changed.added < first.added
    back = write(address, "corpus", before)
    assert (back.added, back.removed) == (changed.removed, changed.added)
    with psycopg.connect(address) as connection:
        counted = connection.execute("SELECT stem, passages FROM ser_index.stems WHERE passages <= 0").fetchall()
    assert counted == []


def test_corpora_of_one_database_are_apart(pgvector_server: Server, before: Index, after: Index) -> None:
    address = pgvector_server.new_database()
    with in_postgresql(pgvector_server, before, address) as service:
        write(address, "another", after)
        other = PostgresInService(address, "another", MODEL)
        assert (service.get().version, other.get().version) == ("v1", "v2")
        assert len(service.get().documents()) == 2
        other.close()


def test_a_write_that_fails_leaves_the_old_index_and_two_do_not_write_at_once(
    pgvector_server: Server, before: Index, after: Index
) -> None:
    address = pgvector_server.new_database()
    with in_postgresql(pgvector_server, before, address) as service, psycopg.connect(address) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended('corpus', 21))")
        with pytest.raises(DataFolderInUse, match="Another ingest"):
            write(address, "corpus", after)
        other.rollback()
        other.execute("ALTER TABLE ser_index.files ADD CONSTRAINT broken CHECK (false) NOT VALID")
        other.execute("ALTER TABLE ser_index.corpora ADD CONSTRAINT stays CHECK (version = 'v1') NOT VALID")
        other.commit()
        with pytest.raises(IndexUnavailable):
            write(address, "corpus", after)
        time.sleep(LOOKS)
        assert (service.get().version, service.get().documents()) == ("v1", (DUTCH, ENGLISH))


def test_what_is_not_there_is_told(pgvector_server: Server, before: Index, tmp_path: Path) -> None:
    address = pgvector_server.new_database()
    empty = PostgresInService(address, "corpus", MODEL)
    with pytest.raises(IndexUnavailable, match="ser-assistant ingest"):
        empty.get()
    write(address, "corpus", before)
    assert empty.get().version == "v1"
    empty.close()
    other = PostgresInService(address, "corpus", "another model")
    with pytest.raises(IndexMismatch, match="another model"):
        other.get()
    other.close()


def test_a_server_that_was_away_is_used_again(pgvector_server: Server, before: Index) -> None:
    address = pgvector_server.new_database()
    with in_postgresql(pgvector_server, before, address) as service:
        held = service.get()
        assert held.document(ENGLISH.id) == ENGLISH
        with psycopg.connect(pgvector_server.address("postgres"), autocommit=True) as connection:
            name = address.rsplit("/", 1)[-1]
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        with pytest.raises(IndexUnavailable, match="does not answer"):
            held.document(DUTCH.id)
        assert service.get().document(DUTCH.id) == DUTCH
