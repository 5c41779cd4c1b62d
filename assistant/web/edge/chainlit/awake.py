"""Chainlit sleeps a millisecond with each message that it makes, and with it everyone else: here it does not.

It would have no two messages made at the same time; the clock counts in microseconds. While the processors are busy a
millisecond becomes ten, and there are several to each answer.
"""

import time
from importlib import import_module
from types import SimpleNamespace

from assistant.errors import ConfigurationError

_AWAKE = SimpleNamespace(sleep=lambda _seconds: None)


def keep_awake() -> None:
    """Take the sleep out.

    Raises:
        ConfigurationError: the installed Chainlit has no place for it.
    """
    for name in ("chainlit.message", "chainlit.step"):
        module = vars(import_module(name))
        if module.get("time") not in (time, _AWAKE):
            raise ConfigurationError(
                f"Chainlit is another than this was tested with ({name}). "
                "Install the version that `requirements.lock` names."
            )
        module["time"] = _AWAKE
