"""A person's own login: another password, other sessions ended, tokens made and withdrawn."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from assistant.store import audit, sessions, tokens, users
from assistant.store.accounts import MOST_TOKENS, Accounts
from assistant.store.database import now
from tests.web.conftest import PASSWORD, Site

Sites = Callable[..., Site]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "another good password"


@pytest.fixture
def guarded(site: Sites) -> Site:
    guarded = site(accounts="password")
    guarded.add("Zoë")
    guarded.add("Bob")
    return guarded


def log_in(guarded: Site, password: str = PASSWORD, name: str = "Zoë") -> TestClient:
    browser = guarded.browser(User_Agent=FIREFOX)
    assert browser.post("/login", data={"name": name, "password": password}).status_code == 303
    return browser


def is_in(browser: TestClient) -> bool:
    return browser.get("/account").status_code == 200


def test_another_password_logs_out_everywhere_else(guarded: Site) -> None:
    here, elsewhere = log_in(guarded), log_in(guarded)
    assert here.post("/account/password", data={"old": PASSWORD, "new": NEW}).status_code == 303
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert is_in(log_in(guarded, NEW))
    assert guarded.browser().post("/login", data={"name": "Zoë", "password": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("wrong", NEW, "That is not your password now."),
        ("", NEW, "That is not your password now."),
        (PASSWORD, "short", "A password has 10 to 200 characters."),
        (PASSWORD, "x" * 201, "A password has 10 to 200 characters."),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(guarded: Site, old: str, new: str, told: str) -> None:
    here = log_in(guarded)
    response = here.post("/account/password", data={"old": old, "new": new})
    assert (response.status_code, told in response.text) == (422, True)
    assert is_in(log_in(guarded))


def test_who_has_a_session_only_cannot_guess_the_password(guarded: Site) -> None:
    here = log_in(guarded)
    statuses = [here.post("/account/password", data={"old": f"guess {n}", "new": NEW}).status_code for n in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    assert here.post("/account/password", data={"old": PASSWORD, "new": NEW}).status_code == 429
    assert is_in(log_in(guarded))


def test_there_is_no_password_to_change_where_others_log_people_in(site: Sites) -> None:
    behind = site(accounts="proxy", trusted_proxies="127.0.0.1")
    browser = behind.browser(X_Forwarded_User="zoë")
    assert "New password" not in browser.get("/account").text
    assert browser.post("/account/password", data={"old": "", "new": NEW}).status_code == 422
    account = users.find(behind.database, "zoë")
    assert account is not None
    assert account.password_hash == ""


def test_sessions_are_listed_and_ended_one_by_one_or_all(guarded: Site) -> None:
    here, second, third = (log_in(guarded) for _ in range(3))
    page = here.get("/account").text
    assert page.count("Firefox, Linux</strong> since") == 3
    assert page.count("(this browser)") == 1
    ids = re.findall(r'name="session" value="(\w+)"', page)
    assert len(ids) == 2
    here.post("/account/sessions", data={"session": ids[0]})
    assert sorted(map(is_in, (second, third))) == [False, True]
    log_in(guarded)
    here.post("/account/sessions")
    assert [is_in(each) for each in (here, second, third)] == [True, False, False]
    assert audit.entries(guarded.database)[0].action == "session.ended"


def test_nobody_ends_the_sessions_of_another_or_withdraws_their_tokens(guarded: Site) -> None:
    bob = log_in(guarded, name="Bob")
    account = users.find(guarded.database, "Bob")
    assert account is not None
    tokens.create(guarded.database, account.person.id, "intranet")
    zoe = log_in(guarded)
    (session,) = sessions.of(guarded.database, account.person.id, now())
    (token,) = tokens.of(guarded.database, account.person.id)
    zoe.post("/account/sessions", data={"session": session.id})
    assert zoe.post("/account/tokens/end", data={"token": token.id}).status_code == 422
    assert is_in(bob)
    assert len(tokens.of(guarded.database, account.person.id)) == 1


def test_a_token_is_made_shown_once_used_and_withdrawn(guarded: Site) -> None:
    here = log_in(guarded)
    made = here.post("/account/tokens", data={"label": "intranet"}).text
    secret = re.findall(r'value="(ser_[\w-]+)"', made)[0]
    program = guarded.browser(Authorization=f"Bearer {secret}", Accept="application/json")
    assert program.get("/api/documents").status_code == 200
    page = here.get("/account").text
    assert (secret in page, "intranet</strong> until" in page, "last used on" in page) == (False, True, True)
    token = re.findall(r'name="token" value="(\w+)"', page)[0]
    assert here.post("/account/tokens/end", data={"token": token}).status_code == 303
    assert program.get("/api/documents").status_code == 401


def test_a_token_lasts_as_long_as_the_settings_say(site: Sites) -> None:
    guarded = site(accounts="password", token_days=7)
    guarded.add("Zoë")
    here = log_in(guarded)
    assert "It ends after 7 days." in here.get("/account").text
    here.post("/account/tokens", data={"label": "x"})
    account = users.find(guarded.database, "Zoë")
    assert account is not None
    (token,) = tokens.of(guarded.database, account.person.id)
    assert token.expires_at is not None
    assert token.expires_at - token.created_at == timedelta(days=7)


@pytest.mark.parametrize("label", ["", " ", "a\u202eb", "x" * 201])
def test_a_label_that_cannot_be_read_makes_no_token(guarded: Site, label: str) -> None:
    assert log_in(guarded).post("/account/tokens", data={"label": label}).status_code == 422


def test_nobody_makes_tokens_without_end(guarded: Site) -> None:
    here = log_in(guarded)
    statuses = [here.post("/account/tokens", data={"label": "x"}).status_code for _ in range(MOST_TOKENS + 1)]
    assert statuses == [200] * MOST_TOKENS + [422]


@pytest.mark.parametrize("path", ["password", "sessions", "tokens", "tokens/end"])
@pytest.mark.parametrize("settings", [{}, {"host": "0.0.0.0"}])
def test_whom_the_server_made_up_has_no_login_to_change(site: Sites, path: str, settings: dict[str, str]) -> None:
    browser = site(**settings).browser()
    page = browser.get("/account").text
    assert ("Make a token" in page, "New password" in page) == (False, False)
    assert browser.post(f"/account/{path}", data={"label": "x"}).status_code == 404


def test_a_token_made_for_somebody_who_is_shut_out_is_gone(guarded: Site) -> None:
    here = log_in(guarded)
    here.post("/account/tokens", data={"label": "x"})
    Accounts(guarded.database).set_disabled("Zoë", disabled=True)
    assert not is_in(here)


@pytest.mark.parametrize(("language", "words"), [("en", "Where you are logged in"), ("nl", "Waar je bent ingelogd")])
def test_the_page_is_there_in_both_languages(guarded: Site, language: str, words: str) -> None:
    assert words in log_in(guarded).get(f"/account?lang={language}").text
