"""Serve the fake assistant until standard input closes: ``python -m tests.web.run_server FOLDER PORT``."""

import os
import signal
import sys
import threading
from pathlib import Path

from assistant.review.intake import Intake
from assistant.settings import load_settings
from assistant.store.groups import Groups
from assistant.web.serve import serve
from tests.fakes import FakeAssistant
from tests.fakes_guide import SmallGuide
from tests.fakes_review import WordsAlike


def _stop_with_the_test() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    threading.Thread(target=_stop_with_the_test, daemon=True).start()
    folder = Path(sys.argv[1])
    serve(
        load_settings(data_dir=folder, port=int(sys.argv[2])),
        lambda *_: FakeAssistant(),
        lambda *_: SmallGuide(folder / "guide"),
        lambda settings, database, _: Intake(Groups(database), WordsAlike(), settings.review_sample),
    )
