"""Answers as files: each person's own, and nobody else's."""

from collections.abc import Callable

import pytest

from assistant.web.pages import exports
from tests.fakes import INFLUENCE
from tests.web.conftest import Site

Sites = Callable[..., Site]


@pytest.fixture
def guarded(site: Sites) -> Site:
    guarded = site(accounts="password")
    guarded.add("Zoë")
    guarded.add("Bob")
    return guarded


def address(guarded: Site, suffix: str) -> str:
    """Return where an answer that Zoë was given can be downloaded."""
    return exports.address(guarded.answer("Zoë", 'Who "helps"?\r\nX: y'), suffix)


@pytest.mark.parametrize(
    ("suffix", "begins", "kind"),
    [
        ("md", b"# Who", "text/markdown"),
        ("docx", b"PK", "application/vnd.openxmlformats"),
        ("pdf", b"%PDF-1.7", "application/pdf"),
    ],
)
def test_an_answer_is_downloaded_by_who_asked(guarded: Site, suffix: str, begins: bytes, kind: str) -> None:
    response = guarded.enter("Zoë").get(address(guarded, suffix))
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert response.headers["content-type"].startswith(kind)
    assert response.headers["content-disposition"] == f'attachment; filename="who-helps-x-y.{suffix}"'
    assert response.headers["cache-control"] == "private, no-store"


def test_the_file_holds_the_answer_with_its_sources(guarded: Site) -> None:
    text = guarded.enter("Zoë").get(address(guarded, "md")).text
    assert f"{INFLUENCE} \\[1\\]" in text
    assert f"\\[1\\] “{INFLUENCE}”" in text


def test_nobody_downloads_what_another_was_answered(guarded: Site) -> None:
    assert guarded.enter("Bob").get(address(guarded, "pdf")).status_code == 404


def test_a_stranger_is_asked_to_log_in(guarded: Site) -> None:
    response = guarded.browser().get(address(guarded, "pdf"))
    assert response.status_code == 303
    assert response.headers["location"].startswith("/login")


@pytest.mark.parametrize("path", ["x.pdf", "../../etc/passwd.pdf", "%2e%2e%2fsecret.md", "a.exe"])
def test_what_is_no_answer_or_no_format_is_not_there(guarded: Site, path: str) -> None:
    assert guarded.enter("Zoë").get(f"/export/{path}").status_code == 404
