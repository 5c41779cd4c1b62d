"""What the manifest says of a document."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from assistant.domain import Language
from assistant.errors import Reason

_FORMS = ("id", "file", "url")
_FAULTS = (*_FORMS, "missing", "extra_forbidden", "string_type", "enum", "literal_error", "other")


class Entry(BaseModel):
    """One document of the corpus; ``file`` is its path inside the corpus folder, with forward slashes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    file: str = Field(pattern=r"^[^\x00]+$")
    title: str = ""
    publisher: str = ""
    language: Language | None = None
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    date: str = ""
    kind: str = ""
    translation_of: str | None = None
    status: Literal["current", "withdrawn"] = "current"

    @field_validator("date", mode="before")
    @classmethod
    def _write_out_date(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value


def faults_of(error: ValidationError) -> tuple[Reason, ...]:
    """Return what is wrong with an entry, key by key."""
    return tuple(
        Reason("entry.fault", {"place": ".".join(map(str, fault["loc"])) or "document", "fault": _fault(fault)})
        for fault in error.errors()
    )


def _fault(fault: ErrorDetails) -> Reason:
    """Return what is wrong with a value: by its key where it has a form of its own, else by the kind of fault."""
    names = (str(fault["loc"][-1]) if fault["type"] == "string_pattern_mismatch" else fault["type"], "other")
    found = next(name for name in names if name in _FAULTS)
    return Reason(f"entry.{found}", {"expected": str(fault.get("ctx", {}).get("expected", "")).replace(" or ", ", ")})
