"""The queue: what comes first, what is looked for, and what each row says."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.partner.answered import as_answer
from assistant.partner.interview.situation import Situation
from assistant.people.person import Role
from assistant.settings import load_settings
from assistant.store import feedback, users
from assistant.store.feedback import Feedback
from assistant.web.app import create_pages
from assistant.web.kept import Keeper, Place
from assistant.web.review.desk.queue import ROWS
from tests.fakes_guide import SmallGuide
from tests.web.conftest import Site
from tests.web.review.conftest import Office
from tests.web.review.form import words_of


def questions(office: Office, query: str = "") -> list[str]:
    """Return the questions listed, in order."""
    page = office.anna.get(f"/review{query and '?'}{query}")
    assert page.status_code == 200
    return re.findall(r"data-row>(.*?)</a>", page.text)


def be_dissatisfied(office: Office, question: str, comment: str = "") -> None:
    answer_id = office.site.answer("Rik", question)
    account = users.find(office.site.database, "Rik")
    assert account is not None
    said = Feedback(account.person.id, answer_id, 0, comment=comment, answer_id=answer_id)
    feedback.give(office.site.database, said)


def keep_brief(office: Office, folder: Path, situation: Situation, language: Language = Language.EN) -> None:
    account = users.find(office.site.database, "Rik")
    assert account is not None
    answer = as_answer(SmallGuide(folder).brief(situation, language))
    Keeper(office.site.assistant, office.site.database, keeps=True).keep(answer, Place(account.person.id))


def test_what_was_just_asked_is_there(office: Office) -> None:
    office.site.answer("Rik", "How?")
    assert questions(office) == ["How?"]


def test_what_readers_are_dissatisfied_with_comes_first(office: Office) -> None:
    be_dissatisfied(office, "How do we begin?", "Not what I asked")
    office.asked("How?", "Hoe werkt het?")
    assert questions(office) == ["How do we begin?", "Hoe werkt het?", "How?"]
    page = office.anna.get("/review").text
    assert page.index("reader dissatisfied") < page.index("first of its kind")


def test_like_questions_with_the_same_answer_are_one_row(office: Office) -> None:
    office.asked(*["How now?", "now how", "NOW, HOW?"] * 17)
    assert questions(office) in (["How now?"], ["now how"])
    assert "asked 51 times" in office.anna.get("/review").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("asked_in=nl", ["Hoe werkt het?"]),
        ("status=no_evidence", ["unknown 100%"]),
        ("document=kledingmerk", ["Hoe werkt het?"]),
        ("document=nowhere", []),
        ("words=WERKT", ["Hoe werkt het?"]),
        ("words=100%25", ["unknown 100%"]),
        ("words=1_0", []),
        ("since=2020-01-01&until=2020-12-31", []),
        ("since=2020-01-01", ["Hoe werkt het?", "How?", "unknown 100%"]),
        ("verdict=right", []),
        ("tab=reviewed", []),
        ("person=Anna", []),
        ("status=nonsense&asked_in=xx&verdict=y&since=never&tab=z&page=-1", ["Hoe werkt het?", "How?", "unknown 100%"]),
    ],
)
def test_filters_narrow_it(office: Office, query: str, found: list[str]) -> None:
    office.asked("unknown 100%", "How?", "Hoe werkt het?")
    assert sorted(questions(office, query)) == found


def test_what_was_judged_is_found_by_verdict_and_by_reviewer(office: Office) -> None:
    office.open("How?").fill(verdict="wrong").save()
    office.asked("Hoe?")
    assert questions(office) == ["Hoe?"]
    for query in ("tab=reviewed", "tab=all&verdict=wrong", "tab=reviewed&person=Anna"):
        assert questions(office, query) == ["How?"]
    assert questions(office, "tab=all&person=Bert") == []


def test_each_tab_says_how_many_there_are(office: Office) -> None:
    office.open("How?").fill(verdict="right").save()
    office.asked("Hoe?")
    assert "To do 1 Sample 0 Reviewed 1 All 2" in words_of(office.anna.get("/review").text)


def test_the_sample_holds_what_chance_chose_until_it_is_judged(site: Callable[..., Site]) -> None:
    made = site(accounts="password", review_sample=1)
    office = Office(made, made.logged_in("Anna", Role.REVIEWER), made.logged_in("Rik"))
    office.open("How?").fill(verdict="right").save()
    office.asked("Hoe?")
    assert questions(office, "tab=sample") == ["Hoe?"]


def test_purposes_are_offered_where_a_guide_names_them(office: Office, tmp_path: Path) -> None:
    assert 'name="purpose"' not in office.anna.get("/review").text
    guide = SmallGuide(tmp_path / "guide")
    site = office.site
    app = create_pages(site.assistant, load_settings(data_dir=tmp_path), site.database, site.intake, guide)
    page = Site(app, site.database, site.assistant, site.intake).browser().get("/review").text
    assert all(f'<option value="{each.number}">' in page for each in guide.purposes(Language.EN))


def test_more_than_a_page_is_turned_over(office: Office) -> None:
    office.asked(*(f"How {number}?" for number in range(ROWS + 5)))
    while office.site.intake.run():
        pass
    first, second = questions(office), questions(office, "page=2")
    assert (len(first), len(second), len({*first, *second})) == (ROWS, 5, ROWS + 5)
    assert 'rel="next" href="/review?page=2"' in office.anna.get("/review").text


def test_a_brief_is_listed_by_what_was_told(office: Office, tmp_path: Path) -> None:
    keep_brief(office, tmp_path / "guide", Situation(about="Cotton from <b>Pakistan</b>"))
    assert questions(office) == ["Partner brief: Cotton from &lt;b&gt;Pakistan&lt;/b&gt;"]


def test_filters_go_along_to_an_answer_and_back(office: Office) -> None:
    office.asked("Hoe?", "How?")
    page = office.anna.get("/review?asked_in=nl&lang=nl").text
    address = re.findall(r'href="(/review/[0-9a-f]{32}[^"]*)"', page)[0].replace("&amp;", "&")
    assert address.endswith("?asked_in=nl&lang=nl")
    assert 'href="/review?asked_in=nl&amp;lang=nl"' in office.anna.get(address).text


def test_dutch_browsers_get_dutch(office: Office) -> None:
    office.asked("How?")
    page = words_of(office.anna.get("/review", headers={"Accept-Language": "nl"}).text)
    assert ("Te doen" in page, "To do" in page) == (True, False)
