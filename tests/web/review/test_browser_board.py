"""The dashboard and the audit log in a browser: readable for everyone, in both languages, on a phone too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from assistant.domain import AnswerStatus, Language
from assistant.review.verdict import Verdict
from assistant.store import audit, open_database
from assistant.store.audit import Actor
from assistant.store.database import now
from tests.reviewing import DAY, Desk
from tests.web.auditing import faults
from tests.web.browser.test_accessibility import everywhere
from tests.web.browsing import NEEDS_BROWSER, Reader, browser, reader
from tests.web.conftest import Server, running

__all__ = ["browser", "reader"]

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in which something was asked, judged and rated."""
    folder = tmp_path_factory.mktemp("board")
    with running(folder) as server:
        database = open_database(server.database)
        desk = Desk(database, now() - 30 * DAY)
        for number in range(24):
            refused = number % 5 == 4
            status = AnswerStatus.NO_EVIDENCE if refused else AnswerStatus.ANSWERED
            language = Language.NL if number % 3 else Language.EN
            question = f"Hoe {number}?" if number % 3 else f"How {number}?"
            answer_id = desk.ask(question, number, status, language, sampled=number % 2 == 0, documents=("partners",))
            if number % 4 == 0:
                desk.judge(question, Verdict.RIGHT if number else Verdict.WRONG)
                desk.rate(answer_id, number % 8 // 4, number)
        audit.note(database, Actor("a", "Anna"), "user.role", "Bob", {"before": "reader", "after": "reviewer"})
        database.close()
        yield server


@everywhere
@pytest.mark.parametrize("path", ["/review/dashboard?period=365", "/review/audit"])
def test_a_page_has_no_fault_that_axe_knows_and_fits(reader: Reader, path: str) -> None:
    reader.open(path)
    for details in reader.page.locator("details").all():
        details.locator("summary").click()
    assert faults(reader.page) == []
    assert reader.fits()


def test_each_picture_says_what_it_shows(reader: Reader) -> None:
    reader.open("/review/dashboard")
    pictures = reader.page.get_by_role("img")
    expect(pictures).to_have_count(7)
    expect(pictures.first).to_have_accessible_name("Share of right answers over time: All together " + told(reader))


def told(reader: Reader) -> str:
    return reader.page.locator(".panel p").first.inner_text()


def test_another_period_is_one_click_away_and_keeps_the_language(reader: Reader) -> None:
    reader.open("/review/dashboard?lang=nl")
    reader.page.get_by_role("link", name="12 maanden").click()
    expect(reader.page.get_by_role("heading", name="Kwaliteit")).to_be_visible()
    expect(reader.page.locator(".periods [aria-current]")).to_have_text("12 maanden")


def test_the_pages_work_without_scripts(reader: Reader) -> None:
    reader.page.route("**/*.js", lambda route: route.abort())
    reader.open("/review/dashboard")
    reader.page.locator("summary", has_text="Right answers over time").click()
    expect(reader.page.get_by_role("cell", name="All together").first).to_be_visible()
