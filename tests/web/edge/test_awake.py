"""Chainlit holds nobody up while it makes a message."""

import subprocess
import sys

IN_A_PROCESS = """
import time
from importlib import import_module
from assistant.errors import ConfigurationError
from assistant.web.edge.chainlit.awake import keep_awake

keep_awake()
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


def test_its_sleep_takes_no_time_and_another_chainlit_is_named() -> None:
    ran = subprocess.run([sys.executable, "-c", IN_A_PROCESS], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
