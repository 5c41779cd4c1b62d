"""Two servers on one PostgreSQL behind HAProxy, as in ``deploy``: a chat outlives the server that it was at."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import text

from assistant.people.person import Role
from assistant.store import chats, open_database, schema, users
from assistant.store.accounts import Accounts
from tests import postgresql
from tests.fakes import INFLUENCE
from tests.ports import free_port
from tests.web.browsing import NEEDS_BROWSER, browser
from tests.web.conftest import PASSWORD, Server, running_one
from tests.web.proxies.proxy import REQUIRED, ROOT, program, proxy

__all__ = ["browser"]

pytestmark = [
    pytest.mark.skipif(program("haproxy") is None and not REQUIRED, reason="HAProxy is not installed"),
    pytest.mark.timeout(300),  # servers start four times
]

PATIENCE = 5.0
"""Seconds in which a chat is there again."""


@dataclass(frozen=True)
class Pair:
    """Both servers by the name of their cookie, the address of the proxy, and that of the database."""

    servers: dict[str, Server]
    address: str
    database: str
    settings: dict[str, str]


@contextmanager
def pair(folder: Path, database: str, **settings: str) -> Iterator[Pair]:
    port = free_port()
    address = f"https://localhost:{port}"
    settings |= {
        "accounts": "password",
        "public_url": f"{address}/",
        "trusted_proxies": "127.0.0.0/8",
        "database_url": database,
    }
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running_one(folder / name, **settings)) for name in ("a", "b")}
        lines = (ROOT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8")
        for name, usual in (("a", 8000), ("b", 8001)):
            lines = lines.replace(f"127.0.0.1:{usual}", f"127.0.0.1:{servers[name].port}")
        folder.joinpath("proxy").mkdir()
        stack.enter_context(proxy("haproxy", folder / "proxy", port, lines))
        yield Pair(servers, address, database, settings)


@pytest.fixture
def both(tmp_path: Path, postgresql_server: postgresql.Server) -> Iterator[Pair]:
    address = postgresql_server.new_database()
    database = open_database(address)
    Accounts(database).add("Zoë", Role.READER, PASSWORD)
    database.close()
    with pair(tmp_path, address) as made:
        yield made


@contextmanager
def visit(browser: Browser, both: Pair) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", ignore_https_errors=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(both.address)
    page.locator("#name").fill("Zoë")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#starters button:enabled").first.wait_for()
    yield page
    context.close()


def server_of(page: Page, both: Pair) -> Server:
    """Return the server that a browser's chat is at."""
    return both.servers[next(each["value"] for each in page.context.cookies() if each["name"] == "server")]


def say(page: Page, words: str) -> None:
    page.locator("#chat-input").click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def answers(page: Page) -> Locator:
    return page.locator("[data-step-type=assistant_message]", has_text=INFLUENCE)


@NEEDS_BROWSER
def test_a_chat_goes_on_at_the_other_server_when_its_own_is_killed_amid_an_answer(both: Pair, browser: Browser) -> None:
    with visit(browser, both) as page:
        say(page, "How do we get influence?")
        expect(answers(page)).to_have_count(1)
        page.wait_for_url("**/thread/*")
        first = server_of(page, both)
        say(page, "slow: how?")
        expect(page.locator("[data-step-type=user_message]")).to_have_count(2)
        time.sleep(0.5)
        os.kill(first.pid, signal.SIGKILL)
        killed = time.monotonic()
        told = page.get_by_text("afgebroken")
        told.first.wait_for()
        gone_for = time.monotonic() - killed
        expect(answers(page)).to_have_count(1)
        expect(page.locator("[data-step-type=user_message]")).to_have_count(2)
        expect(told).to_have_count(1)
        assert server_of(page, both) != first
        say(page, "And who helps?")
        expect(answers(page)).to_have_count(2)
        assert gone_for < PATIENCE, f"{gone_for:.1f} s"
    database = open_database(both.database)
    zoe = users.find(database, "Zoë")
    assert zoe is not None
    (chat,) = chats.page(database, zoe.person.id, 10).chats
    kept = [each.kind for each in chats.messages_of(database, chat.id)]
    database.close()
    assert kept == ["user_message", "assistant_message", "user_message", "user_message", "assistant_message"]


def test_servers_that_get_a_new_version_with_a_new_schema_one_after_another_fail_no_request(
    tmp_path: Path, postgresql_server: postgresql.Server
) -> None:
    address = postgresql_server.new_database()
    database = open_database(address)
    people = Accounts(database)
    people.add("Zoë", Role.READER, PASSWORD)
    headers = {"Authorization": f"Bearer {people.create_token('Zoë', 'program')}"}
    newer = next_version(tmp_path / "newer")
    with pair(tmp_path, address, drain_seconds="1", api_per_minute="10000") as both, ExitStack() as again:
        stop = threading.Event()

        def hammer(client: httpx.Client) -> Counter[str]:
            told: Counter[str] = Counter()
            while not stop.is_set():
                told[str(client.get("/api/documents").status_code)] += 1
                reply = client.post("/api/ask", json={"question": "How?"})
                told[f"{reply.status_code}, kept: {reply.json().get('kept', True)}"] += 1
                time.sleep(0.05)
            return told

        loyal = httpx.Client(base_url=both.address, verify=False, headers=headers, timeout=20)
        fickle = httpx.Client(base_url=both.address, verify=False, headers=headers, timeout=20, cookies=NoCookies())
        with loyal, fickle, ThreadPoolExecutor(2) as pool:
            asked = [pool.submit(hammer, client) for client in (loyal, fickle)]
            try:
                command = [sys.executable, "-m", "assistant.cli", "migrate"]
                environment = os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(newer)}
                subprocess.run(command, cwd=newer, env=environment, check=True)
                for server in both.servers.values():
                    os.kill(server.pid, signal.SIGTERM)
                    _wait_until_closed(server)
                    again.enter_context(
                        running_one(server.folder, program=str(newer), port=str(server.port), **both.settings)
                    )
            finally:
                stop.set()
            told = [each.result() for each in asked]
    assert [set(each) for each in told] == 2 * [{"200", "200, kept: True"}]
    with database.read() as connection:
        assert schema.version(connection) == NEXT
        kept = connection.execute(text("SELECT count(*) FROM answers")).scalar_one()
    database.close()
    assert kept == sum(each["200, kept: True"] for each in told)


NEXT = f"{int(schema.HEAD) + 1:04}"
MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{NEXT}", "{schema.HEAD}"


def upgrade() -> None:
    op.add_column("answers", sa.Column("mood", sa.Text))
    op.add_column("chats", sa.Column("mood", sa.Text, nullable=False, server_default=""))
    op.create_table("moods", sa.Column("name", sa.Text, primary_key=True))
"""


def next_version(folder: Path) -> Path:
    """Make the version after this one, which has one more migration, and return its folder."""
    shutil.copytree(ROOT / "assistant", folder / "assistant", ignore=shutil.ignore_patterns("__pycache__"))
    for beside in ("tests", "ingest", "evals", "corpus", "pyproject.toml"):
        (folder / beside).symlink_to(ROOT / beside)
    own = folder / "assistant" / "store" / "schema"
    (own / "migrations" / "versions" / f"v{NEXT}_moods.py").write_text(MIGRATION, encoding="utf-8")
    known = (own / "__init__.py").read_text(encoding="utf-8")
    (own / "__init__.py").write_text(known.replace(f'HEAD = "{schema.HEAD}"', f'HEAD = "{NEXT}"'), encoding="utf-8")
    return folder


class NoCookies(CookieJar):
    """Keeps none, as programs do."""

    def set_cookie(self, cookie: object) -> None:
        """Forget it."""


def _wait_until_closed(server: Server) -> None:
    for _ in range(200):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", server.port)):
                return
        time.sleep(0.05)
    raise AssertionError("The server goes on")


def test_nobody_reads_the_metrics_through_the_proxy(both: Pair) -> None:
    assert httpx.get(f"{both.address}/metrics", verify=False).status_code == 403
