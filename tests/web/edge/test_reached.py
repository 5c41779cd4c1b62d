"""A server that people find elsewhere: what it answers fits the address in their browsers, whatever a proxy says."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant.web.page import rooted
from tests.web.conftest import PASSWORD, Site
from tests.web.provider import CLIENT, running_provider

Sites = Callable[..., Site]
UNDER = {"accounts": "password", "public_url": "https://intranet/dialoog/"}
AT_ROOT = {"accounts": "password", "public_url": "https://chat.example.org"}
FORM = {"name": "Zoë", "password": PASSWORD, "next": "/account"}


@pytest.mark.parametrize(("settings", "base"), [(UNDER, "/dialoog"), (AT_ROOT, "")])
def test_logging_in_leads_back_under_the_path_with_a_cookie_of_that_path_alone(
    site: Sites, settings: dict[str, str], base: str
) -> None:
    guarded = site(**settings)
    guarded.add("Zoë")
    origin = settings["public_url"].removesuffix("/dialoog/")
    browser = guarded.browser(Host="127.0.0.1:8000", Origin=origin)
    stranger = browser.get(f"{base}/account?lang=nl")
    assert stranger.headers["location"] == f"{base}/login?next=%2Faccount%3Flang%3Dnl"
    response = browser.post(f"{base}/login", data=FORM)
    assert (response.status_code, response.headers["location"]) == (303, f"{base}/account")
    (cookie,) = (each for each in response.headers.get_list("set-cookie") if each.startswith("ser_session"))
    name, value = cookie.split(";")[0].split("=")
    assert name != "ser_session"
    assert {"Secure", "HttpOnly", f"Path={base}/"} <= {each.strip() for each in cookie.split(";")}
    cookies = {"Cookie": f"{name}={value}; ser_session=forged; ser_session_00000000=of another instance"}
    page = browser.get(f"{base}/account", headers=cookies)
    assert page.status_code == 200
    assert f'href="{base}/review"' not in page.text  # a reader
    assert f'action="{base}/logout"' in page.text
    outside = re.compile(rf'(href|src|action)="/(?!{base[1:]}/)' if base else '="//')
    assert not outside.search(page.text)
    assert browser.get(f"{base}/account", headers={"Cookie": f"ser_session={value}"}).status_code == 303
    ended = browser.post(f"{base}/logout", headers=cookies).headers
    assert ended["location"] == f"{base}/"
    assert ended["set-cookie"].startswith(f'{name}="";')


def test_two_servers_on_one_host_do_not_end_each_others_logins(site: Sites) -> None:
    names: set[str] = set()
    for settings in (UNDER, UNDER | {"public_url": "https://intranet/other/"}, {"port": 8001}, {"port": 8002}, {}):
        guarded = site(**({"accounts": "password"} | settings))
        if not names:
            guarded.add("Zoë")
        base = str(settings.get("public_url", "")).removeprefix("https://intranet").rstrip("/")
        response = guarded.browser().post(f"{base}/login", data=FORM)
        names.add(response.headers["set-cookie"].partition("=")[0])
    assert len(names) == 5


@pytest.mark.parametrize("path", ["/", "/account", "/login", "/dialoogje/login", "/Dialoog/login", "//dialoog/login"])
def test_outside_the_path_there_is_nothing(site: Sites, path: str) -> None:
    assert site(**UNDER).browser().get(path).status_code == 404


def test_the_path_without_its_last_slash_leads_on(site: Sites) -> None:
    response = site(**UNDER).browser().get("/dialoog")
    assert (response.status_code, response.headers["location"]) == (308, "/dialoog/")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/dialoog/healthz"])
def test_a_supervisor_asks_the_server_itself(site: Sites, path: str) -> None:
    assert site(**UNDER).browser(Host="10.0.0.7:8000").get(path).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://intranet", 401),
        ("http://intranet", 403),
        ("https://intranet:8443", 403),
        ("https://evil.example", 403),
        ("https://intranet.evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
@pytest.mark.parametrize("host", ["intranet", "evil.example", "127.0.0.1:8000"])
def test_only_pages_of_the_public_address_change_anything(site: Sites, origin: str, status: int, host: str) -> None:
    browser = site(**UNDER).browser(Host=host, Origin=origin, X_Forwarded_Host="evil.example")
    assert browser.post("/dialoog/login", data=FORM).status_code == status


def test_browsers_are_told_to_keep_to_https_where_the_public_address_has_it(site: Sites) -> None:
    assert site(**UNDER).browser().get("/dialoog/login").headers["strict-transport-security"] == "max-age=31536000"
    http = site(**UNDER | {"public_url": "http://intranet/dialoog/"}).browser().get("/dialoog/login")
    assert "strict-transport-security" not in http.headers


def test_words_of_a_page_that_look_like_a_link_stay_as_they_are() -> None:
    page = '<a href="/about">the code href=&#34;/about&#34; and "/about"</a><img src="//host/x"><a href="#top"></a>'
    assert rooted(page, "/dialoog") == page.replace('<a href="/about">', '<a href="/dialoog/about">')
    assert rooted(page, "") == page


def test_a_header_of_a_stranger_changes_no_address(site: Sites) -> None:
    headers = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil"}
    html = site(**UNDER).browser().get("/dialoog/login", headers=headers).text
    assert "evil" not in html


def test_a_login_at_a_provider_comes_back_to_the_public_address(site: Sites) -> None:
    with running_provider() as provider:
        provider.claims = {"sub": "1", "email": "zoë@ser.example", "email_verified": True}
        known = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": "secret"}
        guarded = site(**known | UNDER | {"accounts": "oidc"})
        headers = {"Accept": "text/html"}
        browser = TestClient(guarded.app, base_url="https://intranet", headers=headers, follow_redirects=False)
        there = urlsplit(browser.get("/dialoog/login/start?next=/account").headers["location"])
        sent = parse_qs(there.query)
        assert sent["redirect_uri"] == ["https://intranet/dialoog/login/arrive"]
        assert {cookie.path for cookie in browser.cookies.jar} == {"/dialoog/login"}
        (provider.nonce,) = sent["nonce"]
        back = browser.get("/dialoog/login/arrive", params={"state": sent["state"][0], "code": "right"})
        assert (back.status_code, back.headers["location"]) == (303, "/dialoog/account")
        assert browser.get("/dialoog/account").status_code == 200
