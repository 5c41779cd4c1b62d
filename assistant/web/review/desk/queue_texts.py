"""The texts of the review queue, and the keys of both pages, in both languages."""

from dataclasses import dataclass

from assistant.locale import Counted, Texts
from assistant.web.review.desk.queue import Tab


@dataclass(frozen=True)
class Key:
    """Keys and what they do."""

    shown: str
    does: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys one by one."""
        return tuple(self.shown.split())


@dataclass(frozen=True)
class QueueTexts:
    """The texts of one language; words in braces are filled in."""

    review: str
    lead: str
    tabs: dict[Tab, str]
    tab_hints: dict[Tab, str]
    parts: str
    words: str
    filters: str
    asked_in: str
    status: str
    document: str
    purpose: str
    verdict: str
    person: str
    since: str
    until: str
    any: str
    show: str
    clear: str
    question: str
    asked: Counted
    last: str
    reasons: str
    negative: str
    own: str
    in_sample: str
    empty: dict[Tab, str]
    empty_narrow: str
    pages: str
    page: str
    earlier: str
    later: str
    first_one: str
    all_done: str
    shortcuts: str
    close: str
    keys: tuple[Key, ...]
    typing: str


QUEUE_TEXTS = Texts(QueueTexts, "queue")
