"""Chainlit's scripts, compressed once."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.web.assets import SMALLEST, Assets, compress

SCRIPT = "let a = 1;" * SMALLEST


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "large.js").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "small.css").write_text("a {}", encoding="utf-8")
    compress(tmp_path)
    return TestClient(Assets(directory=tmp_path))


def test_a_browser_that_takes_it_gets_the_compressed_copy(client: TestClient) -> None:
    response = client.get("/large.js", headers={"Accept-Encoding": "gzip"})
    assert (response.headers["content-encoding"], response.text) == ("gzip", SCRIPT)
    assert response.headers["content-type"].startswith("text/javascript")
    assert int(response.headers["content-length"]) < SMALLEST


def test_another_browser_gets_the_file_itself(client: TestClient) -> None:
    response = client.get("/large.js", headers={"Accept-Encoding": "identity"})
    assert ("content-encoding" in response.headers, response.text) == (False, SCRIPT)


def test_a_small_file_is_sent_as_it_is(client: TestClient) -> None:
    assert "content-encoding" not in client.get("/small.css").headers


def test_a_file_that_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/large.js").headers["etag"]
    assert client.get("/large.js", headers={"If-None-Match": etag}).status_code == 304
