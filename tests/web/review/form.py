"""A page of reviewing as a browser without scripts fills it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from lxml import html
from starlette.testclient import TestClient

from assistant.store import Database
from assistant.store.review import queue
from assistant.store.review.queue import Queued, Wanted


@dataclass(frozen=True)
class Reply:
    """What a server sent back."""

    status: int
    text: str
    location: str = ""


@dataclass
class Form:
    """The form of an answer; ``values`` holds each name with what will be sent for it."""

    browser: TestClient
    path: str
    reply: Reply
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The page's words."""
        return words_of(self.reply.text)

    def fill(self, **values: str | Sequence[str]) -> "Form":
        """Fill in fields; an underscore stands for a hyphen."""
        for name, value in values.items():
            self.values[name.replace("_", "-")] = [value] if isinstance(value, str) else list(value)
        return self

    def press(self, action: str) -> "Form":
        """Press a button, and return the page that comes."""
        return form_in(self.browser, self.path, send(self.browser, self.path, self.values | {"action": [action]}))

    def save(self) -> Reply:
        """Press the button that saves."""
        return send(self.browser, self.path, self.values | {"action": ["save"]})


def opened(browser: TestClient, group_id: str) -> Form:
    """Open a group's page."""
    page = browser.get(f"/review/{group_id}")
    return form_in(browser, f"/review/{group_id}", Reply(page.status_code, page.text))


def form_in(browser: TestClient, path: str, reply: Reply) -> Form:
    """Return the form of a page with what stands in it."""
    form = Form(browser, path, reply)
    if reply.text:
        page: Any = html.fromstring(reply.text)
        found = next((each for each in page.forms if "data-judging" in each.attrib), None)
        for name, value in found.form_values() if found is not None else []:
            form.values.setdefault(str(name), []).append(str(value))
    return form


def send(browser: TestClient, path: str, values: Mapping[str, Sequence[str]]) -> Reply:
    """Send a form as a browser does."""
    body = urlencode([(name, each) for name, sent in values.items() for each in sent])
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = browser.post(path, content=body, headers=kind)
    return Reply(sent.status_code, sent.text, sent.headers.get("location", ""))


def words_of(page: str) -> str:
    """Return the words of a page as a person reads them."""
    return " ".join(str(html.fromstring(page).xpath("string(//body)")).split())


def listed(database: Database, **wanted: object) -> tuple[Queued, ...]:
    """Return the queue."""
    return queue.page(database, Wanted(**wanted)).groups  # type: ignore[arg-type]
