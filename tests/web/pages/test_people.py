"""The page of maintainers does what the command does, and is nobody else's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.people.claims import Claimed
from assistant.people.person import Origin, Person, Role
from assistant.store import audit, identities, sessions, tokens, users
from assistant.store.accounts import Accounts
from assistant.store.database import now
from tests.web.conftest import PASSWORD, Site, log_in

Sites = Callable[..., Site]
CHANGES = ("role", "password", "disabled", "enabled", "sessions", "removed", "matched", "tokens", "tokens/end")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def guarded(site: Sites) -> Site:
    return site(accounts="password")


@pytest.fixture
def mia(guarded: Site) -> TestClient:
    return guarded.logged_in("Mia", Role.MAINTAINER)


@pytest.fixture
def zoe(guarded: Site) -> Person:
    return guarded.add("Zoë")


def found(guarded: Site, person: Person) -> users.Account:
    account = users.by_id(guarded.database, person.id)
    assert account is not None
    return account


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_only_maintainers_see_or_change_people(guarded: Site, zoe: Person, role: Role) -> None:
    browser = guarded.logged_in("Eve", role)
    assert "/people" not in browser.get("/account").text
    for path in ("/people", f"/people/{zoe.id}"):
        assert browser.get(path).status_code == 403
    for change in CHANGES:
        data = {"role": "maintainer", "password": "a good new password", "label": "x"}
        assert browser.post(f"/people/{zoe.id}/{change}", data=data).status_code == 403
    assert browser.post("/people", data={"name": "Eva", "role": "maintainer"}).status_code == 403
    assert found(guarded, zoe).person == zoe
    assert {each.action for each in audit.entries(guarded.database)} <= {"login"}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_of_another_site_changes_nobody(guarded: Site, mia: TestClient, zoe: Person, change: str) -> None:
    data = {"role": "maintainer", "password": "a good new password"}
    response = mia.post(f"/people/{zoe.id}/{change}", data=data, headers={"Origin": "https://evil.example"})
    assert (response.status_code, found(guarded, zoe).person) == (403, zoe)


def test_a_person_is_added_changed_and_removed(guarded: Site, mia: TestClient) -> None:
    added = mia.post("/people", data={"name": "Bo", "role": "reviewer", "password": PASSWORD})
    assert added.status_code == 303
    bo = Accounts(guarded.database).find("Bo").person
    assert (bo.role, added.headers["location"]) == (Role.REVIEWER, f"/people/{bo.id}?done=added")
    assert "Bo" in mia.get("/people").text

    session = log_in(guarded.database, "Bo")
    mia.post(f"/people/{bo.id}/role", data={"role": "maintainer"})
    assert found(guarded, bo).person.role is Role.MAINTAINER
    mia.post(f"/people/{bo.id}/sessions")
    assert sessions.person(guarded.database, session, now()) is None
    mia.post(f"/people/{bo.id}/password", data={"password": "a good new password"})
    login = {"name": "Bo", "password": "a good new password"}
    assert guarded.browser().post("/login", data=login).status_code == 303

    made = mia.post(f"/people/{bo.id}/tokens", data={"label": "intranet"}).text
    secret = re.findall(r'value="(ser_[\w-]+)"', made)[0]
    assert tokens.person(guarded.database, secret, now()) is not None
    mia.post(f"/people/{bo.id}/disabled")
    assert (found(guarded, bo).disabled, tokens.person(guarded.database, secret, now())) == (True, None)
    mia.post(f"/people/{bo.id}/enabled")
    assert not found(guarded, bo).disabled
    assert mia.post(f"/people/{bo.id}/removed").headers["location"] == "/people?done=removed"
    assert mia.get(f"/people/{bo.id}").status_code == 404

    done = [(each.actor, each.action) for each in reversed(audit.entries(guarded.database)) if each.actor == "Mia"]
    actions = ["user.added", "user.role", "session.ended", "user.password", "token.created"]
    actions += ["user.disabled", "user.enabled", "user.removed"]
    assert done == [("Mia", action) for action in actions]


def test_a_token_of_another_is_withdrawn(guarded: Site, mia: TestClient, zoe: Person) -> None:
    secret = tokens.create(guarded.database, zoe.id, "intranet")
    (token,) = tokens.of(guarded.database, zoe.id)
    assert mia.post(f"/people/{zoe.id}/tokens/end", data={"token": token.id}).status_code == 303
    assert tokens.person(guarded.database, secret, now()) is None


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "Zoë"}, "There is somebody of that name already."),
        ({"name": ""}, "1 to 200 visible characters"),
        ({"name": "a\u202eb"}, "1 to 200 visible characters"),
        ({"name": "Bo", "password": "short"}, "10 to 200 characters"),
        ({"name": "Bo", "role": "king"}, "There is no such role."),
    ],
)
def test_what_cannot_be_taken_is_told(
    guarded: Site, mia: TestClient, zoe: Person, values: dict[str, str], told: str
) -> None:
    response = mia.post("/people", data={"role": "reader"} | values)
    assert (response.status_code, told in response.text) == (422, True)
    assert {each.person.name for each in Accounts(guarded.database).everyone()} == {"Mia", "Zoë"}


@pytest.mark.parametrize("change", ["role", "disabled", "removed"])
def test_the_last_maintainer_cannot_shut_themselves_out(guarded: Site, mia: TestClient, change: str) -> None:
    own = Accounts(guarded.database).find("Mia")
    response = mia.post(f"/people/{own.person.id}/{change}", data={"role": "reader"})
    assert (response.status_code, "Ask another maintainer" in response.text) == (422, True)
    assert found(guarded, own.person) == own


@pytest.mark.parametrize("path", ["nobody", "Zoë", "nobody/role", "{id}/king", "../people"])
def test_an_address_that_names_nobody_is_not_there(mia: TestClient, zoe: Person, path: str) -> None:
    address = f"/people/{path.format(id=zoe.id)}"
    assert mia.post(address, data={"role": "reader"}).status_code in {404, 405, 422}
    if path != "../people":
        assert mia.get(address).status_code in {404, 405}


def test_the_servers_own_people_are_not_changed(site: Sites) -> None:
    alone = site()
    local = users.ensure(alone.database, "local", Origin.LOCAL)
    browser = alone.browser()
    assert "local" not in re.sub(r"localhost", "", browser.get("/people").text)
    assert browser.post(f"/people/{local.person.id}/disabled").status_code == 404


def test_a_script_in_a_name_is_shown_as_words(guarded: Site, mia: TestClient) -> None:
    person = guarded.add(SCRIPT)
    for path in ("/people", f"/people/{person.id}?done={SCRIPT}"):
        assert "<script>alert" not in mia.get(path).text


def test_an_account_is_matched_with_single_sign_on(site: Sites) -> None:
    settings: dict[str, Any] = {
        "oidc_issuer": "https://login.example",
        "oidc_client_id": "a",
        "oidc_client_secret": "b",
    }
    guarded = site(accounts="oidc", **settings)
    before = guarded.add("bo@ser.example", Role.REVIEWER)
    came = Claimed("https://login.example", "s1", "bo@ser.example", "bo@ser.example")
    identities.enter(guarded.database, came, now())
    mia = guarded.logged_in("Mia", Role.MAINTAINER)
    assert "Came in with this address: s1" in mia.get(f"/people/{before.id}").text
    mia.post(f"/people/{before.id}/matched", data={"issuer": "https://login.example", "subject": "s1"})
    account = identities.find(guarded.database, "https://login.example", "s1")
    assert account is not None
    assert account.person.id == before.id
    page = mia.get(f"/people/{before.id}").text
    assert ("https://login.example: s1" in page, "Match with single sign-on" in page) == (True, False)


@pytest.mark.parametrize(("language", "words"), [("en", "Add a person"), ("nl", "Voeg iemand toe")])
def test_the_page_is_there_in_both_languages(mia: TestClient, language: str, words: str) -> None:
    assert words in mia.get(f"/people?lang={language}").text
