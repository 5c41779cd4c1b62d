"""The log: lines for people, or a JSON object a line for a log's database."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from assistant.telemetry.request import request_id

FOR_PEOPLE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up(level: str, form: Literal["text", "json"]) -> None:
    """Write the log to standard error, from a level on."""
    formatter = JsonLines() if form == "json" else logging.Formatter(FOR_PEOPLE)
    logging.basicConfig(level=level.upper(), stream=sys.stderr, format=FOR_PEOPLE)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(formatter)


class JsonLines(logging.Formatter):
    """A line of JSON an entry: when, how grave, where, what, and in which request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value}, ensure_ascii=False)
