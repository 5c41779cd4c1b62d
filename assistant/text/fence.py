"""Data between marks in a prompt: what stands there is read, and never an instruction."""

import hashlib
import re

_OPENS = re.compile(r"^<data [0-9a-f]{16}>$", re.MULTILINE)


def fenced(data: str) -> str:
    """Put data between two marks that it cannot hold, since they are made from the data itself."""
    mark = hashlib.sha256(data.encode()).hexdigest()[:16]
    return f"<data {mark}>\n{data}\n</data {mark}>"


def before_data(prompt: str) -> tuple[str, str]:
    """Return what stands before the first data of a prompt, which is the same each time, and the rest."""
    opens = _OPENS.search(prompt)
    return (prompt[: opens.start()], prompt[opens.start() :]) if opens else (prompt, "")
