import json
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError, DataFolderInUse, DepotUnavailable, GenerationBroken, IndexUnavailable
from assistant.search.travel.depot import Depot
from assistant.search.travel.fetch import fetch
from assistant.search.travel.follow import AGAIN, Standing, take
from assistant.search.travel.manifest import FILE, Manifest
from assistant.search.travel.register import held
from evals.bench.faults.store import disk, enlarge
from tests.fakes import DUTCH, ENGLISH
from tests.search.travel.machines import Machines


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    return Machines(tmp_path)


def test_a_server_without_anything_takes_what_is_named_and_the_earlier_documents(machines: Machines) -> None:
    published = machines.publish([ENGLISH], "v1")
    server = machines.server("a")
    take(server)
    assert server.standing == Standing(published.name, 1, published.name, 1)
    assert machines.served("a") == "v1"
    assert server.service is not None
    assert server.service.get().documents() == (ENGLISH,)
    assert server.archive.get(ENGLISH.id, ENGLISH.version) == ENGLISH


def test_a_change_travels_and_what_is_answered_goes_on_with_the_old_one(machines: Machines) -> None:
    machines.publish([ENGLISH], "v1")
    a, b = machines.server("a"), machines.server("b")
    a.look(), b.look()
    assert a.service is not None
    begun = a.service.get()
    machines.publish([ENGLISH, DUTCH], "v2")
    a.look(), b.look()
    assert (machines.served("a"), machines.served("b")) == ("v2", "v2")
    assert (begun.version, begun.documents(), a.service.made("v1")) == ("v1", (ENGLISH,), begun)


def test_what_did_not_change_is_neither_sent_nor_fetched_again(machines: Machines) -> None:
    first = machines.publish([ENGLISH], "v1")
    assert first.sent == first.size > 100_000
    assert machines.publish([ENGLISH], "v1").sent == 0
    a = machines.server("a")
    a.look()
    again = replace(machines.depot.manifest(first.name), version="v2")
    folder = machines.root / "again"
    folder.mkdir()
    current = a.generations.current()
    taken = fetch(machines.depot, again, folder, current)
    assert taken.fetched < 0.6 * taken.size  # Chroma writes to its database when it is opened
    assert current is not None
    shared = {path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_nlink > 1}
    assert {"tokens.int8", "spans.uint16"} <= shared
    assert not any(".sqlite" in name for name in shared)


def test_a_file_that_changed_on_the_disk_meanwhile_is_not_shared(machines: Machines) -> None:
    first = machines.publish([ENGLISH], "v1")
    a = machines.server("a")
    a.look()
    current = a.generations.current()
    assert current is not None
    tokens = current / "tokens.int8"
    whole = tokens.read_bytes()
    tokens.write_bytes(bytes(len(whole)))
    (folder := machines.root / "again").mkdir()
    fetch(machines.depot, replace(machines.depot.manifest(first.name), version="v2"), folder, current)
    assert (folder / "tokens.int8").read_bytes() == whole


def test_a_rollback_is_taken_without_fetching_and_is_a_naming_of_its_own(machines: Machines) -> None:
    first, second = machines.publish([ENGLISH], "v1"), machines.publish([DUTCH], "v2")
    a = machines.server("a")
    a.look()
    assert machines.overview.roll_back() == first.name
    assert (a.look().number, machines.served("a")) == (3, "v1")
    assert machines.overview.roll_back(second.name) == second.name
    assert (a.look().number, machines.served("a")) == (4, "v2")


def test_operators_see_generations_and_who_serves_what(machines: Machines) -> None:
    first, second = machines.publish([ENGLISH], "v1"), machines.publish([DUTCH], "v2")
    machines.server("a").look()
    found = machines.overview.to_json()
    assert found["named"]["generation"] == second.name
    assert sorted(each["name"] for each in found["generations"]) == sorted([first.name, second.name])
    told = found["replicas"][0]
    assert (told["name"], told["serves"], told["behind"], told["fault"]) == ("a", second.name, False, "")
    with pytest.raises(DataFolderInUse, match="rollback"):
        machines.overview.remove(second.name)
    machines.overview.remove(first.name)
    with pytest.raises(GenerationBroken, match="no generation"):
        machines.overview.remove(first.name)
    fresh = machines.server("b")
    fresh.look()  # the pieces that both had are still there
    assert machines.served("b") == "v2"


def broken_piece(machines: Machines) -> None:
    path = machines.some_piece()
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def half_piece(machines: Machines) -> None:
    path = machines.some_piece()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def lost_piece(machines: Machines) -> None:
    machines.some_piece().unlink()


def lost_manifest(machines: Machines) -> None:
    machines.depot.remove(f"generations/{machines.registered.namings()[-1].name}")


def another_manifest(machines: Machines) -> None:
    name = machines.registered.namings()[-1].name
    manifest = machines.depot.manifest(name)
    machines.depot.write(f"generations/{name}", replace(manifest, passages=7).dump())


def no_manifest(machines: Machines) -> None:
    machines.depot.write(f"generations/{machines.registered.namings()[-1].name}", b"{")


def lost_store(machines: Machines) -> None:
    (machines.root / "store").rename(machines.root / "away")


def another_store(machines: Machines) -> None:
    (machines.root / "store").rename(machines.root / "away")
    (machines.root / "store").mkdir()  # a share that is not mounted


def a_file_for_a_store(machines: Machines) -> None:
    (machines.root / "store").rename(machines.root / "away")
    (machines.root / "store").write_text("no folder any more")


def no_register(machines: Machines) -> None:
    (machines.root / "store" / "NAMED").write_text("nonsense")


FAULTS = [
    (broken_piece, "broken"),
    (half_piece, "broken"),
    (lost_piece, "broken"),
    (lost_manifest, "broken"),
    (another_manifest, "broken"),
    (no_manifest, "broken"),
    (lost_store, "away"),
    (another_store, "away"),
    (a_file_for_a_store, "away"),
    (no_register, "away"),
]


@pytest.mark.parametrize(("fault", "kind"), FAULTS, ids=[each[0].__name__ for each in FAULTS])
def test_whatever_is_wrong_with_the_store_the_old_one_stays(
    machines: Machines, fault: Callable[[Machines], None], kind: str
) -> None:
    first = machines.publish([ENGLISH], "v1")
    a = machines.server("a")
    a.look()
    (machines.root / "a" / "index" / "v1" / FILE).unlink()  # so that all of the next one has to come from the store
    machines.publish([DUTCH], "v2", again=True)
    fault(machines)
    standing = a.look()
    assert (machines.served("a"), standing.serves, standing.kind) == ("v1", first.name, kind)
    assert standing.fault
    assert [path.name for path in (machines.root / "a" / "index").iterdir() if path.is_dir()] == ["v1"]


def test_a_store_that_was_damaged_is_made_whole_by_publishing_again(machines: Machines) -> None:
    machines.publish([ENGLISH], "v1")
    broken_piece(machines)
    a = machines.server("a")
    assert a.look().kind == "broken"
    with pytest.raises(IndexUnavailable, match="damaged"):
        take(a)
    machines.publish([ENGLISH], "v1", again=True)
    a._refused = (0, 0.0)  # AGAIN seconds later
    assert AGAIN > 0
    a.look()
    assert machines.served("a") == "v1"


def test_an_upload_that_was_broken_off_names_nothing(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    machines.publish([ENGLISH], "v1")
    full = machines.root / "store" / "generations"
    full.rename(machines.root / "kept")
    full.write_text("where the manifests should go")
    with pytest.raises(DepotUnavailable):
        machines.publish([DUTCH], "v2")
    full.unlink()
    (machines.root / "kept").rename(full)
    assert [each.number for each in machines.registered.namings()] == [1]
    a = machines.server("a")
    a.look()
    assert machines.served("a") == "v1"
    machines.publish([DUTCH], "v2")  # the lock is free again
    a.look()
    assert machines.served("a") == "v2"


def test_a_store_whose_disk_is_full_names_nothing_and_says_so(tmp_path: Path) -> None:
    try:
        place = ExitStack()
        full = place.enter_context(disk("200k"))
    except (subprocess.CalledProcessError, OSError):
        pytest.skip("only root may make a disk")
    with place:
        machines = Machines(tmp_path, url=str(full))
        with pytest.raises(DepotUnavailable, match="No space left"):
            machines.publish([ENGLISH], "v1")
        assert machines.registered.namings() == []
        enlarge(full, "20m")
        assert machines.publish([ENGLISH], "v1").number == 1


def test_a_generation_of_another_model_is_refused(machines: Machines) -> None:
    machines.publish([ENGLISH], "v1")
    other = machines.server("a", "another")
    assert "another" in other.look().fault
    with pytest.raises(IndexUnavailable, match="'another' is configured"):
        take(other)


def test_servers_that_are_ready_switch_together(machines: Machines) -> None:
    machines.publish([ENGLISH], "v1")
    a, b = machines.server("a"), machines.server("b")
    a.patience = 60.0
    a.look(), b.look()
    machines.publish([DUTCH], "v2")
    a.look()
    assert machines.served("a") == "v1"  # b has not got it yet
    b.look()
    a.look()
    assert (machines.served("a"), machines.served("b")) == ("v2", "v2")


def test_one_writes_at_a_time(machines: Machines) -> None:
    with held(machines.registered), pytest.raises(DataFolderInUse, match="Another ingest"):
        machines.publish([ENGLISH], "v1")
    machines.publish([ENGLISH], "v1")


@pytest.mark.parametrize("path", ["../etc/passwd", "/etc/passwd", "a/../../b", ""])
def test_a_manifest_that_points_outside_its_folder_is_refused(path: str, machines: Machines) -> None:
    manifest = machines.depot.manifest(machines.publish([ENGLISH], "v1").name)
    bad = replace(manifest, files=(replace(manifest.files[0], path=path),))
    with pytest.raises(GenerationBroken, match="no path"):
        Manifest.load(bad.dump())


def test_a_store_may_be_any_that_fsspec_knows(tmp_path: Path) -> None:
    machines = Machines(tmp_path, url=f"memory://{tmp_path.name}-{time.monotonic_ns()}")
    machines.publish([ENGLISH], "v1")
    a = machines.server("a")
    a.look()
    assert machines.served("a") == "v1"
    with held(machines.registered), pytest.raises(DataFolderInUse):
        machines.publish([DUTCH], "v2")


def test_an_address_is_shown_without_its_password() -> None:
    assert Depot("ftp://somebody:secret@host/path").shown == "ftp://…@host/path"


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "../../ESCAPED"}, {"version": "/tmp/x"}, {"version": ".."}, {"version": ".building"},
        {"version": ""}, {"version": "a\0b"}, {"version": "a" * 300}, {"version": None}, {"version": 7},
        {"files": [{"path": "../x", "pieces": []}]}, {"files": [{"path": "/etc/x", "pieces": []}]},
        {"files": [{"path": "a\0", "pieces": []}]}, {"files": [{"path": 7, "pieces": []}]},
        {"files": [{"path": "a", "pieces": [["../../../etc/passwd", 1]]}]},
        {"files": [{"path": "a", "pieces": [[7, 1]]}]},
    ],
)  # fmt: skip
def test_nothing_that_a_manifest_says_leads_out_of_its_folder(machines: Machines, changes: dict[str, object]) -> None:
    published = machines.publish([ENGLISH], "v1")
    record = json.loads(machines.depot.manifest(published.name).dump())
    with pytest.raises(GenerationBroken):
        Manifest.load(json.dumps(record | changes).encode())
    assert Manifest.load(json.dumps(record).encode()).version == "v1"


def test_a_manifest_under_another_name_is_refused(machines: Machines) -> None:
    published = machines.publish([ENGLISH], "v1")
    stored = machines.depot.read(f"generations/{published.name}")
    assert stored is not None
    machines.depot.write("generations/other", stored)
    with pytest.raises(GenerationBroken):
        machines.depot.manifest("other")


@pytest.mark.parametrize("url", ["ftp://u:s3cr3t@host/x", "http://u:s3cr3t/p@host/x", "sftp://host/x", "x://y"])
def test_what_is_no_store_is_refused_in_a_clear_sentence_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="bucket such as s3") as refused:
        Depot(url).read("NAMED")
    assert "s3cr3t" not in str(refused.value)
