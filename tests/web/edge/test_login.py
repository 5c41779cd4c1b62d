"""Logging in with a name and a password, and out again."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from assistant.store import audit, sessions
from assistant.store.accounts import Accounts
from assistant.store.database import now
from assistant.web.edge.identity import COOKIE
from tests.web.conftest import PASSWORD, Site

Sites = Callable[..., Site]


@pytest.fixture
def guarded(site: Sites) -> Site:
    guarded = site(accounts="password")
    guarded.add("Zoë")
    return guarded


def log_in(browser: TestClient, password: str = PASSWORD, name: str = "zoë", next: str = "/") -> int:
    return browser.post("/login", data={"name": name, "password": password, "next": next}).status_code


def guess_names(browser: TestClient) -> list[int]:
    """Guess for one name after another until it is refused."""
    outcomes: list[int] = []
    while 429 not in outcomes and len(outcomes) < 60:
        outcomes.append(log_in(browser, "wrong", name=f"guess {len(outcomes)}"))
    return outcomes


def test_the_right_password_leads_to_the_page_that_was_asked_for(guarded: Site) -> None:
    browser = guarded.browser()
    response = browser.post("/login", data={"name": "Zoë", "password": PASSWORD, "next": "/source/partners?a=b"})
    assert (response.status_code, response.headers["location"]) == (303, "/source/partners?a=b")
    assert browser.get("/source/partners").status_code == 200


@pytest.mark.parametrize(("name", "password"), [("Zoë", "wrong"), ("nobody", PASSWORD), ("", ""), ("\u202e", "x")])
def test_a_wrong_pair_is_told_without_saying_which_half_is_wrong(guarded: Site, name: str, password: str) -> None:
    response = guarded.browser().post("/login", data={"name": name, "password": password})
    assert response.status_code == 401
    assert "This name and password do not go together" in response.text


def test_the_page_speaks_the_readers_language(guarded: Site) -> None:
    response = guarded.browser(Accept_Language="nl").post("/login", data={"name": "Zoë", "password": "wrong"})
    assert "Deze naam en dit wachtwoord horen niet bij elkaar" in response.text
    assert '<html lang="nl">' in response.text


def test_wrong_passwords_slow_down_who_guesses_and_the_right_one_waits_too(guarded: Site) -> None:
    browser = guarded.browser()
    assert [log_in(browser, "wrong") for _ in range(6)] == [401] * 5 + [429]
    assert log_in(browser) == 429
    assert "Too many wrong passwords" in browser.post("/login", data={"name": "Zoë", "password": PASSWORD}).text
    told = [(each.action, each.subject) for each in audit.entries(guarded.database)]
    assert told == [("login.slowed", "Zoë")]


def test_who_has_logged_in_here_before_is_not_shut_out_by_others(guarded: Site) -> None:
    own, guesser = guarded.browser(), guarded.browser()
    assert log_in(own) == 303
    own.post("/logout")
    assert [log_in(guesser, "wrong") for _ in range(40)][-1] == 429
    assert log_in(own) == 303


def test_a_known_browser_is_slowed_down_by_its_own_guesses_and_helps_with_one_name_only(guarded: Site) -> None:
    guarded.add("Anna")
    browser = guarded.browser()
    assert log_in(browser) == 303
    browser.cookies.delete(COOKIE)
    assert [log_in(browser, "wrong") for _ in range(6)] == [401] * 5 + [429]
    assert [log_in(browser, "wrong", name="Anna") for _ in range(6)] == [401] * 5 + [429]


def test_a_new_password_ends_what_a_browser_was_known_by(guarded: Site) -> None:
    browser, guesser = guarded.browser(), guarded.browser()
    assert log_in(browser) == 303
    browser.cookies.delete(COOKIE)
    Accounts(guarded.database).set_password("Zoë", "another password")
    for _ in range(6):
        log_in(guesser, "wrong")
    assert log_in(browser, "another password") == 429


def test_a_right_password_does_not_count(guarded: Site) -> None:
    outcomes = []
    for _ in range(8):
        outcomes.append(log_in(guarded.browser()))
    assert outcomes == [303] * 8


def test_wrong_passwords_count_for_all_servers_on_the_database_and_after_a_restart(site: Sites) -> None:
    first = site(accounts="password")
    first.add("Zoë")
    assert [log_in(first.browser(), "wrong") for _ in range(3)] == [401] * 3
    second = site(accounts="password")
    assert [log_in(second.browser(), "wrong") for _ in range(3)] == [401, 401, 429]
    assert log_in(first.browser()) == 429


def test_more_passwords_at_once_than_may_fail_are_not_compared(guarded: Site) -> None:
    with ThreadPoolExecutor(40) as pool, guarded.browser() as browser:
        outcomes = Counter(pool.map(lambda _: log_in(browser, "wrong"), range(40)))
    assert 429 in outcomes
    assert set(outcomes) <= {401, 429, 503}  # who finds no room to wait is told that it is busy
    assert outcomes[401] <= 5


def test_names_that_are_guessed_from_one_address_run_into_a_limit(guarded: Site) -> None:
    outcomes = guess_names(guarded.browser())
    assert outcomes[30:]  # one more each twelve seconds, however slow this machine is
    assert Counter(outcomes) == {401: len(outcomes) - 1, 429: 1}


def test_what_was_typed_as_a_wrong_name_is_not_kept(guarded: Site) -> None:
    for _ in range(6):
        log_in(guarded.browser(), "x", name="my secret password")
    assert audit.entries(guarded.database) == ()


def test_a_person_who_was_shut_out_cannot_log_in(guarded: Site) -> None:
    Accounts(guarded.database).set_disabled("Zoë", disabled=True)
    assert log_in(guarded.browser()) == 401


@pytest.mark.parametrize(
    "next", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/\nx"]
)
def test_a_login_never_leads_to_another_site(guarded: Site, next: str) -> None:
    response = guarded.browser().post("/login", data={"name": "Zoë", "password": PASSWORD, "next": next})
    assert response.headers["location"] == "/"


def test_a_cookie_that_was_logged_out_is_worth_nothing(guarded: Site) -> None:
    browser = guarded.browser()
    log_in(browser)
    stolen = browser.cookies[COOKIE]
    assert browser.post("/logout", headers={"Accept": "*/*"}).json() == {"success": True}
    thief = guarded.browser()
    thief.cookies.set(COOKIE, stolen)
    assert thief.get("/source/partners").status_code == 303
    assert sessions.person(guarded.database, stolen, now()) is None


def test_a_new_login_gets_a_new_session(guarded: Site) -> None:
    browser = guarded.browser(Cookie=f"{COOKIE}=chosen-by-someone-else")
    response = browser.post("/login", data={"name": "Zoë", "password": PASSWORD})
    assert "chosen-by-someone-else" not in response.headers["set-cookie"]
    assert sessions.person(guarded.database, "chosen-by-someone-else", now()) is None


def test_who_is_logged_in_is_not_asked_again(guarded: Site) -> None:
    browser = guarded.browser()
    log_in(browser)
    assert browser.get("/login?next=/account").headers["location"] == "/account"


def test_there_is_no_password_to_try_where_passwords_are_not_used(site: Sites) -> None:
    assert log_in(site(host="0.0.0.0").browser()) == 404


def test_the_cookie_is_for_https_only_where_a_trusted_proxy_speaks_it(site: Sites) -> None:
    behind = site(accounts="password", trusted_proxies="127.0.0.1")
    behind.add("Zoë")
    secure, plain = behind.browser(X_Forwarded_Proto="https"), behind.browser()
    cookies = [
        browser.post("/login", data={"name": "Zoë", "password": PASSWORD}).headers["set-cookie"]
        for browser in (secure, plain)
    ]
    assert ["Secure" in cookie for cookie in cookies] == [True, False]
