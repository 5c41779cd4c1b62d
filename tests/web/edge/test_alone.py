"""A server without accounts on its own machine: whoever comes from farther away is refused, and told what to set."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from tests.web.conftest import Site

Sites = Callable[..., Site]

FROM_AFAR = {
    "Forwarded": "for=192.0.2.60;proto=http;by=203.0.113.43",
    "X-Forwarded-For": "192.0.2.60",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "chat.example.org",
    "X-Forwarded-Server": "proxy",
    "X-Forwarded-Prefix": "/dialoog",
    "X-Forwarded-Anything": "",
    "X-Real-IP": "192.0.2.60",
    "X-Original-URL": "/review",
    "Via": "1.1 proxy",
    "Host": "chat.example.org",
    "Origin": "https://chat.example.org",
    "Referer": "https://chat.example.org/",
}


@pytest.mark.parametrize(("name", "value"), FROM_AFAR.items())
def test_a_request_that_came_through_a_proxy_is_refused_with_what_to_set(site: Sites, name: str, value: str) -> None:
    browser = site().browser()
    for path in ("/account", "/review", "/login", "/healthz", "/unknown"):
        response = browser.get(path, headers={name: value})
        assert response.status_code == 403
        assert all(f"ASSISTANT_{each}" in response.text for each in ("PUBLIC_URL", "TRUSTED_PROXIES", "ACCOUNTS"))


@pytest.mark.parametrize(("name", "value"), FROM_AFAR.items())
def test_a_socket_that_came_through_a_proxy_is_refused(site: Sites, name: str, value: str) -> None:
    address = "/ws/socket.io/?EIO=4&transport=websocket"
    browser = site().browser()
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect(address, headers={name: value}):
        pass


def test_a_program_gets_the_same_as_json(site: Sites) -> None:
    response = site().browser(Accept="application/json").get("/api/documents", headers={"Via": "1.1 proxy"})
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")
    assert "ASSISTANT_PUBLIC_URL" in response.json()["detail"]


def test_the_refusal_is_in_the_readers_language(site: Sites) -> None:
    html = site().browser(Accept_Language="nl").get("/account", headers={"Via": "1.1 proxy"}).text
    assert "alleen voor de eigen computer" in html


def test_http_1_0_is_what_a_proxy_speaks_and_no_browser(site: Sites) -> None:
    app = site().app

    async def old(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "http_version": "1.0"}, receive, send)

    browser = TestClient(old, base_url="http://localhost", headers={"Accept": "text/html"})
    assert browser.get("/account").status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_under_each_of_its_names_is_let_in(site: Sites, host: str) -> None:
    browser = site().browser()
    headers = {"Host": host, "Origin": f"http://{host}", "Referer": f"http://{host}/"}
    assert browser.get("/account", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "settings",
    [{"public_url": "https://chat.example.org/"}, {"trusted_proxies": "10.0.0.0/8"}, {"host": "0.0.0.0"}],
)
def test_a_server_for_others_makes_nobody_its_owner(site: Sites, settings: dict[str, str]) -> None:
    browser = site(**settings).browser(X_Forwarded_For="192.0.2.60")
    assert browser.get("/account").status_code == 200
    assert browser.get("/review").status_code == 403
