"""Who is let in, by each way to run the server, and what a stranger gets to see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.websockets import WebSocketDisconnect

from assistant.errors import ConfigurationError
from assistant.people.person import Role
from assistant.store import tokens, users
from assistant.store.accounts import Accounts
from assistant.store.database import now
from assistant.web.edge.identity import COOKIE
from tests.web.conftest import Site

Sites = Callable[..., Site]

CLOSED = [
    "/",
    "/source/partners",
    "/account",
    "/account/data",
    "/api",
    "/api/documents",
    "/api/openapi.json",
    "/thread/x",
]


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_is_sent_to_the_login_page_and_then_back(site: Sites, path: str) -> None:
    response = site(accounts="password").browser().get(f"{path}?a=b")
    assert (response.status_code, response.headers["location"]) == (
        303,
        f"/login?next={path.replace('/', '%2F')}%3Fa%3Db",
    )


@pytest.mark.parametrize("path", [*CLOSED, "/project/settings", "/user", "/assets/index.js", "/public/chat.js"])
def test_a_program_that_does_not_say_who_it_is_gets_a_401(site: Sites, path: str) -> None:
    response = site(accounts="password").browser(Accept="*/*").get(path)
    assert (response.status_code, response.json()["code"]) == (401, "unauthorized")


def test_a_stranger_cannot_open_the_chats_channel(site: Sites) -> None:
    browser = site(accounts="password").browser()
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/ws/socket.io"):
        pass


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/login", "/static/source.css"])
def test_a_few_things_are_for_everyone(site: Sites, path: str) -> None:
    assert site(accounts="password").browser().get(path).status_code == 200


def test_who_is_logged_in_reads_documents(site: Sites) -> None:
    assert site(accounts="password").logged_in("Zoë").get("/source/partners").status_code == 200


def test_on_this_machine_alone_everyone_is_the_owner(site: Sites) -> None:
    alone = site()
    assert alone.browser().get("/account").status_code == 200
    owner = alone.browser(Accept="*/*").get("/account/data").json()
    assert (owner["name"], owner["role"]) == ("local", "maintainer")


def test_a_wrong_token_is_refused_even_where_no_login_is_needed(site: Sites) -> None:
    assert site().browser(Authorization="Bearer ser_wrong").get("/api/documents").status_code == 401


def test_without_accounts_each_browser_of_a_public_server_is_a_visitor_of_its_own(site: Sites) -> None:
    public = site(host="0.0.0.0")
    first, second = public.browser(), public.browser()
    names = [browser.get("/account/data").json()["name"] for browser in (first, second, first)]
    assert names[0] == names[2] != names[1]
    assert all(name.startswith("visitor ") for name in names)


def test_behind_a_proxy_on_this_machine_nobody_is_taken_for_the_owner(site: Sites) -> None:
    behind = site(trusted_proxies="127.0.0.1")
    shown = behind.browser(Host="assistant.ser.example").get("/account/data").json()
    assert (shown["role"], shown["name"].startswith("visitor ")) == ("reader", True)


@pytest.mark.parametrize(("accounts", "status"), [("off", 403), ("password", 303)])
def test_only_a_server_without_a_login_minds_the_name_it_is_called_by(site: Sites, accounts: str, status: int) -> None:
    assert site(accounts=accounts).browser(Host="assistant.ser.example").get("/account").status_code == status


def test_a_visitor_is_made_for_a_page_only(site: Sites) -> None:
    public = site(host="0.0.0.0")
    assert public.browser(Accept="application/json").get("/api/documents").status_code == 401
    assert "set-cookie" not in public.browser().get("/healthz").headers


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Sites) -> None:
    cookie = site(host="0.0.0.0").browser().get("/account").headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Path=/"))


def test_the_person_that_a_trusted_proxy_names_is_let_in(site: Sites) -> None:
    behind = site(accounts="proxy", trusted_proxies="127.0.0.1")
    Accounts(behind.database).add("zoë@ser.example", Role.REVIEWER, None)
    shown = behind.browser(X_Forwarded_User="Zoë@ser.example").get("/account/data").json()
    assert (shown["name"], shown["role"]) == ("zoë@ser.example", "reviewer")


def test_a_forged_header_lets_nobody_in(site: Sites) -> None:
    behind = site(accounts="proxy", trusted_proxies="10.0.0.1")
    for headers in ({}, {"X_Forwarded_For": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"X_Real_IP": "10.0.0.1"}):
        response = behind.browser(X_Forwarded_User="anna@ser.example", **headers).get("/account")
        assert response.status_code == 303
    assert users.find(behind.database, "anna@ser.example") is None


def test_a_header_is_not_believed_where_no_proxy_is_configured(site: Sites) -> None:
    assert site(accounts="password").browser(X_Forwarded_User="anna").get("/account").status_code == 303


@pytest.mark.parametrize("name", ["", "a\u202eb", "x" * 201])
def test_a_proxy_cannot_name_somebody_unreadable(site: Sites, name: str) -> None:
    behind = site(accounts="proxy", trusted_proxies="127.0.0.1")
    assert behind.browser(X_Forwarded_User=name).get("/account").status_code == 303


def test_a_person_who_was_shut_out_is_not_let_in_by_the_proxy(site: Sites) -> None:
    behind = site(accounts="proxy", trusted_proxies="127.0.0.1")
    accounts = Accounts(behind.database)
    accounts.add("anna", Role.READER, None)
    accounts.set_disabled("anna", disabled=True)
    assert behind.browser(X_Forwarded_User="anna").get("/account").status_code == 303


@pytest.mark.parametrize(
    ("settings", "missing"),
    [({"accounts": "proxy"}, "ASSISTANT_TRUSTED_PROXIES"), ({"accounts": "oidc"}, "ASSISTANT_OIDC_ISSUER")],
)
def test_a_setting_that_is_missing_is_named_at_the_start(site: Sites, settings: dict[str, str], missing: str) -> None:
    with pytest.raises(ConfigurationError, match=missing):
        site(**settings)


def test_a_token_opens_the_api_and_nothing_else(site: Sites) -> None:
    guarded = site(accounts="password")
    secret = tokens.create(guarded.database, guarded.add("Zoë").id, "intranet")
    program = guarded.browser(Authorization=f"Bearer {secret}", Accept="application/json")
    assert program.get("/api/documents").status_code == 200
    assert program.get("/account/data").status_code == 401


def test_a_token_of_a_person_whom_the_proxy_does_not_let_in_any_more_rests(site: Sites) -> None:
    behind = site(accounts="proxy", trusted_proxies="127.0.0.1", provider_days=10)
    assert behind.browser(X_Forwarded_User="anna").get("/account").status_code == 200
    account = users.find(behind.database, "anna")
    assert account is not None
    secret = tokens.create(behind.database, account.person.id, "intranet")
    program = behind.browser(Authorization=f"Bearer {secret}", Accept="application/json")
    assert program.get("/api/documents").status_code == 200
    users.note_seen(behind.database, account, now() - timedelta(days=11))
    assert program.get("/api/documents").status_code == 401
    behind.browser(X_Forwarded_User="anna").get("/account")
    assert program.get("/api/documents").status_code == 200
