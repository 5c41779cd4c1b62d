"""``doctor`` tries the chat model with one small question, and says what to do where that fails."""

import socket
import time

import pytest

from assistant.cli.check import Check, Level
from assistant.cli.doctor import check_chat_model
from assistant.settings import Settings, load_settings
from tests.answering.written.provider import SILENT, provider
from tests.answering.written.real import ModelServer


def settings(address: str = "", **values: object) -> Settings:
    given = {"chat_model": "openai:smollm2", "chat_base_url": address, "chat_retries": 0, "chat_timeout": 60}
    return load_settings(**given | values)


def test_without_a_chat_model_nothing_is_asked() -> None:
    check = check_chat_model(load_settings(chat_model=""))
    assert (check.level, check.advice) == (Level.OK, "")


def test_a_model_that_replies_is_named_with_its_time(server: ModelServer) -> None:
    check = check_chat_model(settings(server.base_url, chat_options={"max_tokens": 5}))
    assert check.level is Level.OK
    assert check.finding.startswith("openai:smollm2 replied in ")
    assert check.finding.endswith(" s; plain lines")


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "Check the key"),
        (403, "Check the key"),
        (404, "ASSISTANT_CHAT_MODEL"),
        (429, "limit is reached"),
        (400, "ASSISTANT_CHAT_OPTIONS"),
        (500, "See the message"),
    ],
)
def test_a_refusal_says_what_to_do(status: int, advice: str) -> None:
    with provider(status) as address:
        check = check_chat_model(settings(address))
    assert check.level is Level.PROBLEM
    assert f"Error code: {status}" in check.finding
    assert advice in check.advice
    assert check.advice.endswith("Until then answers are the documents' own words.")


def test_a_silent_model_is_waited_for_no_longer_than_an_answer_would() -> None:
    started = time.monotonic()
    with provider(SILENT) as address:
        check = check_chat_model(settings(address, chat_timeout=0.5))
    assert (check.level, "ASSISTANT_CHAT_TIMEOUT" in check.advice) == (Level.PROBLEM, True)
    assert time.monotonic() - started < 30


def test_a_server_that_is_not_there_is_said_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        check = check_chat_model(settings(f"http://127.0.0.1:{free.getsockname()[1]}/v1"))
    assert (check.level, "ASSISTANT_CHAT_BASE_URL" in check.advice) == (Level.PROBLEM, True)


def test_an_empty_reply_is_noticed() -> None:
    with provider(200, "  ") as address:
        assert check_chat_model(settings(address)).level is Level.WARNING


@pytest.mark.parametrize(
    ("name", "finding"),
    [("gpt", "is not of the form provider:model"), ("oracle:delphi", "cannot be opened"), ("openai:x", "api_key")],
)
def test_a_wrong_setting_is_named(name: str, finding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    check: Check = check_chat_model(settings(chat_model=name))
    assert check.level is Level.PROBLEM
    assert check.finding.startswith("ASSISTANT_CHAT_MODEL: ")
    assert finding in check.finding
