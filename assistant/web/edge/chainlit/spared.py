"""What Chainlit would import at its start, and is never used here: half a second of a processor, and 20 MB.

It can report to Literal AI (by traceloop), call servers of MCP, and share sockets by Redis. None of it is set up.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_DONE_WITHOUT = ("redis", "valkey")
"""What is tried, and not missed."""

_STOOD_IN = ("traceloop", "traceloop.sdk", "mcp")
"""What must be there, and is used only where it is set up."""


class _Unused(ModuleType):
    """A module of classes that do nothing."""

    __path__ = ()  # type: ignore[assignment]  # of a package without a folder

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__doc__": f"Stands for {self.__name__}.{name}."})


@contextmanager
def spared() -> Iterator[None]:
    """Import Chainlit under this. What is imported already stays; afterwards all can be imported as usual."""
    stand_ins: dict[str, ModuleType | None] = dict.fromkeys(_DONE_WITHOUT) | {n: _Unused(n) for n in _STOOD_IN}
    missing = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None: not to be found
    modules.update(missing)
    try:
        yield
    finally:
        for name in missing:
            modules.pop(name)
