"""A generation has what did not change from the one before it, and writes only what did."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Document, Language
from assistant.search.index import Index
from assistant.search.index.builder import Builder, Change
from assistant.search.index.shared import share
from assistant.search.index.tokens import MOST_PARTS, PassageTokens, TokenStore, TokenWriter
from assistant.vectors import TOKEN_DIMENSIONS
from ingest.chunk import split
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder
from tests.small_index import MODEL, small_index

MANY = [replace(ENGLISH, id=f"partners{number}", title=f"Partners {number}") for number in range(8)]
CHANGED = replace(DUTCH, text=DUTCH.text.replace("deelde", "gaf"))


@contextmanager
def built(folder: Path, base: Index, changed: Sequence[Document] = (), removed: Sequence[str] = ()) -> Iterator[Index]:
    """Build the generation after another, and open it."""
    folder.mkdir()
    builder = Builder(folder, base.folder, MODEL)
    changes = [Change(each, "new", split(each, HashEncoder().count_tokens)) for each in changed]
    try:
        builder.apply(changes, removed, HashEncoder, lambda done, total: None)
    finally:
        builder.close()
    index = Index(folder)
    yield index
    index.close()


def files(index: Index) -> dict[str, tuple[int, str]]:
    """Return the inode and the content of each file of a generation that is no database."""
    found = (path for path in index.folder.rglob("*") if path.is_file() and ".sqlite" not in path.name)
    return {str(path.relative_to(index.folder)): (path.stat().st_ino, digest(path)) for path in found}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def same(one: Index, other: Index, language: Language) -> None:
    """Assert that two indexes hold the same for a language."""
    ids = sorted(each.passage_id for each in one.renditions() if each.language is language)
    assert ids == sorted(each.passage_id for each in other.renditions() if each.language is language)
    for key in ids:
        mine, its = (each.tokens([key], language)[key] for each in (one, other))
        np.testing.assert_array_equal(mine.vectors, its.vectors)
        np.testing.assert_array_equal(mine.spans, its.spans)
        vector = one.vectors([key], language)[key]
        np.testing.assert_array_equal(vector, other.vectors([key], language)[key])
        assert [each for each, _ in one.nearest(vector, language, 3)] == [
            each for each, _ in other.nearest(vector, language, 3)
        ]


def test_a_changed_document_writes_its_tokens_and_its_languages_vectors_only(tmp_path: Path) -> None:
    base = small_index(tmp_path / "base", [*MANY, DUTCH])
    before = files(base)
    fresh = small_index(tmp_path / "fresh", [*MANY, CHANGED])
    with built(tmp_path / "next", base, [CHANGED]) as index:
        after = files(index)
        shared = {name for name in before if before[name][0] == after.get(name, (0,))[0]}
        assert {"tokens.int8", "spans.uint16"} < shared
        assert len({Path(name).parent for name in shared if name.startswith("chroma/")}) == 1  # that of English
        assert (index.folder / "tokens-1.int8").stat().st_size < (index.folder / "tokens.int8").stat().st_size / 4
        for language in Language:
            same(index, fresh, language)
    assert files(base) == before
    base.close()
    fresh.close()


def test_many_generations_on_from_one_another_hold_what_one_made_at_once_holds(tmp_path: Path) -> None:
    index = small_index(tmp_path / "base", [*MANY, DUTCH])
    steps: list[tuple[Sequence[Document], Sequence[str]]] = [
        ([CHANGED], ()), ((), [DUTCH.id]), ([ENGLISH], ()), ([DUTCH], ()),
        ((), [each.id for each in MANY]), (MANY, [ENGLISH.id]),
    ]  # fmt: skip
    for number, (changed, removed) in enumerate(steps):
        with built(tmp_path / str(number), index, changed, removed) as made:
            index = made
            if number == 4:  # most of the tokens were of what was removed
                assert not (made.folder / "tokens-1.int8").exists()
    fresh = small_index(tmp_path / "fresh", [*MANY, DUTCH])
    index = Index(index.folder)
    for language in Language:
        same(index, fresh, language)
    index.close()
    fresh.close()


def test_a_store_of_many_parts_is_written_anew(tmp_path: Path) -> None:
    store, places = None, list[tuple[int, int]]()
    for number in range(MOST_PARTS + 1):
        (folder := tmp_path / str(number)).mkdir()
        writer, moved = TokenWriter.keeping(folder, store, places)
        with writer:
            own = PassageTokens(np.full((2, TOKEN_DIMENSIONS), number, np.int8), np.full((2, 2), number, np.int32))
            places = [*(moved[place] for place in places), writer.append(own)]
            assert writer.get(*places[0]).vectors[0, 0] == 0
        store = TokenStore(folder, writer.count)
    assert store is not None
    assert (len(store.files), store.count) == (1, 2 * (MOST_PARTS + 1))
    assert [store.get(*place).spans[1, 1] for place in places] == list(range(MOST_PARTS + 1))


def test_nothing_new_makes_no_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with TokenWriter(tmp_path / "one") as writer:
        place = writer.append(PassageTokens(np.zeros((3, TOKEN_DIMENSIONS), np.int8), np.zeros((3, 2), np.int32)))
    with TokenWriter.keeping(tmp_path / "two", TokenStore(tmp_path / "one", 3), [place])[0]:
        pass
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["spans.uint16", "tokens.int8"]


def test_where_files_cannot_be_linked_they_are_copied(tmp_path: Path) -> None:
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system here")
    target = elsewhere / f"ser-{tmp_path.name}-{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:8]}"
    (tmp_path / "file").write_bytes(b"words")
    try:
        share(tmp_path / "file", target)
        assert target.read_bytes() == b"words"
    finally:
        target.unlink(missing_ok=True)
