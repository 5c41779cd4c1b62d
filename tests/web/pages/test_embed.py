"""Who may show the chat on a page of theirs, and whether a frame would know who asks there."""

from collections.abc import Callable

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import load_settings
from tests.web.conftest import Site

Sites = Callable[..., Site]
INTRANET = "https://intranet.example.org"
FRAME = {"Accept": "text/html", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}


def test_without_the_setting_there_is_nothing_to_embed(site: Sites) -> None:
    browser = site().browser()
    paths = ("/embed.js", "/embed", "/embedded/en/", "/embedded/en/about")
    assert [browser.get(path, headers={"Origin": "http://localhost"}).status_code for path in paths] == [404] * 4


@pytest.mark.parametrize(
    ("origin", "status"),
    [(INTRANET, 200), ("https://evil.example", 403), ("null", 403), (f"{INTRANET}.evil.example", 403)],
)
def test_only_a_site_that_is_named_is_told_anything(site: Sites, origin: str, status: int) -> None:
    public = site(host="0.0.0.0", public_url="https://dialoog.example/", embed_origins=INTRANET).browser()
    response = public.get("/embed?language=nl", headers={"Origin": origin})
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == (origin if status == 200 else None)


@pytest.mark.parametrize(
    ("settings", "fetched", "framed"),
    [
        ({"public_url": "https://dialoog.example/"}, "cross-site", True),
        ({"public_url": "http://dialoog.example/"}, "cross-site", False),
        ({"public_url": "http://dialoog.example/"}, "same-site", True),
        ({"public_url": "https://dialoog.example/", "accounts": "password"}, "cross-site", False),
        ({"public_url": "https://dialoog.example/", "accounts": "password"}, "same-site", True),
    ],
)
def test_where_a_frame_would_not_know_who_asks_there_is_a_link(
    site: Sites, settings: dict[str, str], fetched: str, framed: bool
) -> None:
    browser = site(host="0.0.0.0", embed_origins=INTRANET, **settings).browser()
    told = browser.get("/embed?language=en", headers={"Origin": INTRANET, "Sec-Fetch-Site": fetched}).json()
    assert (told["framed"], told["path"]) == (framed, "embedded/en/" if framed else "")
    assert told["open"] == ("Ask the SER guidance" if framed else "Ask the SER guidance (opens in a new tab)")


def test_a_visitor_gets_a_cookie_that_is_kept_apart_for_the_page_around_the_frame(site: Sites) -> None:
    browser = site(host="0.0.0.0", public_url="https://dialoog.example/", embed_origins=INTRANET).browser()
    cookie = browser.get("/embedded/nl/about", headers=FRAME).headers["set-cookie"]
    assert {"SameSite=None", "Partitioned", "Secure", "HttpOnly"} <= set(cookie.split("; "))
    browser.cookies.clear()
    assert "SameSite=lax" in browser.get("/about").headers["set-cookie"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Open the assistant in a tab"), ("nl", "Open de assistent in een tab")]
)
def test_who_is_not_known_in_a_frame_is_led_to_a_tab(site: Sites, language: str, words: str) -> None:
    settings = {"public_url": "https://intranet/dialoog/", "embed_origins": INTRANET, "accounts": "password"}
    page = site(host="0.0.0.0", **settings).browser().get(f"/dialoog/embedded/{language}/", headers=FRAME)
    assert words in page.text
    assert 'href="https://intranet/dialoog/" target="_blank"' in page.text
    assert f"frame-ancestors {INTRANET}" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "value", ["*", "intranet.example.org", "https://intranet.example.org/page", "https://*.org", "'self'"]
)
def test_what_is_no_origin_is_refused_at_the_start(value: str) -> None:
    with pytest.raises(ConfigurationError, match="ASSISTANT_EMBED_ORIGINS"):
        load_settings(embed_origins=value)
