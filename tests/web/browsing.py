"""A real browser for the tests: Debian's Chromium, with every request watched."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebSocket, expect, sync_playwright

from tests.web.conftest import Server

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REQUIRED = os.environ.get("ASSISTANT_REQUIRE_BROWSER") == "1"

# What is waited for comes at once on a free machine; a machine at work on other things, or one of several servers that
# loads at its own first use, takes longer, and that is no fault of the page.
expect.set_options(timeout=20_000)

NEEDS_BROWSER = pytest.mark.skipif(
    CHROMIUM is None and not REQUIRED, reason="Chromium is not installed, so the chat is not tested in a browser"
)


@dataclass
class Reader:
    """A browser window, the host it may talk to, and the requests that left for another."""

    page: Page
    server: Server
    outside: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def watch(self, request: Request | WebSocket) -> None:
        here = urlsplit(request.url).netloc in {urlsplit(self.server.url).netloc, ""}
        (self.inside if here else self.outside).append(request.url)

    def listen(self, message: ConsoleMessage) -> None:
        """Keep what the page's own policy forbids it: a page that we make asks for nothing of the kind."""
        if "Content Security Policy" in message.text:
            self.forbidden.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")

    def tab_to(self, selector: str) -> None:
        """Press Tab until what has the focus is what is meant."""
        for _ in range(200):  # past every earlier chat in the list
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"Tab does not lead to {selector}")

    def ask(self, question: str) -> None:
        self.page.goto(self.server.url)
        self.page.locator("#starters button:enabled").first.wait_for()
        self.page.locator("#chat-input").click()
        self.page.keyboard.type(question)
        self.page.keyboard.press("Enter")
        self.page.locator(".element-link").first.wait_for()

    def open_citation(self, number: int) -> None:
        self.page.locator(".element-link", has_text=f"[{number}]").click()

    def follow(self) -> Page:
        with self.page.context.expect_page() as opened:
            self.page.locator(".citation-open").click()
        opened.value.wait_for_load_state()
        return opened.value

    def fits(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "ASSISTANT_REQUIRE_BROWSER=1, but Chromium is not installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def reader(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Open a window; a test may ask for another locale, width or colour scheme by ``indirect`` parameters."""
    wishes = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}} | getattr(request, "param", {})
    context = browser.new_context(**wishes)
    reader = Reader(context.new_page(), server)
    context.on("request", reader.watch)
    context.on("console", reader.listen)
    reader.page.on("websocket", reader.watch)
    yield reader
    context.close()
    assert reader.outside == []
    assert reader.forbidden == []


DUTCH = {"locale": "nl-NL"}
DARK = {"color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 800}}


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= page.evaluate("window.innerHeight")
