"""The log: lines for people, or a JSON object a line for a log's database."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from assistant.telemetry.request import request_id
from assistant.telemetry.said import fault_of, message_of


def set_up(level: str, form: Literal["text", "json"]) -> None:
    """Write the log to standard error, from a level on."""
    formatter = JsonLines() if form == "json" else ForPeople()
    logging.basicConfig(level=level.upper(), stream=sys.stderr)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(formatter)


class ForPeople(logging.Formatter):
    """A line of text an entry, and its traceback under it, set in."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {message_of(record)}"
        return "\n".join(filter(None, (line, fault_of(record))))


class JsonLines(logging.Formatter):
    """A line of JSON an entry: when, how grave, where, what, and in which request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
            "request_id": request_id(),
            "exception": fault_of(record),
        }
        return json.dumps({name: value for name, value in line.items() if value}, ensure_ascii=False)
