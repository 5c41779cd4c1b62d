"""The secret that signs what a browser brings back: that of the settings, else one made once for the data folder."""

import os
import secrets
from hashlib import sha256
from hmac import new
from pathlib import Path

from assistant.errors import ConfigurationError
from assistant.settings import SHORTEST_SECRET, Settings

FILE = "secret"


def key_for(settings: Settings, purpose: str) -> str:
    """Return a key for one purpose; what is signed with it is worth nothing for another.

    Raises:
        ConfigurationError: where the kept secret cannot be read or is none.
    """
    secret = settings.secret or _kept(settings.data_dir / FILE)
    return new(secret.encode(), purpose.encode(), sha256).hexdigest()


def _kept(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The secret in {path} cannot be read ({error}). Set ASSISTANT_SECRET instead."
        ) from None
    if len(secret) < SHORTEST_SECRET:
        raise ConfigurationError(f"{path} holds no secret. Remove it to have one made, or set ASSISTANT_SECRET.")
    return secret


def _make(path: Path) -> None:
    """Write a new secret beside its place and put it there at once, unless another server was quicker."""
    partial = path.with_name(f".{FILE}-{secrets.token_hex(4)}")
    partial.touch(mode=0o600, exist_ok=False)
    partial.write_text(secrets.token_urlsafe(32), encoding="utf-8")
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
