"""Logging in at an OpenID Connect provider, from the button to the page that was asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant.errors import AccountError, ConfigurationError
from assistant.people.person import Origin, Person, Role
from assistant.store import audit, identities, sessions, users
from assistant.store.accounts import Accounts
from assistant.store.audit import Sought
from assistant.store.database import now
from assistant.web.edge.identity import COOKIE
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
    running.nonce, running.says = "", None
    running.verifiers.clear()
    return running


def open_site(site: Sites, provider: Provider, **settings: Any) -> Site:
    known = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": "secret"}
    return site(accounts="oidc", **(known | settings))


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
    account = Accounts(guarded.database).find("zoë@ser.example")
    assert (account.person.role, account.person.origin) == (Role.READER, Origin.SINGLE_SIGN_ON)


def enter(guarded: Site, provider: Provider) -> Person | None:
    """Log in at the provider and return who that is here, None for nobody."""
    browser = guarded.browser()
    log_in(browser, provider)
    return sessions.person(guarded.database, browser.cookies.get(COOKIE) or "", now())


def test_a_person_is_known_by_issuer_and_subject_whatever_they_are_called(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider)
    first = enter(guarded, provider)
    assert first is not None
    users.set_role(guarded.database, first.id, Role.MAINTAINER)
    provider.claims = {"email": "zoë@married.example", "email_verified": True}
    renamed = enter(guarded, provider)
    assert renamed == Person(first.id, "zoë@married.example", Role.MAINTAINER, Origin.SINGLE_SIGN_ON)
    provider.claims = {"email": "zoë@ser.example", "email_verified": True, "sub": "2"}  # her address goes to another
    other = enter(guarded, provider)
    assert other is not None
    assert (other.id != first.id, other.name, other.role) == (True, "zoë@ser.example", Role.READER)


def test_an_account_from_before_opens_for_nobody_until_an_administrator_matches_it(
    site: Sites, provider: Provider
) -> None:
    guarded = open_site(site, provider)
    accounts = Accounts(guarded.database)
    before = accounts.add("zoë@ser.example", Role.REVIEWER, "a good password")
    newcomer = enter(guarded, provider)
    assert newcomer is not None
    assert (newcomer.id != before.id, newcomer.role) == (True, Role.READER)
    guarded.answer_to(newcomer)
    assert [each.subject for each in accounts.candidates(before)] == ["1"]
    accounts.match("zoë@ser.example", provider.issuer)
    matched = enter(guarded, provider)
    assert matched == Person(before.id, "zoë@ser.example", Role.REVIEWER, Origin.SINGLE_SIGN_ON)
    assert len(guarded.answers_of(before.id)) == 1
    assert users.by_id(guarded.database, newcomer.id) is None
    assert users.find(guarded.database, "zoë@ser.example") is None  # no name opens it, nor a password
    with pytest.raises(AccountError, match="matched already"):
        accounts.match(before.id, provider.issuer, "3")
    accounts.add("bob@ser.example", Role.MAINTAINER, None)
    with pytest.raises(AccountError, match=r"matched with zoë@ser\.example already"):
        accounts.match("bob@ser.example", provider.issuer, "1")
    assert audit.entries(guarded.database, 1, Sought(action="user.matched"))[0].details["subject"] == "1"


def test_an_account_can_be_matched_before_its_person_comes(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider)
    accounts = Accounts(guarded.database)
    before = accounts.add("bob", Role.REVIEWER, None)
    accounts.match("bob", provider.issuer, "1")
    found = enter(guarded, provider)
    assert found is not None
    assert (found.id, found.role) == (before.id, Role.REVIEWER)


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {}, {"email_verified": "true"}, {"email_verified": 1}, {"email_verified": None}],
)
def test_an_address_that_is_not_verified_matches_nobody(
    site: Sites, provider: Provider, claims: dict[str, object]
) -> None:
    guarded = open_site(site, provider)
    accounts = Accounts(guarded.database)
    accounts.add("zoë@ser.example", Role.MAINTAINER, None)
    provider.claims = {"email": "zoë@ser.example", "preferred_username": "zoë@ser.example"} | claims
    newcomer = enter(guarded, provider)
    assert newcomer is not None
    assert newcomer.role is Role.READER
    with pytest.raises(AccountError, match="nobody yet"):
        accounts.match("zoë@ser.example", provider.issuer)


GROUPS = {"staff": "reviewer", "board": "maintainer"}


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["staff"]}, Role.REVIEWER),
        ({"groups": ["board", "staff", "other"]}, Role.MAINTAINER),
        ({"groups": "staff"}, Role.REVIEWER),
        ({"groups": ["other"]}, Role.READER),
        ({}, Role.READER),
        ({"groups": None}, Role.READER),
        ({"groups": {"staff": True}}, Role.READER),
        ({"groups": [["board"], 1, "Board"]}, Role.READER),
    ],
)
def test_groups_of_the_provider_give_the_role(
    site: Sites, provider: Provider, claims: dict[str, object], role: Role
) -> None:
    guarded = open_site(site, provider, oidc_roles=GROUPS)
    provider.claims = provider.claims | claims
    found = enter(guarded, provider)
    assert found is not None
    assert found.role is role


def test_who_leaves_a_group_loses_its_role_at_the_next_login(site: Sites, provider: Provider) -> None:
    guarded = open_site(site, provider, oidc_roles=GROUPS, oidc_groups="realm_access.roles")
    provider.claims["realm_access"] = {"roles": ["board"]}
    found = enter(guarded, provider)
    assert found is not None
    assert found.role is Role.MAINTAINER
    del provider.claims["realm_access"]
    found = enter(guarded, provider)
    assert found is not None
    assert found.role is Role.READER


def test_a_login_that_one_server_began_ends_on_another_with_the_same_secret(
    site: Sites, provider: Provider, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path}/shared.db"

    def server(name: str, secret: str) -> Site:
        return open_site(site, provider, data_dir=tmp_path / name, database_url=database, secret=secret)

    one, other = server("one", "a secret of many letters"), server("two", "a secret of many letters")
    stranger = server("three", "another secret of many letters")
    for end, status in ((other, 303), (stranger, 401)):
        browser, second = one.browser(), end.browser()
        state = begin(browser, provider)["state"]
        second.cookies.set("ser_login", browser.cookies["ser_login"])
        assert second.get("/login/arrive", params={"state": state, "code": "right"}).status_code == status


TEMPLATE = "https://login.example/{tenantid}/v2.0"


def test_a_provider_for_many_lets_in_the_tenants_of_the_settings_only(site: Sites, provider: Provider) -> None:
    provider.says = TEMPLATE
    guarded = open_site(site, provider, oidc_tenants="t1, t2")
    for tenant, status in (("t1", 303), ("t2", 303), ("t3", 401), ("", 401), ("{tenantid}", 401)):
        provider.claims["iss"] = f"https://login.example/{tenant}/v2.0"
        assert log_in(guarded.browser(), provider).status_code == status
    # The same subject of another tenant is another person.
    assert len({each.person.id for each in identities.known(guarded.database)}) == 2


@pytest.mark.parametrize("says", [TEMPLATE, "https://other.example", "", 1])
def test_a_provider_that_is_not_the_one_of_the_settings_is_refused_by_name(
    site: Sites, provider: Provider, says: Any, caplog: pytest.LogCaptureFixture
) -> None:
    provider.says = says
    response = open_site(site, provider).browser().get("/login/start")
    assert response.status_code == 503
    assert "not set up well" in response.text
    assert provider.issuer in caplog.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"oidc_issuer": "https://login.microsoftonline.com/common/v2.0"}, "ASSISTANT_OIDC_TENANTS"),
        ({"oidc_issuer": "https://login.microsoftonline.com/organizations/v2.0"}, "ASSISTANT_OIDC_TENANTS"),
        ({"oidc_issuer": "login.example"}, "ASSISTANT_OIDC_ISSUER='login.example' is not an address"),
        ({"oidc_issuer": "https://login.example/?realm=x"}, "without a query"),
        ({"oidc_client_secret": ""}, "ASSISTANT_OIDC_CLIENT_SECRET"),
        ({"secret": "abc"}, "ASSISTANT_SECRET=….*16 characters at least"),
        ({"oidc_roles": {"staff": "king"}}, "ASSISTANT_OIDC_ROLES_STAFF.*reader"),
        ({"provider_days": 0}, "ASSISTANT_PROVIDER_DAYS"),
        ({"token_days": 0}, "ASSISTANT_TOKEN_DAYS"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_at_the_start(
    site: Sites, provider: Provider, wrong: dict[str, Any], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told) as refusal:
        open_site(site, provider, **wrong)
    assert "abc" not in str(refusal.value)


@pytest.mark.parametrize("claims", [{"sub": ""}, {"sub": "x" * 256}, {"sub": None}, {"sub": 5}])
def test_who_has_no_subject_does_not_come_in(site: Sites, provider: Provider, claims: dict[str, object]) -> None:
    guarded = open_site(site, provider)
    provider.claims |= claims
    assert enter(guarded, provider) is None
    assert identities.known(guarded.database) == ()


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
        {"email": "zoë@ser.example"},
        {"email": "zoë@ser.example", "email_verified": "true"},
        {"email": "zoë@evil.example", "email_verified": True},
        {"email": ["zoë@ser.example"], "email_verified": True},
        {"preferred_username": "zoë@ser.example", "email_verified": True},
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
    enter(guarded, provider)
    Accounts(guarded.database).set_disabled("zoë@ser.example", disabled=True)
    assert log_in(guarded.browser(), provider).status_code == 403


def test_a_provider_that_is_down_is_told_without_a_traceback(site: Sites) -> None:
    settings = {"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": "a", "oidc_client_secret": "b"}
    response = site(accounts="oidc", **settings).browser().get("/login/start")
    assert response.status_code == 503
    assert "Traceback" not in response.text


def test_the_login_never_leads_to_another_site(site: Sites, provider: Provider) -> None:
    response = log_in(open_site(site, provider).browser(), provider, next="https://evil.example")
    assert response.headers["location"] == "/"
