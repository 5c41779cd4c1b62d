"""Serve the fake assistant over standard input and output: ``python -m tests.integrations.run_stdio FOLDER``."""

import sys
from pathlib import Path

from assistant.domain import Language
from assistant.integrations.mcp.stdio import serve
from tests.fakes import FakeAssistant
from tests.fakes_guide import SmallGuide

if __name__ == "__main__":
    print("A library prints while it loads.", file=sys.stderr)  # noqa: T201
    serve(FakeAssistant(), SmallGuide(Path(sys.argv[1])), Language.EN)
