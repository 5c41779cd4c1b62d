"""Who may review, and what others can find out: nothing."""

import pytest

from assistant.people.person import Role
from tests.web.review.conftest import Office

ROUTES = [
    ("GET", "/review"),
    ("GET", "/review?page=x&asked_in=xx&since=never"),
    ("GET", "/review/{id}"),
    ("POST", "/review/{id}"),
    ("GET", "/review/{id}/next"),
    ("POST", "/review/{id}/undo"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_reader_gets_the_same_refusal_for_what_there_is_and_for_what_there_is_not(
    office: Office, method: str, path: str
) -> None:
    (group,) = office.asked("How?")
    sent = {"headers": {"Content-Type": "multipart/form-data"}, "content": b"\xff"} if method == "POST" else {}
    answers = [
        office.rik.request(method, path.replace("{id}", each), **sent)  # type: ignore[arg-type]
        for each in (group.id, "0" * 32, "%00", "nothing")
    ]
    assert {each.status_code for each in answers} == {403}
    assert len({each.text for each in answers}) == 1


@pytest.mark.parametrize("path", ["/review", "/review/x", "/review/x/next"])
def test_a_stranger_is_sent_to_the_login_page(office: Office, path: str) -> None:
    response = office.site.browser().get(path)
    assert (response.status_code, response.headers["location"]) == (303, f"/login?next={path.replace('/', '%2F')}")


@pytest.mark.parametrize("path", ["/review/x", "/review/x/undo"])
def test_a_stranger_can_send_nothing(office: Office, path: str) -> None:
    assert office.site.browser().post(path).status_code == 401


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.MAINTAINER])
def test_reviewers_and_maintainers_come_in(office: Office, role: Role) -> None:
    browser = office.site.logged_in("Zoë", role)
    assert [browser.get(path).status_code for path in ("/review", "/review/nothing", "/review/nothing/next")] == [
        200,
        404,
        303,
    ]


def test_another_site_cannot_send_a_verdict_in_a_reviewers_name(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    elsewhere = office.anna.post(form.path, data={"action": "save"}, headers={"Origin": "https://evil.example"})
    assert elsewhere.status_code == 403


@pytest.mark.parametrize(("browser", "shown"), [("rik", False), ("anna", True)])
def test_only_reviewers_see_the_way_to_the_queue(office: Office, browser: str, shown: bool) -> None:
    page = getattr(office, browser).get("/about").text
    assert ('<a href="/review">Review</a>' in page) is shown


def test_a_reader_never_sees_a_reviewers_name(office: Office) -> None:
    form = office.open("How?").fill(verdict="right", note="Ask Anna about this")
    assert form.save().status == 303
    for path in ("/about", "/account", "/account/data", "/source/partners", "/api"):
        assert "Anna" not in office.rik.get(path).text
