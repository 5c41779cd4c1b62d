"""How the entries of the audit log are chained: each is hashed together with the hash of the one before it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from assistant.store.schema.columns import kept_in

HASHED = ("id", "actor_id", "actor", "action", "subject", "details")


def digest(previous: str, entry: Mapping[Any, Any]) -> str:
    """Return the hash of an entry that comes after the one with the hash ``previous``."""
    told = {name: entry[name] for name in HASHED} | {"at": entry["at"].isoformat(), "previous": previous}
    return sha256(json.dumps(_plain(told), sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as any database gives it back: PostgreSQL makes a whole number of ``1e20`` and of ``2.0``."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else kept_in(value)
