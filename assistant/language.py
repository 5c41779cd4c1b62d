"""The languages that everything is said and read in. Imports the standard library only."""

from enum import StrEnum


class Language(StrEnum):
    """A language that the assistant speaks."""

    EN = "en"
    NL = "nl"

    @property
    def other(self) -> "Language":
        """The other one of the two."""
        return Language.NL if self is Language.EN else Language.EN
