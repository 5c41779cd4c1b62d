"""How long it takes to list and to search a person's many chats, asked for as the chat's page does."""

from typing import Any

import httpx

from assistant.errors import AssistantError
from evals.bench.chatting import cookie_at
from evals.bench.figure import Figure, Stopwatch

CHATS = 500
ATTEMPTS = 10
LONGEST_PAGE = 100
SHOWN_AT_FIRST = 35  # Chainlit's page asks for more when the reader scrolls


class HistoryIncomplete(AssistantError):
    """The list did not hold the chats that there are."""


def measure_histories(url: str, session: str) -> list[Figure]:
    """List ``CHATS`` chats, the first of them and all, and search them."""
    first, everything, searched = Stopwatch(), Stopwatch(), Stopwatch()
    with httpx.Client(base_url=url, cookies={cookie_at(url): session}, timeout=30) as client:
        for _ in range(ATTEMPTS):
            with first.lap():
                _page(client, SHOWN_AT_FIRST)
            with everything.lap():
                listed = _all(client)
            with searched.lap():
                _page(client, SHOWN_AT_FIRST, search="partner")
    if listed != CHATS:
        raise HistoryIncomplete(f"The list holds {listed} of {CHATS} chats.")
    return [
        Figure(f"history list of {CHATS} chats, what is shown first, p95", first.percentile(95), "ms", 300),
        Figure(f"history list of {CHATS} chats, scrolled to the end, p95", everything.percentile(95), "ms", 300),
        Figure(f"search in {CHATS} chats, p95", searched.percentile(95), "ms", 300),
    ]


def _all(client: httpx.Client) -> int:
    listed, cursor = 0, None
    while True:
        page = _page(client, LONGEST_PAGE, cursor)
        listed += len(page["data"])
        cursor = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return listed


def _page(client: httpx.Client, first: int, cursor: str | None = None, search: str | None = None) -> Any:
    wanted = {"pagination": {"first": first, "cursor": cursor}, "filter": {"search": search}}
    return client.post("/project/threads", json=wanted).raise_for_status().json()
