"""What a process that serves gives back to the system once it needs it no more."""

import ctypes
import sys
from contextlib import suppress

LARGE = 128 * 1024  # bytes: the C library's own first border, which it raises with each large block that is freed
ARENAS = 2
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # the numbers that mallopt(3) has for them


def give_back_large_blocks() -> None:
    """Let large blocks go back to the system when they are freed; call it before much is loaded.

    The GNU C library otherwise keeps what loading and ingesting took, an eighth of the server's memory
    (docs/footprint.md). Other C libraries give it back by themselves, or have no such setting.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, LARGE)
            library.mallopt(_ARENA_MAX, ARENAS)
