"""What a reader leaves out of a document and why, so that nothing is lost in silence."""

from dataclasses import dataclass, field
from enum import StrEnum

MOST = 2000  # omissions kept of one document; a page of ten thousand menus needs no more


class Why(StrEnum):
    """Why words of a file are not in the canonical text."""

    STRUCK = "struck"
    HIDDEN = "hidden"
    INVISIBLE = "invisible"
    MENU = "menu"
    CONTROL = "control"
    PROMPT = "prompt"
    COMMENT = "comment"
    RUNNING_HEAD = "running-head"
    OBJECT = "object"
    UNPLACED = "unplaced"
    SCANNED = "scanned"


@dataclass(frozen=True, slots=True)
class Omission:
    """Words that were left out; ``page`` counts from 1 where the file has pages."""

    why: Why
    text: str
    page: int | None = None


@dataclass(slots=True)
class LeftOut:
    """Gathers what is left out while a document is read."""

    omissions: list[Omission] = field(default_factory=list)

    def add(self, why: Why, text: str, page: int | None = None) -> None:
        """Note words that are left out; signs without a letter or figure are none."""
        words = " ".join(text.split())
        if len(self.omissions) < MOST and any(map(str.isalnum, words)):
            self.omissions.append(Omission(why, words, page))
