"""Chainlit holds nobody up while it makes a message."""

import time
from importlib import import_module

import pytest

from assistant.errors import ConfigurationError
from assistant.web.edge.chainlit.awake import keep_awake

MODULES = ("chainlit.message", "chainlit.step")


@pytest.mark.parametrize("name", MODULES)
def test_its_sleep_takes_no_time(name: str) -> None:
    keep_awake()
    keep_awake()
    begun = time.perf_counter()
    vars(import_module(name))["time"].sleep(60)
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("name", MODULES)
def test_another_chainlit_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(import_module(name), "time")
    with pytest.raises(ConfigurationError, match="requirements.lock"):
        keep_awake()
