"""What the manifest says of a document."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.domain import Language


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
