"""The chat on a page of another site: the element, the keyboard, both languages, and sites that may not show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ports import free_port
from tests.web.auditing import faults
from tests.web.browsing import NEEDS_BROWSER
from tests.web.browsing import browser as browser  # a fixture
from tests.web.conftest import Server, running

pytestmark = NEEDS_BROWSER


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, with a policy that lets no style stand in a page."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "style-src 'self'")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, port: int) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=folder)) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield
        site.shutdown()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str, str]]:
    """The server, a site that may show its chat, and one that may not: three hosts for a browser."""
    folder, allowed, other = tmp_path_factory.mktemp("site"), free_port(), free_port()
    with running(tmp_path_factory.mktemp("embedded"), embed_origins=f"http://localhost:{allowed}") as server:
        for language in ("en", "nl"):
            script = f'<script src="{server.url}/embed.js" defer data-language="{language}"></script>'
            frame = f'<iframe id="frame" title="chat" src="{server.url}/"></iframe>'
            body = f'<main><h1>Intranet</h1><a href="#top">Top</a></main>{script}'
            top = f'<!doctype html><html lang="{language}"><title>Intranet</title>'
            (folder / f"{language}.html").write_text(top + body)
            (folder / "framing.html").write_text(top + body + frame)
        with serving(folder, allowed), serving(folder, other):
            yield server, f"http://localhost:{allowed}", f"http://localhost:{other}"


@pytest.fixture
def page(browser: Browser, language: str) -> Iterator[Page]:
    """A window, dark where the reader reads Dutch."""
    colours: Literal["dark", "light"] = "dark" if language == "nl" else "light"
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=colours)
    yield context.new_page()
    context.close()


WORDS = {
    "en": ("Ask the SER guidance", "Close", "influence?"),
    "nl": ("Vraag het de SER-documenten", "Sluiten", "Hoe?"),
}


@pytest.mark.parametrize("language", WORDS)
def test_a_reader_of_an_allowed_site_asks_by_the_keyboard_and_comes_back(
    sites: tuple[Server, str, str], page: Page, language: str
) -> None:
    _, site, _ = sites
    opens, closes, question = WORDS[language]
    page.goto(f"{site}/{language}.html")
    button = page.get_by_role("button", name=opens)
    expect(button).to_be_visible()
    assert faults(page) == []
    assert len(page.frames) == 1, "nothing is loaded before it is opened"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chat = page.frame_locator("#ser-assistant iframe")
    expect(chat.locator(f"html[lang={language}]")).to_be_attached()
    chat.locator("#starters button:enabled").first.wait_for()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "IFRAME"
    chat.locator("#chat-input").click()
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    chat.locator(".element-link").first.wait_for()
    assert page.context.cookies() == []
    assert faults(page, iframes=False) == []
    assert faults(page.frames[1]) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.click()
    expect(chat.locator(".element-link").first).to_be_visible()
    page.get_by_role("button", name=closes).click()
    expect(button).to_be_focused()


@pytest.mark.parametrize("language", ["en"])
def test_a_site_that_is_not_allowed_gets_nothing(sites: tuple[Server, str, str], page: Page) -> None:
    server, _, other = sites
    with page.expect_event("requestfailed", lambda request: "/embed?" in request.url):
        page.goto(f"{other}/framing.html")
    page.wait_for_timeout(200)
    assert page.locator("#ser-assistant").count() == 0
    for address in ("/", "/embedded/en/"):
        page.evaluate("address => document.querySelector('#frame').src = address", server.url + address)
        page.wait_for_timeout(500)
        assert "chrome-error" in page.frames[1].url or page.frames[1].locator("#chat-input").count() == 0


def test_only_the_chat_may_be_framed_and_only_by_the_sites_that_are_named(sites: tuple[Server, str, str]) -> None:
    server, site, _ = sites
    visit = {"Accept": "text/html"}
    framed = httpx.get(f"{server.url}/embedded/nl/", headers=visit).headers
    assert f"frame-ancestors {site}" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    for path in ("/", "/account", "/embedded/nl/account", "/embedded/nl/review", "/embedded/nl/source/partners"):
        headers = httpx.get(server.url + path, headers=visit).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-frame-options"] == "DENY", path
