"""``python -m assistant.cli``: the commands without a script of theirs on the path, for a program that runs them.

With ``--bounded`` first they get no more memory and processor time than any document that can be read needs.
"""

import sys

from assistant.cli import main

MEMORY = 8 * 1024**3
SECONDS = 300


def bound() -> None:
    """Set the bounds, where the system knows such."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--bounded"]:
        del sys.argv[1]
        bound()
    main()
