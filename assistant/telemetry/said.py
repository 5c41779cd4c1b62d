"""What the log says of an entry: one line, of a bounded length, without credentials and without forged lines.

Our own modules say nothing of what people typed unless the settings ask for it. Libraries log what they are given, so
of them the log has what is fixed in their code, and nothing that was filled in; only few are known to hold no words.
"""

import logging
import traceback

from assistant.address import without_credentials

LONGEST = 4_000
"""Characters of a line."""

MOST_LINES = 200
"""Lines of a traceback: its last ones."""

OURS = ("assistant", "ingest", "evals")
KNOWN = ("uvicorn", "alembic")
"""Libraries that say what they do, and nothing of what was asked."""


def message_of(record: logging.LogRecord) -> str:
    """Return the message of an entry as the log has it."""
    if _is_of(record, OURS + KNOWN):
        return _line(record.getMessage())
    place = f"{record.module}:{record.lineno}"
    if record.args and isinstance(record.msg, str):
        return _line(f"{record.msg} ({place}; what was filled in is left out)")
    return f"A message of a library is left out ({place})"


def fault_of(record: logging.LogRecord) -> str:
    """Return the traceback of an entry, empty where it has none: of a library's without the exception's own words."""
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    kind, error, frames = record.exc_info
    if _is_of(record, OURS):
        lines = "".join(traceback.format_exception(kind, error, frames)).splitlines()
    else:
        lines = ["Traceback:", *"".join(traceback.format_tb(frames)).splitlines(), kind.__name__]
    return "\n".join(f"  {_line(each)}" for each in lines[-MOST_LINES:])


def _is_of(record: logging.LogRecord, packages: tuple[str, ...]) -> bool:
    return record.name.partition(".")[0] in packages


def _line(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[: LONGEST + 1])
    return without_credentials(shown if len(text) <= LONGEST else f"{shown[:LONGEST]}… ({len(text)} characters)")
