"""Chainlit holds nobody up while it makes a message, or is imported."""

import subprocess
import sys

IN_A_PROCESS = """
import sys
import time
from importlib import import_module
from assistant.errors import ConfigurationError
from assistant.web.edge.chainlit.awake import keep_awake
from assistant.web.edge.chainlit.spared import spared

with spared():
    import chainlit.server
    keep_awake()
assert not {"redis", "traceloop", "mcp"} & {name.partition(".")[0] for name in sys.modules}
from mcp import ClientSession
from redis import Redis
from traceloop.sdk import Traceloop
assert ClientSession.initialize and Redis.ping and Traceloop.init
keep_awake()
for name in ("chainlit.message", "chainlit.step"):
    begun = time.perf_counter()
    vars(import_module(name))["time"].sleep(60)
    assert time.perf_counter() - begun < 10, name
del vars(import_module("chainlit.step"))["time"]
try:
    keep_awake()
except ConfigurationError as error:
    assert "chainlit.step" in str(error) and "requirements.lock" in str(error)
else:
    raise AssertionError("another Chainlit was not noticed")
"""


def test_its_sleep_takes_no_time_another_is_named_and_what_it_never_uses_comes_when_it_is_asked_for() -> None:
    ran = subprocess.run([sys.executable, "-c", IN_A_PROCESS], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
