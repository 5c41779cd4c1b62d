"""What surrounds every request, and the two questions a supervisor asks."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.domain import Document
from assistant.errors import IndexUnavailable
from assistant.settings import load_settings
from assistant.web.app import create_pages
from tests.fakes import FakeAssistant


class Broken(FakeAssistant):
    @property
    def corpus_version(self) -> str:  # type: ignore[override]
        raise IndexUnavailable("There is no index. Make one with `ser-assistant ingest`.")

    def document(self, document_id: str) -> Document | None:
        raise RuntimeError("the secret inside")


@pytest.fixture
def broken(tmp_path: Path) -> TestClient:
    return TestClient(create_pages(Broken(), load_settings(data_dir=tmp_path)), base_url="http://localhost")


@pytest.mark.parametrize("path", ["/healthz", "/source/partners", "/source/unknown", "/static/source.css", "/docs"])
def test_every_response_carries_the_security_headers(pages: TestClient, path: str) -> None:
    headers = pages.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "strict-transport-security" not in headers
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


def test_a_server_that_is_up_says_so(pages: TestClient) -> None:
    assert pages.get("/healthz").json() == {"status": "ok"}


def test_a_server_with_an_index_is_ready(pages: TestClient) -> None:
    assert pages.get("/readyz").json() == {"status": "ready", "corpus_version": "fake"}


def test_a_server_without_an_index_is_up_but_not_ready_and_says_why(broken: TestClient) -> None:
    response = broken.get("/readyz")
    assert (broken.get("/healthz").status_code, response.status_code) == (200, 503)
    assert "ser-assistant ingest" in response.json()["reason"]


def test_any_host_name_is_served_on_a_public_address(tmp_path: Path) -> None:
    app = create_pages(FakeAssistant(), load_settings(data_dir=tmp_path, host="0.0.0.0"))
    assert TestClient(app, base_url="http://chat.example").get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/ws/socket.io/?EIO=4&transport=polling", "/ws/socket.io"])
def test_a_page_of_another_site_cannot_open_the_chats_channel(pages: TestClient, path: str) -> None:
    assert pages.get(path, headers={"Origin": "https://evil.example"}).status_code == 403
    with pytest.raises(WebSocketDisconnect), pages.websocket_connect(path, headers={"Origin": "https://evil.example"}):
        pass


def test_a_page_of_another_site_cannot_change_anything(pages: TestClient) -> None:
    assert pages.post("/project/action", headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("length", ["1000001", "many"])
def test_a_body_larger_than_any_question_is_refused(pages: TestClient, length: str) -> None:
    assert pages.post("/healthz", content=b"x", headers={"Content-Length": length}).status_code == 413


def test_an_exception_shows_an_id_and_the_log_has_the_rest(
    broken: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = broken.get("/source/partners")
    incident_id = response.text.rsplit(" ", 1)[1]
    assert (response.status_code, len(incident_id)) == (500, 12)
    assert "secret" not in response.text
    assert f"(id {incident_id})" in caplog.text
    assert "the secret inside" in caplog.text


def test_an_exception_is_reported_in_the_readers_language(broken: TestClient) -> None:
    assert broken.get("/source/partners", headers={"Accept-Language": "nl"}).text.startswith("Er ging bij ons iets mis")


@pytest.mark.parametrize("path", ["/login", "/api/ask", "/ws/socket.io/"])
@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "\x00", "x" * 5_000])
def test_an_origin_that_is_no_address_is_refused(pages: TestClient, path: str, origin: str) -> None:
    assert pages.post(path, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/feedback", '{"feedback":{"forId":"\\ud800","value":1}}'),
        ("PUT", "/feedback", '{"feedback":{"forId":"x","value":1e400}}'),
        ("POST", "/feedback/citation", '{"answer_id":"x","number":1,"comment":"\\ud800"}'),
        ("POST", "/feedback/citation", '{"\\ud800":1}'),
        ("POST", "/feedback/citation", "[" * 400_000),
        ("POST", "/feedback/citation", "SECRETQ"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_not_repeated(
    pages: TestClient, method: str, path: str, body: str
) -> None:
    reply = pages.request(method, path, content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in {400, 404, 422}
    assert "SECRETQ" not in reply.text
