"""Who is let in at ``/mcp``, and what is kept; what is done there is tested with the official client."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.store import tokens
from assistant.web.edge.identity import COOKIE
from tests.web.conftest import Site, log_in

Sites = Callable[..., Site]
OPENING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
"""What a client opens a session with."""

BOTH = "application/json, text/event-stream"


@pytest.fixture
def guarded(site: Sites) -> Site:
    return site(accounts="password")


@pytest.fixture
def door(guarded: Site) -> Iterator[TestClient]:
    """A client in the time in which the server runs; it has no token."""
    with guarded.browser(Accept=BOTH) as client:
        yield client


def opened(client: TestClient, secret: str = "", message: dict[str, Any] = OPENING, **headers: str) -> Any:
    sent = headers | ({"Authorization": f"Bearer {secret}"} if secret else {})
    return client.post("/mcp", json=message, headers=sent)


def token(site: Site, name: str) -> str:
    return tokens.create(site.database, site.add(name).id, "test")


@pytest.mark.parametrize("secret", ["", "wrong", "Bearer wrong", "x" * 5000])
def test_without_a_valid_token_nobody_comes_in(door: TestClient, secret: str) -> None:
    response = opened(door, secret)
    assert (response.status_code, response.headers["content-type"]) == (401, "application/problem+json")
    assert (response.headers["www-authenticate"], response.json()["code"]) == ("Bearer", "unauthorized")


def test_a_browser_that_is_logged_in_is_no_program(guarded: Site, door: TestClient) -> None:
    guarded.add("Zoë")
    door.cookies.set(COOKIE, log_in(guarded.database, "Zoë"))
    assert (opened(door).status_code, door.get("/account").status_code) == (401, 200)


def test_a_visitor_without_a_token_does_not_come_in(site: Sites) -> None:
    public = site(host="0.0.0.0", public_url="http://localhost/")
    with public.browser() as visitor:
        assert visitor.get("/about").status_code == 200
        assert opened(visitor, Accept=BOTH).status_code == 401


def test_the_owner_of_the_machine_needs_no_token(site: Sites) -> None:
    with site().browser(Accept=BOTH) as owner:
        assert [opened(owner).status_code, opened(owner, "wrong").status_code] == [200, 401]


def test_a_page_of_another_site_comes_in_with_no_token(guarded: Site, door: TestClient) -> None:
    assert opened(door, token(guarded, "program"), Origin="https://evil.example").status_code == 403


def test_a_session_is_its_owners(guarded: Site, door: TestClient) -> None:
    secret = token(guarded, "program")
    session = {"Mcp-Session-Id": opened(door, secret).headers["mcp-session-id"]}
    ping = {"jsonrpc": "2.0", "id": 2, "method": "ping"}
    assert opened(door, token(guarded, "other"), ping, **session).status_code == 404
    assert opened(door, secret, ping, **session).status_code == 200


def test_a_request_that_is_too_large_is_refused_before_it_is_read(guarded: Site, door: TestClient) -> None:
    response = opened(door, token(guarded, "program"), {"x": "x" * 1_000_000})
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_an_answer_is_kept_in_the_name_of_the_tokens_person(guarded: Site, door: TestClient) -> None:
    person = guarded.add("program")
    secret = tokens.create(guarded.database, person.id, "test")
    session = {"Mcp-Session-Id": opened(door, secret).headers["mcp-session-id"]}
    opened(door, secret, {"jsonrpc": "2.0", "method": "notifications/initialized"}, **session)
    call = {"name": "ask", "arguments": {"question": "How?"}}
    response = opened(door, secret, {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call}, **session)
    (kept,) = guarded.answers_of(person.id)
    assert (kept.channel, kept.chat_id) == ("api", None)
    assert kept.id in response.text


def test_requests_count_as_those_to_the_api_do(site: Sites) -> None:
    slow = site(accounts="password", api_per_minute=2)
    secret = token(slow, "program")
    with slow.browser(Accept=BOTH) as client:
        responses = [opened(client, secret) for _ in range(3)]
    assert [each.status_code for each in responses] == [200, 200, 429]
    assert responses[-1].json()["code"] == "too_many_requests"


@pytest.mark.parametrize(
    "body",
    ["[" * 400_000, '{"a":' * 100_000 + "1" + "}" * 100_000, '{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}'],
)
def test_a_message_without_end_or_with_half_a_sign_is_refused(guarded: Site, door: TestClient, body: str) -> None:
    headers = {"Authorization": f"Bearer {token(guarded, 'Zoë')}", "Content-Type": "application/json"}
    assert door.post("/mcp", content=body, headers=headers).status_code == 400
