"""The request or message that is being worked on: its id is in each line of its log, and on the page of its fault."""

import re
from contextvars import ContextVar
from uuid import uuid4

_HARMLESS = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_ID: ContextVar[str] = ContextVar("request_id", default="")


def begin(given: str = "") -> str:
    """Begin with something new, under the id that it was given by whom we trust, and return its id."""
    name = given if _HARMLESS.fullmatch(given) else uuid4().hex[:12]
    _ID.set(name)
    return name


def request_id() -> str:
    """Return the id of what is being worked on, empty where that is nobody's request."""
    return _ID.get()
