"""The server over standard input and output, for one person's own programs."""

import asyncio
import logging
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import TextIOWrapper

import anyio
from mcp.server.stdio import stdio_server

from assistant.address import PublicAddress, source_path
from assistant.domain import Answer, Language
from assistant.errors import AssistantError
from assistant.integrations.mcp.port import Answers, Guides, Refused, Result
from assistant.integrations.mcp.server import create_server
from assistant.integrations.mcp.texts import MCP_TEXTS
from assistant.integrations.mcp.uris import place_uri

logger = logging.getLogger(__name__)

AT_ONCE = 2


@dataclass(frozen=True)
class Here:
    """This process: its owner is told what is wrong in full, and nothing is kept.

    Links lead to ``public``, where a server is that others know; else they are names of resources.
    """

    language: Language
    public: PublicAddress | None = None
    _threads: Executor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "calls"))

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do something on one of a few threads; who cancels does not wait for it."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except AssistantError as error:
            raise Refused(str(error)) from None
        except Exception:
            logger.exception("A call failed")
            raise Refused(MCP_TEXTS[self.language].failed) from None

    def keep(self, answer: Answer) -> None:
        """Keep nothing, as ``ser-assistant ask`` does."""

    def link(self, document_id: str, start: int, end: int, version: str = "") -> str:
        """Return where some words are read."""
        if self.public is None:
            return place_uri(document_id, start, end)
        return f"{self.public.origin}{self.public.path}{source_path(document_id, start, end, version)}"


def serve(assistant: Answers, guide: Guides | None, language: Language, public: PublicAddress | None = None) -> None:
    """Answer what comes on standard input until it ends."""
    asyncio.run(_serve(assistant, guide, Here(language, public)))


async def _serve(assistant: Answers, guide: Guides | None, here: Here) -> None:
    server = create_server(assistant, guide, lambda _: here)
    out = anyio.wrap_file(TextIOWrapper(sys.stdout.buffer, encoding="utf-8"))
    with redirect_stdout(sys.stderr):  # what a library prints must not come between the messages
        async with stdio_server(stdout=out) as (messages, replies):
            await server.run(messages, replies, server.create_initialization_options())
