"""Keeps the documents by the commands that people have too, each in a process of its own with bounds.

A file from outside is so read apart from the server: what breaks its reader, or keeps it busy, breaks no answer.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Any

from pydantic import TypeAdapter

from assistant.domain import Language
from assistant.settings import Settings
from assistant.web.documents.port import Draft, Progress, Refused, Report, Row, Stated, TookTooLong, as_options

LONGEST = 120
"""Seconds for anything but an ingest."""

_COMMAND = (sys.executable, "-P", "-m", "assistant.cli")
_ROWS = TypeAdapter(tuple[Row, ...])
_ROW = TypeAdapter(Row)
_DRAFT = TypeAdapter(Draft)
_REPORT = TypeAdapter(Report)


class Commands:
    """The commands, on the folders of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._folders = [f"--data={settings.data_dir.resolve()}"]
        if "corpus_dir" in settings.model_fields_set:
            self._folders.append(f"--corpus={settings.corpus_dir.resolve()}")
        self._lock = Lock()
        self._ingest: subprocess.Popen[str] | None = None

    def rows(self, language: Language) -> tuple[Row, ...]:
        """Return the documents."""
        return _ROWS.validate_python(self._run(language, "corpus", "list")["documents"])

    def look(self, file: Path, stated: Stated, language: Language) -> Draft:
        """Read a file, and change nothing."""
        said = (*as_options(stated), "--dry-run", "--", str(file))
        return _DRAFT.validate_python(self._run(language, "corpus", "add", *said))

    def publish(self, file: Path, stated: Stated, language: Language) -> Row:
        """Put a file in the folder."""
        added = self._run(language, "corpus", "add", *as_options(stated), "--yes", "--", str(file))["added"]
        return _ROW.validate_python(added[0])

    def withdraw(self, document_id: str, language: Language) -> None:
        """Take a document out of service."""
        self._run(language, "corpus", "withdraw", "--", document_id)

    def reinstate(self, document_id: str, language: Language) -> None:
        """Put a withdrawn document back."""
        self._run(language, "corpus", "reinstate", "--", document_id)

    def ingest(self, progress: Progress, language: Language) -> Report:
        """Bring the index in line with the folder; ends with ``close``."""
        command = [*_COMMAND, "ingest", *self._folders, f"--language={language}", "--progress", "--json"]
        report: dict[str, Any] = {}
        with (
            TemporaryFile("w+", encoding="utf-8") as complaint,
            subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaint, encoding="utf-8"
            ) as process,
        ):
            with self._lock:
                self._ingest = process
            for line in map(json.loads, process.stdout or ()):
                if "total" in line:
                    progress(line["done"], line["total"])
                else:
                    report = line
            process.wait()
            complaint.seek(0)
            said = complaint.read()
        if not report:
            raise Refused(_last_line(said))
        return _REPORT.validate_python(report)

    def close(self) -> None:
        """End an ingest that is at work; the index in service stays as it is."""
        with self._lock:
            if self._ingest is not None:
                self._ingest.terminate()

    def _run(self, language: Language, *arguments: str) -> dict[str, Any]:
        """Run a command within bounds and return what it prints, in a language."""
        place = arguments.index("--") if "--" in arguments else len(arguments)
        return run_bounded(*arguments[:place], *self._folders, f"--language={language}", "--json", *arguments[place:])


def run_bounded(*arguments: str, seconds: int = LONGEST) -> dict[str, Any]:
    """Run a command within bounds and return what it prints.

    Raises:
        TookTooLong: where it needed more time or memory than a document may.
        Refused: where it failed, with what it says.
    """
    command = [*_COMMAND, "--bounded", *arguments]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, encoding="utf-8", check=False
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong(f"It took more than {seconds} seconds.") from None
    if done.returncode < 0 or "MemoryError" in done.stderr:
        raise TookTooLong("It took more memory or time than a document may.")
    if not done.stdout.strip():
        raise Refused(_last_line(done.stderr))
    return dict(json.loads(done.stdout))


def _last_line(complaint: str) -> str:
    lines: Iterator[str] = filter(None, map(str.strip, reversed(complaint.splitlines())))
    return next(lines, "The command ended without a word.")
