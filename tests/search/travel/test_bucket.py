"""Generations travel over a bucket of S3: moto answers as S3 does. ``pip install s3fs 'moto[server]'`` to run it.

These are not among what development needs: they insist on an older python-dateutil than the rest has.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.errors import DataFolderInUse, DepotUnavailable, GenerationBroken
from assistant.search.travel.depot import Depot, path_of
from assistant.search.travel.register import held
from tests.fakes import DUTCH, ENGLISH
from tests.search.travel.machines import Machines

moto_server = pytest.importorskip("moto.server", reason="moto[server] is not installed")
s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    server = moto_server.ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    try:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a name")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a word")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        s3fs.S3FileSystem.clear_instance_cache()
        bucket = f"bucket-{uuid4().hex}"  # moto keeps its buckets for the whole process
        s3fs.S3FileSystem().mkdir(bucket)
        yield Machines(tmp_path, f"s3://{bucket}/ser")
    finally:
        s3fs.S3FileSystem.clear_instance_cache()
        server.stop()


def test_a_generation_is_published_taken_rolled_back_and_removed(machines: Machines) -> None:
    first = machines.publish([ENGLISH], "v1")
    assert machines.publish([ENGLISH], "v1").sent == 0
    a = machines.server("a")
    a.look()
    second = machines.publish([ENGLISH, DUTCH], "v2")
    assert 0 < second.sent < second.size
    a.look()
    assert machines.served("a") == "v2"
    assert machines.overview.roll_back() == first.name
    assert (a.look().number, machines.served("a")) == (3, "v1")
    machines.overview.remove(second.name)
    with pytest.raises(GenerationBroken, match="in the store"):
        machines.depot.manifest(second.name)
    assert machines.depot.manifest(first.name).version == "v1"


def test_a_damaged_piece_and_a_store_that_is_gone_leave_the_old_one_in_service(machines: Machines) -> None:
    machines.publish([ENGLISH], "v1")
    a = machines.server("a")
    a.look()
    second = machines.publish([DUTCH], "v2")
    pieces = {path_of(piece) for piece in machines.depot.manifest(second.name).pieces()}
    for path in pieces:
        machines.depot.write(path, b"not what it was")
    assert "is damaged in the store" in a.look().fault
    assert machines.served("a") == "v1"
    with pytest.raises(DepotUnavailable, match="no such bucket"):
        Depot("s3://nowhere/ser").write("NAMED", b"")
    assert machines.served("a") == "v1"


def test_of_two_that_begin_at_once_one_does(machines: Machines) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda number: machines.depot.create("LOCK", str(number).encode()), range(8)))
    assert sum(made) == 1
    machines.depot.remove("LOCK")
    with held(machines.registered), pytest.raises(DataFolderInUse), held(machines.registered):
        pass
