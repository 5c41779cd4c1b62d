"""People who chat while something goes wrong, and what they, the pages, the API and the probes say meanwhile."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import httpx

from assistant.domain import Language
from evals.bench.faults.person import Person, cookie_of, what_is_kept
from evals.bench.faults.site import Site
from evals.bench.questions import QUESTIONS

BEFORE = 6.0
"""Seconds of chatting before."""

PATIENCE = 90.0
"""Seconds in which all is well again, or it is told that it is not."""

PAUSE = 1.0
TAGS = re.compile(r"<(script|style|nav|header|footer).*?</\\1>|<[^>]+>", re.DOTALL)


@dataclass
class Watch:
    """What is seen of a site."""

    site: Site
    ended: bool = False
    begun: float = 0.0
    mended: float = 0.0
    pages: dict[str, Counter[str]] = field(default_factory=dict)
    ready_at: dict[int, float] = field(default_factory=dict)

    def questions(self, number: int) -> Iterator[str]:
        """Yield questions of one language until the end."""
        own = [words for language, words in QUESTIONS if language is list(Language)[number % 2]]
        turn = number
        while not self.ended:
            yield own[turn % len(own)]
            turn += 1

    async def look(self) -> None:
        """Ask pages, the API and the probes until the end."""
        async with httpx.AsyncClient(timeout=20) as client:
            tasks = [self._page(client, each) for each in ("en", "nl")] + [self._api(client)]
            await asyncio.gather(*tasks, *(self._ready(client, port) for port in self.site.ports))

    async def _page(self, client: httpx.AsyncClient, language: str) -> None:
        headers = {"Accept": "text/html", "Accept-Language": language}
        headers["Cookie"] = f"{cookie_of(self.site.url)}={self.site.sessions[0]}"
        while not self.ended:
            told = await _asked(client.get(f"{self.site.url}account", headers=headers))
            words = "the page" if told.status_code == 200 else " ".join(TAGS.sub(" ", told.text).split())[-200:]
            self._note(f"page, {language}", f"{told.status_code}: {words}")
            await asyncio.sleep(0.5)

    async def _api(self, client: httpx.AsyncClient) -> None:
        headers = {"Authorization": f"Bearer {self.site.token}"}
        while not self.ended:
            question = {"question": QUESTIONS[0][1]}
            reply = await _asked(client.post(f"{self.site.url}api/ask", json=question, headers=headers))
            kept = f"kept: {reply.json().get('kept')}" if reply.status_code == 200 else reply.text[:200]
            self._note("API", f"{reply.status_code}: {kept}")
            await asyncio.sleep(1.5)

    async def _ready(self, client: httpx.AsyncClient, port: int) -> None:
        while not self.ended:
            ready = (await _asked(client.get(f"http://127.0.0.1:{port}/readyz"))).status_code == 200
            if not ready:
                self.ready_at.pop(port, None)
            elif self.mended:
                self.ready_at.setdefault(port, time.monotonic())
            await asyncio.sleep(0.1)

    def _note(self, place: str, words: str) -> None:
        self.pages.setdefault(place, Counter())[words] += 1


async def _asked(request: Awaitable[httpx.Response]) -> httpx.Response:
    """Return a reply; where there is none, one that says so."""
    try:
        return await request
    except httpx.TransportError as error:
        return httpx.Response(598, text=type(error).__name__)


async def amid(site: Site, begin: Callable[[], None], seconds: float, end: Callable[[], None]) -> dict[str, object]:
    """Let people chat, let something go wrong for so many seconds, and return what they noticed and what is kept."""
    watch = Watch(site)
    people = [
        Person(site.url, session, watch.questions(number), list(Language)[number % 2].value, PAUSE)
        for number, session in enumerate(site.sessions)
    ]

    async def happen() -> None:
        await asyncio.sleep(BEFORE)
        watch.begun = time.monotonic()
        await asyncio.to_thread(begin)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(end)
        watch.mended = time.monotonic()
        while time.monotonic() < watch.mended + PATIENCE and not _well(watch, people):
            await asyncio.sleep(0.1)
        await asyncio.sleep(2)
        watch.ended = True

    await asyncio.gather(happen(), watch.look(), *(person.talk() for person in people))
    return _told(watch, people) | what_is_kept(site.settings, people)


def _well(watch: Watch, people: list[Person]) -> bool:
    living = [server for server in watch.site.servers if server.poll() is None]
    return len(watch.ready_at) == len(living) and all(_kept_again(watch, each) for each in people)


def _kept_again(watch: Watch, person: Person) -> float:
    """Return after how many seconds somebody had an answer again that is kept, 0 where they had none."""
    return next((at - watch.mended for at, took in person.took if at - took > watch.mended), 0.0)


def _told(watch: Watch, people: list[Person]) -> dict[str, object]:
    said = {
        language: dict(Counter(words for each in people if each.language == language for words in each.told))
        for language in ("en", "nl")
    }
    amid_it = [took for each in people for at, took in each.took if watch.begun < at < watch.mended + 5]
    again = [_kept_again(watch, each) for each in people]
    return {
        "seconds": round(watch.mended - watch.begun, 1),
        "said in the chat": said,
        "pages and API": {place: dict(told) for place, told in watch.pages.items()},
        "answers": sum(len(each.heard) for each in people),
        "answers said not to be kept": sum(len(each.unkept & set(each.heard)) for each in people),
        "answers broken off": sum(each.broken_off for each in people),
        "longest until a chat was there again, s": round(max(each.gone_for for each in people), 1),
        "slowest answer that is kept, s": round(max(amid_it, default=0), 1),
        "ready again after, s": [round(at - watch.mended, 1) for at in watch.ready_at.values()],
        "kept again after, s": round(max(again), 1) if all(again) else "not",
    }
