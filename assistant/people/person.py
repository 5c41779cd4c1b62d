"""Who uses the assistant, and what each may do."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import AccountError
from assistant.language import Language

MAX_NAME = 200


class Role(StrEnum):
    """What a person may do; each role may also do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    MAINTAINER = "maintainer"

    def covers(self, needed: "Role") -> bool:
        """Return whether this role may do what another is needed for."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Origin(StrEnum):
    """How it is known who a person is."""

    PASSWORD = "password"
    PROXY = "proxy"
    SINGLE_SIGN_ON = "single_sign_on"
    LOCAL = "local"
    VISITOR = "visitor"


OWN = frozenset({Origin.LOCAL, Origin.VISITOR})
"""People whom the server made up, and whom nobody can log in as."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone known to the server; ``id`` is never used again for another. ``language`` is what they chose."""

    id: str
    name: str
    role: Role
    origin: Origin = Origin.PASSWORD
    language: Language | None = None

    def may(self, needed: Role) -> bool:
        """Return whether the person may do what a role is needed for."""
        return self.role.covers(needed)


def clean_name(name: str) -> str:
    """Return a name as it is stored and shown.

    Raises:
        AccountError: where it is empty, far too long or holds signs that cannot be seen.
    """
    cleaned = " ".join(unicodedata.normalize("NFKC", name).split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise AccountError(f"A name has 1 to {MAX_NAME} visible characters.", "name")
    return cleaned


def name_key(name: str, origin: Origin = Origin.PASSWORD) -> str:
    """Return what two spellings of one name have in common; nobody can take the name of the server's own people."""
    kind = origin if origin in OWN else "account"
    return f"{kind}/{clean_name(name).casefold()}"
