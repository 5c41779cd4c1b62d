"""The secret that signs what a browser brings back: that of the settings, else one that servers on a database share."""

from hashlib import sha256
from hmac import new

from assistant.settings import Settings
from assistant.store import Database
from assistant.store.shared import keys


def key_for(settings: Settings, database: Database, purpose: str) -> str:
    """Return a key for one purpose; what is signed with it is worth nothing for another."""
    secret = settings.secret or keys.shared(database, "secret")
    return new(secret.encode(), purpose.encode(), sha256).hexdigest()
