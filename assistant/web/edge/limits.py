"""How much one may do in a minute, counted before any work is done: each person, and visitors also by network.

A visitor without a cookie is somebody new each time, so that only the network tells how much they do.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from assistant.people.person import Origin, Person
from assistant.settings import Settings

REQUESTS = 600
"""How many requests of any kind a minute; a page of the chat takes some 30."""

BYTES = 64_000
"""The most that a message may take: the longest question has 48,000 where each of its signs is spelled out."""

BURSTS = 6
"""Into how many parts a minute's messages are spread: nobody sends those of a minute at once."""

VISITORS = 10
"""How many times as much the visitors of one network may do together."""


class Kind(StrEnum):
    """What is counted apart."""

    MESSAGE = "message"
    API = "api"
    REQUEST = "request"


@dataclass(frozen=True)
class Limits:
    """Counts in this process; one for a server."""

    per_minute: dict[Kind, int]
    _counts: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Return the limits that the settings set."""
        return cls({Kind.MESSAGE: settings.chat_per_minute, Kind.API: settings.api_per_minute, Kind.REQUEST: REQUESTS})

    def take(self, kind: Kind, person: Person | None, network: str) -> bool:
        """Count one more, and return whether it is within the limit; what is refused does not count."""
        if kind is Kind.REQUEST and person is not None and person.origin is Origin.LOCAL:
            return True  # the owner of this machine may keep it busy
        amount = self.per_minute[kind]
        if person is None or person.origin is Origin.VISITOR:
            together = RateLimitItemPerMinute(amount * VISITORS)
            if not self._counts.hit(together, kind, "network", network):
                return False
        if person is None:
            return True
        burst = RateLimitItemPerSecond(max(2, amount // BURSTS), 60 // BURSTS)
        if kind is Kind.MESSAGE and not self._counts.hit(burst, kind, "burst", person.id):
            return False
        return self._counts.hit(RateLimitItemPerMinute(amount), kind, "person", person.id)


def network_of(connection: HTTPConnection) -> str:
    """Return the network that a request comes from: an IPv4 address, or the 64 bits that an IPv6 customer is given."""
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((address, 64), strict=False))
    return str(address)
