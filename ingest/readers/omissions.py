"""Gathers what a reader leaves out of a document and why, so that nothing is lost in silence."""

from dataclasses import dataclass, field

from assistant.document import Omission as Omission
from assistant.document import Why as Why

MOST = 2000  # omissions kept of one document; a page of ten thousand menus needs no more


@dataclass(slots=True)
class LeftOut:
    """Gathers what is left out while a document is read."""

    omissions: list[Omission] = field(default_factory=list)

    def add(self, why: Why, text: str, page: int | None = None) -> None:
        """Note words that are left out; signs without a letter or figure are none."""
        words = " ".join(text.split())
        if len(self.omissions) < MOST and any(map(str.isalnum, words)):
            self.omissions.append(Omission(why, words, page))
