"""Debian's nginx and HAProxy before a server, with HTTPS, at the root and under a path; a browser uses all of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from assistant.people.person import Role
from assistant.store import open_database
from assistant.store.accounts import Accounts
from tests.fakes import INFLUENCE
from tests.ports import free_port
from tests.web.browsing import NEEDS_BROWSER, browser
from tests.web.conftest import PASSWORD, Server, running
from tests.web.proxies.proxy import PROXIES, REQUIRED, documented, program, proxy

__all__ = ["browser"]

EACH_PROXY = pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            each,
            marks=pytest.mark.skipif(
                program(each) is None and not REQUIRED, reason=f"{each} is not installed, so it is not tested behind it"
            ),
        )
        for each in PROXIES
    ],
)
EACH_PLACE = pytest.mark.parametrize("base", ["", "/dialoog"])


@contextmanager
def behind(name: str, folder: Path, base: str, lines: str = "", **settings: str) -> Iterator[tuple[str, Server]]:
    """Run a server behind a proxy and return the address of both."""
    port = free_port()
    address = f"https://localhost:{port}{base}"
    settings = {each: value.format(address=address) for each, value in settings.items()}
    with running(folder / "data", **settings) as server:
        lines = (lines or documented(name)).replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
        lines = lines.replace("/dialoog", base)
        folder.joinpath("proxy").mkdir()
        with proxy(name, folder / "proxy", port, lines):
            yield address, server


@dataclass
class Visit:
    """A window on the server behind the proxy, what it asked for, and what its console complained of."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(60_000)  # the proxies take nothing, but a busy machine does
        self.page.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda line: self.asked.append(line.url))
        self.page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def log_in(self, name: str) -> None:
        self.page.goto(f"{self.address}/account")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.address}/account")

    def ask(self, question: str) -> None:
        self.page.goto(f"{self.address}/")
        self.page.locator("#starters button:enabled").first.wait_for()
        self.page.locator("#chat-input").click()
        self.page.keyboard.type(question)
        self.page.keyboard.press("Enter")
        self.page.locator(".element-link").first.wait_for()


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(locale="en-GB", ignore_https_errors=True, viewport={"width": 1280, "height": 800})
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    host, base = urlsplit(address).netloc, urlsplit(address).path
    assert not [each for each in visit.asked if urlsplit(each).scheme != "blob" and urlsplit(each).netloc != host]
    assert not [each for each in visit.asked if not urlsplit(each).path.startswith(f"{base}/")]
    assert visit.complaints == []


@NEEDS_BROWSER
@EACH_PROXY
@EACH_PLACE
def test_everything_works_behind_a_proxy(name: str, base: str, tmp_path: Path, browser: Browser) -> None:
    settings = {"accounts": "password", "public_url": "{address}/", "trusted_proxies": "127.0.0.0/8"}
    database = open_database(f"sqlite:///{made(tmp_path / 'data')}/assistant.db")
    people = Accounts(database)
    people.add("Zoë", Role.REVIEWER, PASSWORD)
    token = people.create_token("Zoë", "program")
    with behind(name, tmp_path, base, **settings) as (address, _), visiting(browser, address) as visit:
        page = visit.page
        visit.log_in("Zoë")
        cookies = page.context.cookies()
        assert cookies
        assert all(each["secure"] and each["httpOnly"] for each in cookies)
        assert {each["path"] for each in cookies} <= {f"{base}/", f"{base}/login"}

        visit.ask("How do we get more influence?")
        assert [
            each for each in visit.asked if each.startswith(f"wss://{urlsplit(address).netloc}{base}/ws/socket.io/")
        ]
        page.wait_for_url(f"{address}/thread/*")
        page.locator(".element-link").first.click()
        expect(page.locator(".citation mark").first).to_contain_text(INFLUENCE, timeout=60_000)
        with page.context.expect_page() as opened:
            page.locator(".citation-open").click()
        opened.value.wait_for_url(f"{address}/source/**")
        expect(opened.value.locator("#quote")).to_contain_text(INFLUENCE, timeout=60_000)

        with page.expect_download() as download:
            page.locator(".files a", has_text="PDF").first.click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
        assert download.value.url.startswith(f"{address}/export/")

        page.reload()
        page.locator(".element-link").first.wait_for()
        expect(
            page.locator("[data-sidebar=menu-button]", has_text="How do we get more influence?").first
        ).to_be_visible()

        page.goto(f"{address}/review")
        page.locator("a[href*='/review/dashboard']").first.click()
        page.wait_for_url(f"{address}/review/dashboard")

        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=f"{address}/", verify=False, headers=headers) as program_:
            answer = program_.post("api/ask", json={"question": "How?"})
            assert (answer.status_code, answer.json()["status"]) == (200, "answered")
            assert answer.headers["strict-transport-security"]
            assert program_.post(
                "api/ask", json={"question": "How?"}, headers={"Origin": "https://evil.example"}
            ).is_error

        page.goto(f"{address}/account")
        page.locator("form[action$='/logout'] button").click()
        page.wait_for_url(f"{address}/login?next=%2F")


NGINX_AS_IT_COMES = """
server { listen 443 ssl; ssl_certificate /etc/ssl/intranet.pem; ssl_certificate_key /etc/ssl/intranet.key;
    location / { proxy_pass http://127.0.0.1:8000; } }
"""


@EACH_PROXY
@EACH_PLACE
@pytest.mark.parametrize("as_it_comes", [False, True])
def test_without_a_public_address_the_refusal_names_it(name: str, base: str, as_it_comes: bool, tmp_path: Path) -> None:
    lines = NGINX_AS_IT_COMES if as_it_comes and name == "nginx" else ""
    with behind(name, tmp_path, base, lines) as (address, server):
        for path in ("/", "/account", "/review", "/ws/socket.io/?EIO=4&transport=polling"):
            answer = httpx.get(f"{address}{path}", verify=False, headers={"Accept": "text/html"})
            assert answer.status_code == 403
            assert "ASSISTANT_PUBLIC_URL" in answer.text
        assert httpx.get(f"{server.url}/account").status_code == 200  # this machine itself


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
