"""Vectors on a server of Chroma's, behind a proxy that asks for a token; the contract itself is in ``test_index``."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import IndexUnavailable
from assistant.search.index import Index
from assistant.search.index.builder import Builder, Change
from assistant.search.index.generations import Generations
from assistant.search.index.vectors.collections import NAMES
from assistant.search.index.vectors.server import KEPT, MADE, ChromaServer
from assistant.settings import load_settings
from ingest.chunk import split
from tests import chroma_server
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder
from tests.ports import free_port
from tests.small_index import MODEL, put_in_service, small_index

CHANGED = replace(DUTCH, text=DUTCH.text.replace("deelde", "gaf"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with chroma_server.running(tmp_path_factory.mktemp("chroma")) as server:
        yield server


def names(index: Index) -> dict[str, str]:
    return dict(json.loads((index.folder / NAMES).read_text(encoding="utf-8")))


def collections(server: ChromaServer) -> set[str]:
    return {each.name for each in server._client().list_collections()}


def build(root: Path, base: Index, server: ChromaServer, *, fault: bool = False) -> Index:
    """Build the generation after another; with a fault it ends before it is whole."""
    generations = Generations(root, server)
    changes = [Change(CHANGED, "new", split(CHANGED, HashEncoder().count_tokens))]

    def progress(done: int, total: int) -> None:
        if fault:
            raise KeyboardInterrupt

    with generations.build() as folder:
        builder = Builder(folder, base.folder, MODEL, place=server)
        try:
            builder.apply(changes, (), HashEncoder, progress)
        finally:
            builder.close()
        return Index(generations.put_in_service(folder, "v2"), server)


def test_a_generation_names_its_collections_and_shares_those_that_did_not_change(
    server: ChromaServer, tmp_path: Path
) -> None:
    base = small_index(tmp_path, [ENGLISH, DUTCH], place=server)
    assert not (base.folder / "chroma").exists()
    after = build(tmp_path, base, server)
    assert (names(after)["en"], names(after)["nl"] != names(base)["nl"]) == (names(base)["en"], True)
    plain = small_index(tmp_path / "plain", [ENGLISH, CHANGED])
    for language in Language:
        vector = HashEncoder().question("transparantie dialogue", language).vector
        found, wanted = after.nearest(vector, language, 5), plain.nearest(vector, language, 5)
        assert [key for key, _ in found] == [key for key, _ in wanted]
        assert [score for _, score in found] == pytest.approx([score for _, score in wanted])
    assert base.nearest(vector, Language.NL, 5) != after.nearest(vector, Language.NL, 5)
    plain.close()


def test_what_was_begun_and_not_finished_is_removed_and_what_nobody_names_after_a_week(
    server: ChromaServer, tmp_path: Path
) -> None:
    base = small_index(tmp_path, [ENGLISH, DUTCH], place=server)
    there, own = collections(server), names(base)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, base, server, fault=True)
    assert collections(server) == there
    server.begin(tmp_path / "v1", None, Language).close_compact()
    gone = set(names(base).values())
    (tmp_path / "v1" / NAMES).write_text(json.dumps(own))  # so that no generation names those any more
    assert gone < collections(server)
    made = json.loads((tmp_path / MADE).read_text(encoding="utf-8"))
    (tmp_path / MADE).write_text(json.dumps({name: at - KEPT - 1 for name, at in made.items()}))
    build(tmp_path, base, server)
    assert there < collections(server)
    assert not gone & collections(server)


def test_what_is_wrong_is_said(server: ChromaServer, tmp_path: Path) -> None:
    on_server = small_index(tmp_path / "server", [ENGLISH], place=server)
    in_files = put_in_service(Generations(tmp_path / "files"), [ENGLISH], "v1")
    with pytest.raises(IndexUnavailable, match="ASSISTANT_CHROMA_TOKEN, or run"):
        Index(on_server.folder)
    with pytest.raises(IndexUnavailable, match="are in its files"):
        Index(in_files, server)
    with pytest.raises(IndexUnavailable, match="wants another token"):
        Index(on_server.folder, replace(server, token="wrong"))
    with pytest.raises(IndexUnavailable, match="does not answer"):
        Index(on_server.folder, replace(server, url=f"http://127.0.0.1:{free_port()}"))
    (on_server.folder / NAMES).write_text(json.dumps({"en": "ser-none", "nl": "ser-none"}))
    with pytest.raises(IndexUnavailable, match="no longer has"):
        Index(on_server.folder, server)
    (on_server.folder / NAMES).write_text("[]")
    with pytest.raises(IndexUnavailable, match="where its vectors are"):
        Index(on_server.folder, server)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "https://vectors.example.org"])
@pytest.mark.parametrize("token", ["", "   "])
def test_without_a_token_no_server_is_asked(url: str, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CHROMA_TOKEN", token)
    with pytest.raises(Exception, match="needs ASSISTANT_CHROMA_TOKEN"):
        load_settings(chroma_url=url)


@pytest.mark.parametrize(
    "url", ["vectors.example.org", "http://me:secret@host", "http://host/path", "file:///tmp", "http://"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Exception, match=r"(?i)chroma_url"):
        load_settings(chroma_url=url, chroma_token="a token")
