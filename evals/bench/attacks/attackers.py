"""Those who do a server harm, as far as they get: guesses of passwords, floods of messages. On this machine only."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
import socketio  # type: ignore[import-untyped]

from evals.bench.chatting import chatting, message_of

PER_FLOOD = 20
"""Messages a second of each flood."""

AT_ONCE = 50
FAULTS = (OSError, httpx.HTTPError, TimeoutError, socketio.exceptions.SocketIOError)


def attack(url: str, sessions: Sequence[str], logins: int, seconds: float) -> tuple[Counter[str], float]:
    """Try so many logins a second, and flood from each session, for some seconds.

    Return what came of it, and how many seconds of a processor the attackers themselves took.

    Raises:
        ValueError: for a server that is not on this machine.
    """
    if urlsplit(url).hostname != "127.0.0.1":
        raise ValueError(f"{url} is not on this machine")
    before = time.process_time()
    return asyncio.run(_attack(url, sessions, logins, seconds)), time.process_time() - before


async def _attack(url: str, sessions: Sequence[str], logins: int, seconds: float) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + seconds
    floods = [_flood(url, session, end, outcomes) for session in sessions]
    await asyncio.gather(_guess(url, logins, end, outcomes), *floods)
    return outcomes


async def _guess(url: str, each_second: int, end: float, outcomes: Counter[str]) -> None:
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=30) as client, asyncio.TaskGroup() as tasks:
        number, begun = 0, time.monotonic()
        while time.monotonic() < end:
            tasks.create_task(_guess_once(client, number, outcomes))
            number += 1
            await asyncio.sleep(max(0.0, begun + number / each_second - time.monotonic()))


async def _guess_once(client: httpx.AsyncClient, number: int, outcomes: Counter[str]) -> None:
    try:
        data = {"name": f"Person {number % 40}", "password": "a wrong password"}
        reply = await client.post("/login", data=data, headers={"Origin": str(client.base_url).rstrip("/")})
        outcomes[f"login {reply.status_code}"] += 1
    except FAULTS as fault:
        outcomes[f"login {type(fault).__name__}"] += 1


async def _flood(url: str, session: str, end: float, outcomes: Counter[str]) -> None:
    """Send messages as long as the line holds, and open another where it was cut."""
    while time.monotonic() < end:
        with suppress(*FAULTS):
            async with chatting(url, session) as chat:
                outcomes["line opened"] += 1
                while chat.client.connected and time.monotonic() < end:
                    await chat.client.emit("client_message", message_of("Who can help? " * 20))
                    outcomes["message"] += 1
                    await asyncio.sleep(1 / PER_FLOOD)
        await asyncio.sleep(0.5)
