"""Passwords: hashed with argon2id, never kept, compared in the same time whether the person exists or not."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import AccountError

SHORTEST = 10
LONGEST = 200

_hasher = PasswordHasher(parallelism=1)  # one processor at a time: the others are for those who read


def hash_password(password: str) -> str:
    """Return what is kept of a password.

    Raises:
        AccountError: where it is too short or far too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"A password has {SHORTEST} to {LONGEST} characters.", "password")
    return _hasher.hash(password)


def matches(password: str, kept: str) -> bool:
    """Return whether a password is the one that a hash was made of; an empty hash takes as long, and never matches."""
    try:
        return _hasher.verify(kept or _nobodys(), password[: LONGEST + 1]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("the password of nobody")
