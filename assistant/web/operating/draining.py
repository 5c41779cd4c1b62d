"""How a server ends without breaking anything off."""

import signal
import time
from collections.abc import Callable
from threading import Thread
from types import FrameType

import uvicorn

from assistant.web.edge.stage import Stage

LONGEST = 60.0
"""Seconds after which even what is being answered is broken off."""

LOOK = 0.05


class DrainingServer(uvicorn.Server):
    """Finishes what it is at when it is told to stop (SIGTERM), and meanwhile says that it is not ready.

    It does so for ``seconds`` at least, so that a proxy has noticed before it closes. An interrupt, or being told so
    twice, ends it at once.
    """

    def __init__(self, config: uvicorn.Config, stage: Stage, is_idle: Callable[[], bool], seconds: float) -> None:
        super().__init__(config)
        self._stage = stage
        self._is_idle = is_idle
        self._seconds = seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        if sig != signal.SIGTERM or self._stage.is_stopping:
            super().handle_exit(sig, frame)
            return
        self._stage.is_stopping = True
        Thread(target=self._drain, name="draining", daemon=True).start()

    def _drain(self) -> None:
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < LONGEST + self._seconds:
            if passed >= self._seconds and self._is_idle():
                break
            time.sleep(LOOK)
        super().handle_exit(signal.SIGTERM, None)
