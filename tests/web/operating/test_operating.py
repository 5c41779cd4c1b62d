"""What who runs a server sees: ids of requests, figures behind a lock, probes, and an orderly end."""

import json
import logging
import os
import re
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from assistant.domain import Answer, Language, Turn, Usage
from assistant.settings import load_settings
from assistant.store import open_database
from assistant.telemetry.logs import JsonLines
from assistant.telemetry.request import begin
from assistant.web.app import create_pages
from assistant.web.edge.work import Work
from tests.fakes import FakeAssistant
from tests.web.conftest import Server, running

TOKEN = "a token that is long enough"


def client(folder: Path, host: str = "127.0.0.1", work: Work | None = None, **settings: str) -> TestClient:
    chosen = load_settings(**({"data_dir": str(folder), "public_url": "http://localhost/"} | settings))
    app = create_pages(FakeAssistant(), chosen, work=work)
    return TestClient(app, base_url="http://localhost", client=(host, 50000), headers={"Accept-Language": "en"})


@pytest.mark.parametrize(
    ("trusted", "given", "taken"),
    [
        ("127.0.0.1", "0a1b-2c3d.9:x", True),
        ("", "0a1b-2c3d", False),  # anybody could choose what stands in the log
        ("127.0.0.1", "a\u00e9", False),
        ("127.0.0.1", '{"level": "error"}', False),
        ("127.0.0.1", "a" * 65, False),
        ("127.0.0.1", "", False),
    ],
)
def test_an_id_is_taken_from_a_trusted_proxy_only(tmp_path: Path, trusted: str, given: str, taken: bool) -> None:
    with client(tmp_path, trusted_proxies=trusted) as browser:
        told = browser.get("/healthz", headers={b"X-Request-ID": given.encode()}).headers["x-request-id"]
    assert (told == given) is taken
    assert re.fullmatch(r"[\w.:-]{1,64}", told)


def test_the_page_of_a_fault_names_the_id_that_its_log_and_its_answer_have(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with client(tmp_path, public_url="") as browser:
        reply = browser.post("/api/ask", json={"question": "break"})
    name = reply.headers["x-request-id"]
    assert (reply.status_code, name in reply.json()["detail"]) == (500, True)
    assert f"(id {name})" in caplog.text


def test_a_line_of_the_log_is_an_object_with_the_id_of_its_request() -> None:
    name = begin()
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        record = logging.LogRecord(
            "assistant.b", logging.ERROR, "", 1, "It %s\n", ("failed",), (ValueError, error, error.__traceback__)
        )
    (line,) = JsonLines().format(record).splitlines()
    told = json.loads(line)
    assert (told["level"], told["message"], told["request_id"]) == ("error", "It failed\\n", name)
    assert "ValueError: two\n  lines" in told["exception"]


@pytest.mark.parametrize(
    ("settings", "headers", "host", "status"),
    [
        ({}, {}, "127.0.0.1", 404),
        ({}, {"Authorization": "Bearer "}, "127.0.0.1", 404),
        ({"metrics_from": "10.0.0.0/8"}, {}, "10.1.2.3", 200),
        ({"metrics_from": "10.0.0.0/8"}, {}, "11.1.2.3", 404),
        ({"metrics_from": "10.0.0.0/8"}, {"X-Forwarded-For": "10.1.2.3"}, "10.1.2.3", 404),  # through a proxy
        (
            {"metrics_from": "10.0.0.0/8", "trusted_proxies": "11.1.2.3"},
            {"X-Forwarded-For": "10.1.2.3"},
            "11.1.2.3",
            404,
        ),
        ({"metrics_token": TOKEN}, {"Authorization": f"Bearer {TOKEN}"}, "11.1.2.3", 200),
        ({"metrics_token": TOKEN}, {"Authorization": f"Bearer {TOKEN}x"}, "11.1.2.3", 404),
        ({"metrics_token": TOKEN}, {"Authorization": "Bearer \u00e9".encode()}, "11.1.2.3", 404),
    ],
)
def test_the_figures_are_closed_but_to_whom_the_settings_name(
    tmp_path: Path, settings: dict[str, str], headers: dict[str, str], host: str, status: int
) -> None:
    with client(tmp_path, host, None, accounts="password", **settings) as reader:
        assert reader.get("/metrics", headers=headers).status_code == status


def figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


class Modelled(FakeAssistant):
    """Answers with a chat model's name on it."""

    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        usage = Usage(2, 700, 40, 12.0, 0.25)
        timings = {"retrieve": 40.0, "total": 120.0}
        return replace(
            super().ask(question, history, language), model="openai:m", usage=usage, timings_ms=timings, fallback="slow"
        )


def test_answers_steps_and_what_a_chat_model_takes_are_counted_and_no_words_told(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, metrics_token=TOKEN, api_per_minute=2)
    lock = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(create_pages(Modelled(), settings), base_url="http://localhost") as browser:
        before = browser.get("/metrics", headers=lock).text
        asked = [browser.post("/api/ask", json={"question": "How zebra?"}).status_code for _ in range(3)]
        after = browser.get("/metrics", headers=lock).text
    assert asked == [200, 200, 429]
    risen = {
        'ser_answers_total{channel="api",language="en",status="answered"}': 2,
        'ser_step_seconds_count{step="retrieve"}': 2,
        'ser_model_calls_total{model="openai:m"}': 4,
        'ser_model_cost_total{model="openai:m"}': 0.5,
        'ser_model_failures_total{model="openai:m",trouble="slow"}': 2,
        'ser_requests_total{method="POST",status="429"}': 1,
        'ser_refused_total{reason="api"}': 1,
    }
    assert {name: figure(after, name) - figure(before, name) for name in risen} == risen
    assert figure(after, 'ser_generation_info{version="fake"}') == 1
    assert 'ser_database_connections{state="in_use"}' in after
    assert 'ser_queue_places{queue="chat",state="waiting"} 0' in after
    assert "zebra" not in after


def test_probes_tell_living_from_started_from_ready(tmp_path: Path) -> None:
    work = Work.of(load_settings())

    def told(browser: TestClient) -> list[int]:
        return [browser.get(path).status_code for path in ("/healthz", "/startz", "/readyz")]

    with client(tmp_path, work=work) as browser:
        work.stage.is_warm = False
        assert told(browser) == [200, 503, 503]
        work.stage.is_warm = True
        assert told(browser) == [200, 200, 200]
        work.stage.is_stopping = True
        assert told(browser) == [200, 200, 503]
        assert browser.get("/readyz").json()["reason"] == "stopping"


def test_a_server_whose_database_is_away_lives_and_is_not_ready(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    app = create_pages(FakeAssistant(), load_settings(data_dir=tmp_path), database)
    with TestClient(app, base_url="http://localhost") as browser:
        _put_a_folder_in_place_of(tmp_path / "assistant.db")
        database.close()
        assert [browser.get(path).status_code for path in ("/healthz", "/startz", "/readyz")] == [200, 200, 503]


def _put_a_folder_in_place_of(file: Path) -> None:
    """Do so, however often what looks after a server at work makes the file anew in between."""
    while not file.is_dir():
        file.unlink(missing_ok=True)
        with suppress(FileExistsError):
            file.mkdir()


def test_a_server_that_is_told_to_stop_finishes_its_answer_and_says_that_it_is_not_ready(tmp_path: Path) -> None:
    with running(tmp_path, drain_seconds="1") as server, ThreadPoolExecutor() as pool:
        asked = pool.submit(ask_slowly, server)
        time.sleep(0.7)
        os.kill(server.pid, signal.SIGTERM)
        begun = time.monotonic()
        time.sleep(0.3)
        assert httpx.get(f"{server.url}/readyz").json() == {"status": "not ready", "reason": "stopping"}
        assert asked.result().json()["status"] == "answered"
        while is_up(server):
            time.sleep(0.1)
        assert 1 <= time.monotonic() - begun < 8


def ask_slowly(server: Server) -> httpx.Response:
    return httpx.post(f"{server.url}/api/ask", json={"question": "slow: how?"}, timeout=30)


def is_up(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/healthz").status_code == 200
    except httpx.TransportError:
        return False
