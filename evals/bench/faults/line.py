"""A line to a port of this machine that can go dead: it stays open, takes what is sent, and brings nothing."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from evals.bench.server import free_port


class Line:
    """Passes on what comes, while it is alive."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self._target = target
        self._alive = threading.Event()
        self._alive.set()
        self._ended = threading.Event()
        self.listening = threading.Event()

    def cut(self) -> None:
        """Let nothing through any more, as a switch without power does: nobody is told."""
        self._alive.clear()

    def mend(self) -> None:
        """Let everything through again, also what was sent meanwhile."""
        self._alive.set()

    def end(self) -> None:
        """Stop."""
        self._ended.set()

    async def serve(self) -> None:
        """Pass on until the end."""
        async with await asyncio.start_server(self._meet, "127.0.0.1", self.port):
            self.listening.set()
            while not self._ended.is_set():
                await asyncio.sleep(0.1)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._living()
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        with suppress(asyncio.CancelledError):  # the end
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                await self._living()
                writer.write(data)
                await writer.drain()
        writer.close()

    async def _living(self) -> None:
        while not self._alive.is_set():
            await asyncio.sleep(0.05)


@contextmanager
def line_to(target: int) -> Iterator[Line]:
    """Run a line to a port."""
    line = Line(target)
    thread = threading.Thread(target=lambda: asyncio.run(line.serve()), daemon=True)
    thread.start()
    line.listening.wait(10)
    try:
        yield line
    finally:
        line.end()
        thread.join(5)
