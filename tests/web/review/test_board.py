"""The dashboard, the audit log and the files that are taken from them: who may see what, and what they say."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape

import pytest

from assistant.domain import AnswerStatus, Language, Usage
from assistant.people.person import Role
from assistant.review.verdict import Verdict
from assistant.store import audit, users
from assistant.store.audit import Actor
from assistant.store.database import now
from assistant.web.review.board.audit_texts import AUDIT_TEXTS
from assistant.web.review.board.files import lines
from tests.fakes import ENGLISH
from tests.reviewing import DAY, Desk
from tests.web.conftest import Site

Sites = Callable[..., Site]

PAGES = (
    "/review/dashboard",
    "/review/dashboard/quality.csv",
    "/review/dashboard/nothing.csv",
    "/review/dashboard/missing.txt",
    "/review/answers/nothing.json",
    "/review/audit",
    "/review/audit.csv",
    "/review/audit.jsonl",
)
HOSTILE = "<script>alert(1)</script>\"'>"


@pytest.fixture
def closed(site: Sites) -> Site:
    return site(accounts="password")


@pytest.fixture
def desk(closed: Site) -> Desk:
    """Eight answers, four of them chosen by chance and three of these reviewed."""
    desk = Desk(closed.database, now() - 20 * DAY)
    for number, verdict in enumerate((Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG)):
        desk.ask(f"chosen {number}", number, sampled=True, documents=("partners",))
        desk.judge(f"chosen {number}", verdict)
    desk.ask("Gekozen", 4, language=Language.NL, sampled=True, documents=("partners",))
    rated = desk.ask("checked", 5, composer="verified", documents=("partners",))
    desk.ask("weather", 6, AnswerStatus.OFF_TOPIC)
    for day in (7, 8):
        desk.ask("=HYPERLINK(1)", day, AnswerStatus.NO_EVIDENCE)
    desk.rate(rated, 1, 9)
    return desk


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_gets_no_further_whatever_the_address(closed: Site, desk: Desk, path: str) -> None:
    reader = closed.logged_in("Bob")
    refused = reader.get(path)
    assert refused.status_code == 403
    assert refused.text == reader.get("/review/dashboard").text
    assert closed.browser().get(path).headers["location"].startswith("/login")


def test_a_reader_learns_nothing_from_ids_that_are_right(closed: Site, desk: Desk) -> None:
    reader, answer_id = closed.logged_in("Bob"), desk.ask("secret")
    right, guessed = (reader.get(f"/review/answers/{each}.json") for each in (answer_id, "guessed"))
    assert (right.status_code, right.text) == (guessed.status_code, guessed.text)


@pytest.mark.parametrize("path", [path for path in PAGES if "audit" in path])
def test_the_audit_log_is_for_maintainers(closed: Site, path: str) -> None:
    assert closed.logged_in("Anna", Role.REVIEWER).get(path).status_code == 403
    assert closed.logged_in("Mia", Role.MAINTAINER).get(path).status_code == 200


def test_an_empty_store_shows_what_is_to_come(closed: Site) -> None:
    page = closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard")
    assert page.status_code == 200
    assert "Nothing has been asked yet" in page.text
    assert closed.enter("Anna").get("/review/dashboard/missing.csv").status_code == 200


def test_a_period_without_answers_says_so(closed: Site) -> None:
    Desk(closed.database, now() - 60 * DAY).ask("long ago")
    page = closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard?period=30")
    assert "Nothing was asked in this period" in page.text


def test_quality_comes_from_what_chance_chose_with_its_interval(closed: Site, desk: Desk) -> None:
    page = closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard").text
    # Two of three by Wilson's formula: 0.2077 to 0.9385.
    assert "estimated; answers judged: 3; between 21% and 94%" in page
    assert "Answers that chance chose and that have a verdict: 3 of 4." in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Quality", "Missing guidance", "2 times · not in the documents · English", "Never cited (2)", "67%"]),
        (
            "nl",
            ["Kwaliteit", "Ontbrekende informatie", "2 keer · niet in de documenten · Engels", "Nooit aangehaald (2)"],
        ),
    ],
)
def test_the_dashboard_speaks_the_readers_language(closed: Site, desk: Desk, language: str, words: list[str]) -> None:
    page = closed.logged_in("Anna", Role.REVIEWER).get(f"/review/dashboard?lang={language}").text
    assert [each for each in words if each not in page] == []


def test_what_is_missing_leads_to_its_review(closed: Site, desk: Desk) -> None:
    page = closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard").text
    assert f'href="/review/{desk.groups["=HYPERLINK(1)"]}"' in page
    assert desk.groups["weather"] not in page


def test_a_greeting_is_no_question_and_another_subject_no_lack(closed: Site, desk: Desk) -> None:
    for _ in range(5):
        desk.ask("hello", 9, AnswerStatus.ASSISTANT, composer="itself")
    page = closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard").text
    assert re.search(r"Questions answered or refused</dt><dd><strong>8</strong>", page)
    assert re.search(r"in part</dt><dd><strong>25%</strong> <span>2 · 1 more about something else", page)


def test_what_is_missing_can_be_sent_to_an_author_with_the_words_people_used(closed: Site, desk: Desk) -> None:
    first, group = "Is a deposit needed?", desk.groups
    for asked, day in ((first, 9), ("Do we pay  a\ndeposit?", 10), ("Do we pay  a\ndeposit?", 11), (first, 12)):
        group[asked] = group.get(first, "") or None  # type: ignore[assignment]  # taken in with the first
        desk.ask(asked, day, AnswerStatus.NO_EVIDENCE)
        group[first] = group[asked]
    anna = closed.logged_in("Anna", Role.REVIEWER)
    text = anna.get("/review/dashboard/missing.txt").text
    assert f"1. {first} (4 times; not in the documents)\n   - Do we pay a deposit? (2 times)\n\n2. =HYPERLINK" in text
    assert "Do we pay  a" in anna.get("/review/dashboard").text
    assert "Onderwerp:" in anna.get("/review/dashboard/missing.txt?lang=nl").text


def test_hostile_words_are_shown_as_words(closed: Site, desk: Desk) -> None:
    desk.ask(HOSTILE, 9, AnswerStatus.NO_EVIDENCE, documents=(HOSTILE,))
    desk.ask(HOSTILE + "2", 9, documents=(HOSTILE,))
    audit.note(closed.database, Actor(HOSTILE, HOSTILE), HOSTILE, HOSTILE, {"before": HOSTILE, "x": HOSTILE})
    browser = closed.logged_in("Mia", Role.MAINTAINER)
    pages = [browser.get(path).text for path in ("/review/dashboard", f"/review/audit?actor={HOSTILE}&since={HOSTILE}")]
    assert all("&lt;script&gt;alert(1)" in page for page in pages)
    assert not any("<script>alert" in page for page in pages)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+31 70 3499", "'+31 70 3499"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=1", "a=1"),
        ('say "so", and;\nmore', 'say "so", and;\nmore'),
        (-0.5, "-0.5"),
        (None, ""),
        ("", ""),
    ],
)
def test_no_cell_of_a_file_is_a_formula(cell: str | float | None, kept: str) -> None:
    assert table("".join(lines(["a", "b"], [[cell, "x"]]))) == [["a", "b"], [kept, "x"]]


def test_a_table_is_a_file_in_the_readers_language(closed: Site, desk: Desk) -> None:
    browser = closed.logged_in("Anna", Role.REVIEWER)
    response = browser.get("/review/dashboard/missing.csv?period=30&lang=nl")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="ser-missing-30.csv"'
    assert "\r\n" in response.text
    header, row = table(response.text)
    assert header == ["Vraag", "Taal", "Uitkomst", "Gevraagd", "Laatst gevraagd", "Oordeel"]
    assert row[:4] == ["'=HYPERLINK(1)", "Engels", "niet in de documenten", "2"]


def test_every_table_of_the_page_can_be_taken_along(closed: Site, desk: Desk) -> None:
    browser = closed.logged_in("Anna", Role.REVIEWER)
    page = browser.get("/review/dashboard").text
    for name in ("quality", "verdicts", "answers", "refusals", "missing", "documents", "feedback", "decisions"):
        assert f"/review/dashboard/{name}.csv?period=90&amp;lang=en" in page
        header, *rows = table(browser.get(f"/review/dashboard/{name}.csv").text)
        assert rows
        assert {len(row) for row in rows} == {len(header)}
    assert browser.get("/review/dashboard/other.csv").status_code == 404


def test_the_refusals_are_counted_by_kind(closed: Site, desk: Desk) -> None:
    rows = table(closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard/refusals.csv").text)
    assert rows[1:5] == [
        ["All together", "answered", "5", "0.625"],
        ["All together", "answered in part", "0", "0.0"],
        ["All together", "not in the documents", "2", "0.25"],
        ["All together", "about something else", "1", "0.125"],
    ]


def test_an_answers_record_is_a_file_that_does_not_say_who_asked(closed: Site, desk: Desk) -> None:
    answer_id = desk.ask("How?")
    browser = closed.logged_in("Anna", Role.REVIEWER)
    response = browser.get(f"/review/answers/{answer_id}.json")
    assert response.json()["question"] == "How?"
    assert desk.asker.id not in response.text
    assert browser.get("/review/answers/other.json").status_code == 404


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("/review/dashboard/quality.csv", "dashboard.exported"),
        ("/review/audit.csv?actor=Mia", "audit.exported"),
        ("/review/audit.jsonl", "audit.exported"),
        ("/account/data", "data.exported"),
    ],
)
def test_what_is_taken_along_is_itself_an_entry(closed: Site, path: str, action: str) -> None:
    closed.logged_in("Mia", Role.MAINTAINER).get(path)
    newest = audit.entries(closed.database)[0]
    assert (newest.actor, newest.action) == ("Mia", action)


def test_a_record_taken_along_is_an_entry_that_names_the_answer(closed: Site, desk: Desk) -> None:
    answer_id = desk.ask("How?")
    closed.logged_in("Anna", Role.REVIEWER).get(f"/review/answers/{answer_id}.json")
    newest = audit.entries(closed.database)[0]
    assert (newest.actor, newest.action, newest.subject) == ("Anna", "answer.exported", answer_id)


def test_the_audit_log_is_filtered_and_goes_on(closed: Site) -> None:
    for number in range(60):
        audit.note(closed.database, Actor("a", "Anna"), "review.saved", f"subject {number:02}")
    browser = closed.logged_in("Mia", Role.MAINTAINER)
    first = browser.get("/review/audit?actor=a").text
    assert "subject 59" in first
    assert "subject 09" not in first
    before = first.split("before=")[1].split('"')[0]
    assert "subject 09" in browser.get(f"/review/audit?actor=a&before={before}").text
    assert "Nothing of the kind" in browser.get("/review/audit?actor=a&until=2020-01-01").text
    assert "subject 59" in browser.get("/review/audit?since=nonsense&until=9999-12-31&before=x").text


def test_the_audit_log_is_taken_along_as_lines_of_json(closed: Site) -> None:
    audit.note(
        closed.database,
        Actor("a", "Anna"),
        "user.role",
        "Bob",
        {"before": "reader", "after": "reviewer", "why": "asked"},
    )
    browser = closed.logged_in("Mia", Role.MAINTAINER)
    newest, oldest = (json.loads(line) for line in browser.get("/review/audit.jsonl").text.splitlines())
    assert newest["action"] == "audit.exported"
    told = {name: oldest[name] for name in ("actor", "action", "subject", "before", "after", "details")}
    assert told == {
        "actor": "Anna",
        "action": "user.role",
        "subject": "Bob",
        "before": "reader",
        "after": "reviewer",
        "details": {"why": "asked"},
    }


def test_the_audit_log_is_taken_along_as_a_table_without_formulas(closed: Site) -> None:
    audit.note(closed.database, Actor("e", "=evil()"), "user.role", "Bob", {"before": "reader", "after": "reviewer"})
    browser = closed.logged_in("Mia", Role.MAINTAINER)
    header, _, row = table(browser.get("/review/audit.csv").text)
    assert header == ["When (UTC)", "Who", "What", "Of what", "Before", "After", "Details"]
    assert row[1:] == ["'=evil()", "user.role", "Bob", "reader", "reviewer", ""]


SENTENCES = {
    Language.EN: [
        "Anna (reviewer) judged the answer to “chosen 2” anew: Wrong → Right.",
        "Mia (maintainer) gave Bob another role: reader → reviewer.",
        f"Mia (maintainer) withdrew “{ENGLISH.title}”.",
        "Somebody on the command line made the token “till {x}” for Bob.",
        "The server removed what was kept long enough, not touched since 2 November 2026: chats 3",
        "Otto (has no account now) logged in.",
        "Otto (has no account now) something.new: of that.",
    ],
    Language.NL: [
        "Anna (beoordelaar) beoordeelde het antwoord op “chosen 2” opnieuw: Fout → Goed.",
        "Mia (beheerder) gaf Bob een andere rol: lezer → beoordelaar.",
        f"Mia (beheerder) trok “{ENGLISH.title}” in.",
        "Iemand op de opdrachtregel maakte het token “till {x}” voor Bob.",
        "De server verwijderde wat lang genoeg bewaard was, waar sinds 2 november 2026 niets mee is gedaan: chats 3",
        "Otto (heeft nu geen account) logde in.",
        "Otto (heeft nu geen account) something.new: of that.",
    ],
}


@pytest.mark.parametrize("language", Language)
def test_the_audit_log_reads_as_sentences(closed: Site, desk: Desk, language: Language) -> None:
    browser = closed.logged_in("Mia", Role.MAINTAINER)
    closed.add("Anna", Role.REVIEWER)
    mia, anna = (users.called(closed.database, name)[0].person for name in ("Mia", "Anna"))
    desk.judge("chosen 2", Verdict.RIGHT)
    last = audit.entries(closed.database)
    saved = next(each for each in last if each.action == "review.saved")
    audit.note(closed.database, anna, saved.action, saved.subject, saved.details)
    audit.note(closed.database, mia, "user.role", "Bob", {"id": "b", "before": "reader", "after": "reviewer"})
    audit.note(closed.database, mia, "document.withdrawn", ENGLISH.id)
    audit.note(closed.database, audit.COMMAND_LINE, "token.created", "Bob", {"label": "till {x}"})
    expired = {"chats": 3, "answers": 4, "older_than": "2026-11-02T10:00:00+00:00"}
    audit.note(closed.database, audit.SYSTEM, "data.expired", "", expired)
    audit.note(closed.database, Actor("o", "Otto"), "login", details={"by": "password"})
    audit.note(closed.database, Actor("o", "Otto"), "something.new", "of that", {"how": {"deep": ["x"]}})
    page = unescape(browser.get(f"/review/audit?lang={language.value}").text)
    assert [each for each in SENTENCES[language] if each not in page] == []
    assert f"/review/{desk.groups['chosen 2']}" in page
    assert not re.search(
        r'[{}]|\w_\w|"verdict"', page.split('<ol class="log">')[1].split("</ol>")[0].replace("{x}", "")
    )


@pytest.mark.parametrize("language", Language)
def test_whatever_is_noted_has_its_sentence(language: Language) -> None:
    texts = AUDIT_TEXTS[language]
    assert [each for each in texts.actions if each not in texts.told and each != "translations.exported"] == []


def test_a_reviewers_page_has_no_way_to_the_audit_log(closed: Site, desk: Desk) -> None:
    assert "/review/audit" not in closed.logged_in("Anna", Role.REVIEWER).get("/review/dashboard").text
    assert "/review/audit" in closed.logged_in("Mia", Role.MAINTAINER).get("/review/dashboard").text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.EN, "answers: 2, calls: 3, tokens: 12,402 · first sentence after 0.9 s on average · cost 0.03"),
        (Language.NL, "antwoorden: 2, aanroepen: 3, tokens: 12.402 · eerste zin na gemiddeld 0,9 s · kosten 0,03"),
    ],
)
def test_what_chat_models_were_used_for_is_told(closed: Site, desk: Desk, language: Language, told: str) -> None:
    reviewer = closed.logged_in("Anna", Role.REVIEWER)
    page = f"/review/dashboard?lang={language}"
    assert 'id="models"' not in reviewer.get(page).text
    desk.ask("written", 9, usage=Usage(2, 7000, 400, 900.0, 0.02))
    desk.ask("refused", 9, usage=Usage(1, 5000, 2, None, 0.01))
    assert told in reviewer.get(page).text
    rows = table(reviewer.get(f"/review/dashboard/models.csv?lang={language}").text)
    assert rows[-1][1:] == ["openai:m", "2", "3", "12000", "402", "0.9", "0.03"]
