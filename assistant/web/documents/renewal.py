"""The ingest after something was published or withdrawn: in the background, one at a time."""

from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock, Thread

from assistant.errors import AssistantError
from assistant.web.documents.port import Desk, Report
from assistant.web.edge import incident


class Phase(StrEnum):
    """Where an ingest stands."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class State:
    """How far the ingest is; ``total`` is 0 until it is known what there is to do."""

    phase: Phase = Phase.IDLE
    done: int = 0
    total: int = 0
    report: Report | None = None
    fault: str = ""


class Renewal:
    """Runs ingests; who starts one while another runs gets one more after it, which knows of what they changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._again = False
        self.state = State()

    def start(self) -> None:
        """Start an ingest, and do not wait for it."""
        with self._lock:
            if self.state.phase is Phase.RUNNING:
                self._again = True
                return
            self.state = State(Phase.RUNNING)
        Thread(target=self._run, name="ingest", daemon=True).start()

    def _run(self) -> None:
        while True:
            found = self._once()
            with self._lock:
                if not self._again:
                    self.state = found
                    return
                self._again = False
                self.state = State(Phase.RUNNING)

    def _once(self) -> State:
        try:
            return State(Phase.DONE, report=self._desk.ingest(self._note))
        except AssistantError as error:
            return State(Phase.FAILED, fault=str(error))
        except Exception:  # noqa: BLE001  the thread's last catch: the page must not say "running" for ever
            return State(Phase.FAILED, fault=incident.record("An ingest"))

    def _note(self, done: int, total: int) -> None:
        self.state = replace(self.state, done=done, total=total)
