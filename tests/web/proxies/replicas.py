"""The tests of the chat in a browser before several servers: ``ASSISTANT_TEST_REPLICAS=2`` puts HAProxy before so many
servers, and PostgreSQL under them, where one server with a file is else.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from tests import postgresql
from tests.web.proxies.proxy import ROOT, plain_proxy

REPLICAS = int(os.environ.get("ASSISTANT_TEST_REPLICAS") or 1)

ASKS_AS_ONE_HERE = "httpchk\n    http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host localhost"
"""How the proxy asks a server for its own machine alone whether it is ready."""


@cache
def database_of(folder: Path) -> str:
    """Return the address of the database of the server, or servers, that run on a folder."""
    return f"sqlite:///{folder}/assistant.db" if REPLICAS == 1 else _postgresql().new_database()


@contextmanager
def before(ports: list[int], folder: Path, port: int, *, tells: bool) -> Iterator[None]:
    """Put HAProxy before servers, as in ``deploy`` but without HTTPS; ``tells`` whether it says for whom it asks."""
    lines = (ROOT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8").partition("    server a ")[0]
    lines = lines.replace("httponly secure", "httponly")
    if not tells:
        lines = lines.replace("    http-request set-header X-Forwarded-For %[src]\n", "")
        lines = lines.replace("httpchk GET /readyz", ASKS_AS_ONE_HERE)
    lines += "    option allbackups\n"
    for number, own in enumerate(ports):
        lines += f"    server s{number} 127.0.0.1:{own} cookie s{number}\n"
        lines += f"    server s{number}-unready 127.0.0.1:{own} cookie s{number} no-check backup\n"
    with plain_proxy("haproxy", folder, port, lines):
        yield


@cache
def _postgresql() -> postgresql.Server:
    found = postgresql.programs()
    assert found, "ASSISTANT_TEST_REPLICAS needs PostgreSQL"
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(postgresql.running(found))
