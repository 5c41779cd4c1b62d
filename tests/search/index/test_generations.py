from contextlib import suppress
from pathlib import Path

import pytest

from assistant.errors import DataFolderInUse, IndexUnavailable
from assistant.search.index.catalog import Catalog
from assistant.search.index.generations import Generations, version_of
from assistant.search.index.sqlite import copy_database, is_read


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    (tmp_path / "index").mkdir()
    return Generations(tmp_path / "index")


def put_in_service(generations: Generations, version: str) -> Path:
    with generations.lock(), generations.build() as folder:
        Catalog(folder / "catalog.sqlite", create=True).close()
        return generations.put_in_service(folder, version)


def names(generations: Generations) -> list[str]:
    return sorted(path.name for path in generations.root.iterdir() if path.name != ".lock")


def test_at_first_there_is_none_and_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "nowhere")
    assert generations.current() is None
    with pytest.raises(IndexUnavailable, match=r"There is no index in .*nowhere yet. Run `ser-assistant ingest`"):
        generations.require_current()


def test_what_is_put_in_service_is_current(generations: Generations) -> None:
    folder = put_in_service(generations, "v1")
    assert (folder, generations.current()) == (generations.root / "v1", generations.root / "v1")
    assert names(generations) == ["CURRENT", "v1"]


def test_the_generation_before_stays_for_who_still_reads_it_and_older_ones_go(generations: Generations) -> None:
    for version in ("v1", "v2", "v3"):
        put_in_service(generations, version)
    assert names(generations) == ["CURRENT", "v2", "v3"]


def test_a_generation_that_is_read_stays_until_nobody_reads_it(generations: Generations) -> None:
    reader = Catalog(put_in_service(generations, "v1") / "catalog.sqlite")
    for version in ("v2", "v3"):
        put_in_service(generations, version)
    assert names(generations) == ["CURRENT", "v1", "v2", "v3"]
    reader.close()
    put_in_service(generations, "v4")
    assert names(generations) == ["CURRENT", "v3", "v4"]


def test_a_copy_of_a_catalog_does_not_end_the_hold_of_who_reads_it(generations: Generations, tmp_path: Path) -> None:
    folder = put_in_service(generations, "v1")
    reader = Catalog(folder / "catalog.sqlite")
    copy_database(folder / "catalog.sqlite", tmp_path / "copy.sqlite")
    assert is_read(folder / "catalog.sqlite")
    reader.close()
    assert not is_read(folder / "catalog.sqlite")


def test_an_earlier_version_that_is_still_there_can_be_put_in_service_again(generations: Generations) -> None:
    folders = [put_in_service(generations, version) for version in ("v1", "v2")]
    assert generations.earlier("v1") == [folders[0]]
    generations.put_in_service(folders[0], "v1")
    assert (generations.current(), names(generations)) == (folders[0], ["CURRENT", "v1", "v2"])


def test_a_version_that_is_made_again_does_not_touch_the_folder_that_may_still_be_open(
    generations: Generations,
) -> None:
    first, second = put_in_service(generations, "v1"), put_in_service(generations, "v1")
    assert (first.name, second.name) == ("v1", "v1.2")
    assert (version_of(first), version_of(second), generations.current()) == ("v1", "v1", second)


def test_a_build_that_fails_leaves_nothing(generations: Generations) -> None:
    put_in_service(generations, "v1")
    with suppress(RuntimeError), generations.build() as folder:
        (folder / "catalog.sqlite").write_text("half")
        raise RuntimeError
    assert names(generations) == ["CURRENT", "v1"]


def test_what_a_killed_run_left_is_cleared_by_the_next_also_when_it_builds_nothing(generations: Generations) -> None:
    put_in_service(generations, "v1")
    left_over = generations.root / ".building-abc"
    left_over.mkdir()
    (left_over / "catalog.sqlite").write_text("half")
    with generations.lock():
        assert names(generations) == ["CURRENT", "v1"]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"v2", b"..", b"../v1", b"/etc", b"v1/../v1", b"\xff\xfe", b"v1\0", b"x" * 5_000]
)
def test_a_damaged_pointer_is_said_with_what_to_do(generations: Generations, content: bytes) -> None:
    put_in_service(generations, "v1")
    (generations.root / "CURRENT").write_bytes(content)
    assert generations.current() is None
    with pytest.raises(IndexUnavailable, match=r"is damaged.*Run `ser-assistant ingest`"):
        generations.require_current()


def test_a_generation_without_its_catalog_is_damaged(generations: Generations) -> None:
    (put_in_service(generations, "v1") / "catalog.sqlite").unlink()
    with pytest.raises(IndexUnavailable, match="ser-assistant ingest"):
        generations.require_current()


def test_only_one_builds_at_a_time(generations: Generations) -> None:
    with generations.lock():
        with pytest.raises(DataFolderInUse, match="Wait until it is done"), Generations(generations.root).lock():
            pass
        assert names(generations) == []
    with generations.lock():  # and then the next may
        pass


def test_the_lock_is_released_when_the_build_fails(generations: Generations) -> None:
    with suppress(RuntimeError), generations.lock():
        raise RuntimeError
    with generations.lock():
        pass


def test_the_folder_of_documents_is_remembered(generations: Generations, tmp_path: Path) -> None:
    assert generations.remembered() is None
    assert generations.name_of(tmp_path / "mijn documenten") == "mijn documenten"
    generations.root.mkdir(exist_ok=True)
    generations.remember(tmp_path / "mijn documenten", "guidance")
    assert generations.remembered() == tmp_path / "mijn documenten"
    assert generations.name_of(tmp_path / "mijn documenten") == "guidance"
    assert generations.name_of(tmp_path / "others") == "others"
