"""Logging in at an OpenID Connect provider, from the button to the page that was asked for."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant.people.person import Origin, Role
from assistant.store import users
from assistant.store.accounts import Accounts
from tests.web.conftest import Site
from tests.web.provider import CLIENT, Provider, running_provider

Sites = Callable[..., Site]


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.claims = {"email": "zoë@ser.example", "email_verified": True}
    running.nonce = ""
    running.verifiers.clear()
    return running


def open_site(site: Sites, provider: Provider, **settings: str) -> Site:
    known = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": "secret"}
    return site(accounts="oidc", **known, **settings)


def begin(browser: TestClient, provider: Provider, next: str = "/account") -> dict[str, str]:
    """Press the button; return what the browser is sent to the provider with."""
    address = urlsplit(browser.get("/login/start", params={"next": next}).headers["location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.issuer}/authorize"
    sent = {name: values[0] for name, values in parse_qs(address.query).items()}
    provider.nonce = sent["nonce"]
    return sent


def log_in(browser: TestClient, provider: Provider, next: str = "/account", **changes: str) -> Any:
    state = begin(browser, provider, next)["state"]
    return browser.get("/login/arrive", params={"state": state, "code": "right"} | changes)


def test_a_login_at_the_provider_leads_to_the_page_that_was_asked_for(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider)
    browser = guarded.browser()
    assert "Log in with your organisation" in browser.get("/login?next=/account").text
    response = log_in(browser, provider)
    assert (response.status_code, response.headers["location"]) == (303, "/account")
    assert browser.get("/account/data").json()["name"] == "zoë@ser.example"
    account = users.find(guarded.database, "zoë@ser.example")
    assert account is not None
    assert (account.person.role, account.person.origin) == (Role.READER, Origin.SINGLE_SIGN_ON)


def test_a_role_that_was_given_beforehand_holds(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider)
    Accounts(guarded.database).add("zoë@ser.example", Role.REVIEWER, None)
    browser = guarded.browser()
    log_in(browser, provider)
    assert browser.get("/account/data").json()["role"] == "reviewer"


def test_the_login_is_tied_to_this_browser_and_to_this_server(site: Sites, provider: Provider) -> None:
    browser = open_site(site, provider).browser()
    sent = begin(browser, provider)
    assert sent["code_challenge_method"] == "S256"
    assert sent["redirect_uri"] == "http://localhost/login/arrive"
    browser.get("/login/arrive", params={"state": sent["state"], "code": "right"})
    assert len(provider.verifiers[0]) > 40


@pytest.mark.parametrize("changes", [{"state": "forged"}, {"code": "wrong"}, {"error": "access_denied"}])
def test_a_forged_or_refused_login_lets_nobody_in(site: Sites, provider: Provider, changes: dict[str, str]) -> None:
    browser = open_site(site, provider).browser()
    response = log_in(browser, provider, **changes)
    assert response.status_code == 401
    assert "does not give access here" in response.text
    assert browser.get("/account").status_code == 303


def test_the_login_of_one_browser_cannot_be_finished_in_another(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider)
    state = begin(guarded.browser(), provider)["state"]
    other = guarded.browser()
    assert other.get("/login/arrive", params={"state": state, "code": "right"}).status_code == 401


def test_a_token_made_for_another_login_is_refused(site: Sites, provider: Provider) -> None:
    browser = open_site(site, provider).browser()
    state = begin(browser, provider)["state"]
    provider.nonce = "of another login"
    assert browser.get("/login/arrive", params={"state": state, "code": "right"}).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "zoë@evil.example"},
        {"email": "zoë@ser.example", "email_verified": False},
        {"email": "ser.example"},
        {"email": "", "preferred_username": "zoë"},
        {"email": ""},
    ],
)
def test_only_verified_addresses_of_the_allowed_domains_come_in(
    site: Sites, provider: Provider, claims: dict[str, object]
) -> None:
    provider.claims = claims
    browser = open_site(site, provider, oidc_domains="ser.example, ser.nl").browser()
    assert log_in(browser, provider).status_code == 403


def test_a_person_who_was_shut_out_stays_out(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider)
    accounts = Accounts(guarded.database)
    accounts.add("zoë@ser.example", Role.READER, None)
    accounts.set_disabled("zoë@ser.example", disabled=True)
    assert log_in(guarded.browser(), provider).status_code == 403


def test_a_provider_that_is_down_is_told_without_a_traceback(site: Sites) -> None:
    settings = {"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": "a", "oidc_client_secret": "b"}
    response = site(accounts="oidc", **settings).browser().get("/login/start")
    assert response.status_code == 503
    assert "Traceback" not in response.text


def test_the_login_never_leads_to_another_site(site: Sites, provider: Provider) -> None:
    response = log_in(open_site(site, provider).browser(), provider, next="https://evil.example")
    assert response.headers["location"] == "/"
