"""A line between a browser and a server that a test can cut: whatever is open ends, and nothing new gets through."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.ports import free_port


class Relay:
    """Listens on a port of its own on this machine, and passes on what comes while the line is whole."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self.target = target
        self._whole = True
        self._open: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()
        self.listening = threading.Event()

    def cut(self) -> None:
        """Cut the line until it is mended."""
        self._whole = False
        if self._loop:
            self._loop.call_soon_threadsafe(self._end_all)

    def end(self) -> None:
        """Stop."""
        self.cut()
        if self._loop:
            self._loop.call_soon_threadsafe(self._ended.set)

    def mend(self) -> None:
        """Let everything through again."""
        self._whole = True

    def _end_all(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def serve(self) -> None:
        """Pass on until the end."""
        self._loop = asyncio.get_running_loop()
        async with await asyncio.start_server(self._meet, "127.0.0.1", self.port):
            self.listening.set()
            await self._ended.wait()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        self._open |= {writer, back}
        try:
            await asyncio.gather(_pass(reader, back), _pass(there, writer))
        finally:
            self._open -= {writer, back}


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextmanager
def relaying(target: int) -> Iterator[Relay]:
    """Run a relay to a port of this machine."""
    relay = Relay(target)
    thread = threading.Thread(target=lambda: asyncio.run(relay.serve()), daemon=True)
    thread.start()
    try:
        assert relay.listening.wait(10)
        yield relay
    finally:
        relay.end()
        thread.join(10)
