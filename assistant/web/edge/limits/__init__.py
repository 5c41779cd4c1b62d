"""How much one may do in a minute, counted before any work is done: each person, and visitors also by network.

A visitor without a cookie is somebody new each time, so that only the network tells how much they do.
"""

import time
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from limits import RateLimitItemPerHour, RateLimitItemPerMinute, RateLimitItemPerSecond
from starlette.requests import HTTPConnection

from assistant.people.person import Origin, Person
from assistant.settings import Settings
from assistant.telemetry.metrics import REFUSED
from assistant.web.edge.limits.counts import Counts

REQUESTS = 600
"""How many requests of any kind a minute; a page of the chat takes some 30."""

BYTES = 64_000
"""The most that a message may take: the longest question has 48,000 where each of its signs is spelled out."""

BURSTS = 6
"""Into how many parts a minute's messages are spread: nobody sends those of a minute at once."""

MUTED = 60.0
"""Seconds without a try after which somebody who flooded the chat is heard again."""

LATELY = RateLimitItemPerSecond(50, 10)
"""The most that is counted of what somebody said lately, and in which seconds."""

READING = RateLimitItemPerHour(600)
"""The seconds in an hour for which files of one person are read."""

VISITORS = 10
"""How many times as much the visitors of one network may do together."""


class Kind(StrEnum):
    """What is counted apart."""

    MESSAGE = "message"
    API = "api"
    REQUEST = "request"


@dataclass(frozen=True)
class Limits:
    """One for a server; ``counts`` may be what several servers count in."""

    per_minute: dict[Kind, int]
    counts: Counts = field(default_factory=Counts)
    _muted: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Return the limits that the settings set."""
        amounts = {Kind.MESSAGE: settings.chat_per_minute, Kind.API: settings.api_per_minute, Kind.REQUEST: REQUESTS}
        return cls(amounts, Counts(settings.limits_url))

    def take(self, kind: Kind, person: Person | None, network: str) -> bool:
        """Count one more, and return whether it is within the limit; what is refused does not count."""
        within = self._takes(kind, person, network)
        if not within:
            REFUSED.labels(kind.value).inc()
        return within

    def _takes(self, kind: Kind, person: Person | None, network: str) -> bool:
        if kind is Kind.REQUEST and person is not None and person.origin is Origin.LOCAL:
            return True  # the owner of this machine may keep it busy
        amount = self.per_minute[kind]
        if person is None or person.origin is Origin.VISITOR:
            together = RateLimitItemPerMinute(amount * VISITORS)
            if not self.counts.hit(together, kind, "network", network):
                return False
        if person is None:
            return True
        if kind is Kind.MESSAGE:
            self.counts.hit(LATELY, Kind.MESSAGE, "lately", person.id)
            return not self.is_muted(person) and (self._says(amount, person) or self._mutes(amount, person))
        return self.counts.hit(RateLimitItemPerMinute(amount), kind, "person", person.id)

    def asked_lately(self, person_id: str) -> int:
        """Return how often somebody tried to say something in the last seconds, within the limits or not."""
        return LATELY.amount - self.counts.left(LATELY, Kind.MESSAGE, "lately", person_id)

    def has_reading_left(self, person: Person) -> bool:
        """Return whether a file of somebody may still be read in this hour."""
        return person.origin is Origin.LOCAL or self.read_lately(person.id) < READING.amount

    def read_lately(self, person_id: str) -> int:
        """Return for how many seconds files of somebody were read in the last hour."""
        return READING.amount - self.counts.left(READING, "reading", person_id)

    def has_read(self, person: Person, seconds: float) -> None:
        """Count for how long a file of somebody was read, whatever came of it."""
        cost = min(ceil(seconds), READING.amount - self.read_lately(person.id))
        if cost > 0:
            self.counts.hit(READING, "reading", person.id, cost=cost)

    def is_muted(self, person: Person | None) -> bool:
        """Return whether somebody floods the chat, who is not heard until a minute after they stopped trying."""
        moment = time.monotonic()
        if person is None or self._muted.get(person.id, 0) < moment:
            return False
        self._muted[person.id] = moment + MUTED
        return True

    def _says(self, amount: int, person: Person) -> bool:
        burst = RateLimitItemPerSecond(max(2, amount // BURSTS), 60 // BURSTS)
        return self.counts.hit(burst, Kind.MESSAGE, "burst", person.id) and self.counts.hit(
            RateLimitItemPerMinute(amount), Kind.MESSAGE, "person", person.id
        )

    def _mutes(self, amount: int, person: Person) -> bool:
        """Count a message that is refused; as many as one may send in a minute are a flood."""
        refused = RateLimitItemPerMinute(amount)
        if person.origin is not Origin.LOCAL and not self.counts.hit(refused, Kind.MESSAGE, "refused", person.id):
            moment = time.monotonic()
            for each in [each for each, until in self._muted.items() if until < moment]:
                del self._muted[each]
            self._muted[person.id] = moment + MUTED
        return False


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
