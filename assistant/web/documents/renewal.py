"""The ingest after something was published or withdrawn: in the background, one at a time."""

from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock, Thread

from assistant.domain import Language
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
    """How far the ingest is; ``total`` is 0 until it is known what there is to do.

    What went wrong is said in the ``language`` of who started it.
    """

    phase: Phase = Phase.IDLE
    done: int = 0
    total: int = 0
    report: Report | None = None
    fault: str = ""
    language: Language = Language.EN


class Renewal:
    """Runs ingests; who starts one while another runs gets one more after it, which knows of what they changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._again: Language | None = None
        self.state = State()

    def start(self, language: Language) -> None:
        """Start an ingest, and do not wait for it."""
        with self._lock:
            if self.state.phase is Phase.RUNNING:
                self._again = language
                return
            self.state = State(Phase.RUNNING, language=language)
        Thread(target=self._run, name="ingest", daemon=True).start()

    def _run(self) -> None:
        while True:
            found = self._once()
            with self._lock:
                if self._again is None:
                    self.state = found
                    return
                self.state = State(Phase.RUNNING, language=self._again)
                self._again = None

    def _once(self) -> State:
        language = self.state.language
        try:
            return State(Phase.DONE, report=self._desk.ingest(self._note, language), language=language)
        except AssistantError as error:
            return State(Phase.FAILED, fault=str(error), language=language)
        except Exception:  # noqa: BLE001  the thread's last catch: the page must not say "running" for ever
            return State(Phase.FAILED, fault=incident.record("An ingest"), language=language)

    def _note(self, done: int, total: int) -> None:
        self.state = replace(self.state, done=done, total=total)
