"""A port that nothing listens on."""

import socket


def free_port() -> int:
    """Return one; another program may take it, but hardly ever does."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
