"""Judging an answer: what is shown, and what becomes of a verdict, alone and among others."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.partner.interview.situation import Situation
from assistant.review.changes import Cause, Change
from assistant.review.recheck import Outdated
from assistant.review.ruling import RulingKind
from assistant.review.verdict import CitationVerdict, State, Verdict
from assistant.store import audit, retention, reviews, rulings, users
from assistant.store.review import queue
from assistant.web.kept import Keeper, Place
from tests.fakes import ENGLISH, INFLUENCE, UNION
from tests.web.review.conftest import Office
from tests.web.review.form import Form, form_in, opened, send, words_of
from tests.web.review.test_queue import be_dissatisfied, keep_brief


def value(words: str) -> str:
    """Return what the form sends for words of the English document."""
    start = ENGLISH.text.index(words)
    return f"{ENGLISH.id}:{ENGLISH.version}:{start}:{start + len(words)}"


def state(office: Office, form: Form) -> tuple[State, str]:
    group = queue.get(office.site.database, form.path.rpartition("/")[2])
    assert group is not None
    return group.state, group.verdict


def test_the_page_shows_what_the_answer_rests_on(office: Office) -> None:
    page = office.open("How?").reply.text
    assert [f"<mark>{words}</mark>" in page for words in (INFLUENCE, UNION)] == [True, True]
    start = ENGLISH.text.index(INFLUENCE)
    assert f'href="/source/partners?start={start}&amp;end={start + len(INFLUENCE)}#quote"' in page
    assert 'class="passage" lang="en"' in page.replace("text ", "")


def test_what_readers_said_is_shown_without_their_name(office: Office) -> None:
    be_dissatisfied(office, "How?", "This is about something else")
    text = opened(office.anna, office.asked()[0].id).text
    assert ("This is about something else" in text, "Dissatisfied" in text, "Rik" in text) == (True, True, False)


def test_the_other_words_in_which_it_was_asked_are_shown(office: Office) -> None:
    account = users.find(office.site.database, "Rik")
    assert account is not None
    for question in ("How now?", "Now, how?"):
        answer = replace(office.site.assistant.ask(question), standalone=question)
        Keeper(office.site.assistant, office.site.database, keeps=True).keep(answer, Place(account.person.id))
    text = opened(office.anna, office.asked()[0].id).text
    assert "Now, how?" in text.partition("Also asked as")[2]


def test_a_refusal_shows_its_words_and_the_nearest_passages(office: Office) -> None:
    text = office.open("unknown?").text
    assert "The documents do not say this." in text
    assert "Nearest passages, shown beside the refusal" in text


def test_a_verdict_is_kept_with_all_that_was_filled_in(office: Office) -> None:
    form = office.open("How?").fill(verdict="incomplete", citation_1="supports", citation_2="partly")
    form.fill(question_nl="Hoe dan?", note=" See the tips. ", found=[value(UNION), value(INFLUENCE)])
    reply = form.save()
    assert reply.status == 303
    (kept,) = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    assert (kept.verdict, kept.reviewer, kept.note) == (Verdict.INCOMPLETE, "Anna", "See the tips.")
    assert kept.citations == {1: CitationVerdict.SUPPORTS, 2: CitationVerdict.PARTLY}
    assert dict(kept.questions) == {"en": "How?", "nl": "Hoe dan?"}
    assert [place.quote for place in kept.places] == [UNION, INFLUENCE]
    ruling = rulings.of_group(office.site.database, kept.group_id)
    assert ruling is not None
    assert (ruling.kind, [line.text for line in ruling.lines]) == (RulingKind.ANSWER, [UNION, INFLUENCE])
    assert state(office, form) == (State.REVIEWED, "incomplete")


@pytest.mark.parametrize(
    ("question", "filled", "said"),
    [
        ("How?", {}, "Choose a verdict"),
        ("How?", {"verdict": "perfect"}, "Choose a verdict"),
        ("How?", {"verdict": "right", "citation_1": "outdated"}, "one of its sources does not support it"),
        ("How?", {"verdict": "should_answer"}, "This is an answer already"),
        ("How?", {"verdict": "incomplete"}, "Pick the passages"),
        ("unknown?", {"verdict": "should_refuse"}, "This answer already is a refusal"),
        ("unknown?", {"verdict": "should_answer"}, "Pick the passages"),
    ],
)
def test_what_does_not_go_together_is_said_and_the_form_kept(
    office: Office, question: str, filled: dict[str, str], said: str
) -> None:
    form = office.open(question).fill(note="Mine", question_nl="Hoe dan?", **filled)
    reply = form.save()
    again = Form(office.anna, form.path, reply)
    assert (reply.status, said in again.text, "Not saved yet" in again.text) == (422, True, True)
    assert 'lang="nl">Hoe dan?</textarea>' in reply.text
    assert ">Mine</textarea>" in reply.text
    assert reviews.of_group(office.site.database, form.path.rpartition("/")[2]) == ()


def test_after_saving_comes_the_next_answer_and_then_the_empty_queue(office: Office) -> None:
    office.asked("How?", "Hoe?")
    first, second = queue.page(office.site.database, queue.Wanted()).groups
    reply = opened(office.anna, first.id).fill(verdict="wrong").save()
    assert reply.location == f"/review/{second.id}?saved={first.id}#top"
    assert "Saved: Wrong –" in words_of(office.anna.get(reply.location).text)
    reply = opened(office.anna, second.id).fill(verdict="wrong").save()
    assert reply.location == f"/review?saved={second.id}&done=yes#top"
    assert "you have judged all that was listed" in words_of(office.anna.get(reply.location).text)


def test_skipping_goes_on_in_the_order_of_the_queue_and_comes_round(office: Office) -> None:
    office.asked("How?", "Hoe?", "unknown?")
    ids = [each.id for each in queue.page(office.site.database, queue.Wanted()).groups]
    visited = [office.anna.get(f"/review/{each}/next").headers["location"] for each in ids]
    assert visited == [f"/review/{each}#top" for each in [*ids[1:], ids[0]]]


def test_what_one_has_judged_comes_up_again_only_when_something_happened_since(office: Office) -> None:
    office.asked("How?", "Hoe?")
    first, second = queue.page(office.site.database, queue.Wanted()).groups
    opened(office.anna, first.id).fill(verdict="right").save()
    opened(office.reviewer("Bert"), first.id).fill(verdict="wrong").save()
    skipped = office.anna.get(f"/review/{second.id}/next").headers["location"]
    assert skipped == "/review?done=yes#top"
    opened(office.reviewer("Carla"), first.id).fill(verdict="right").save()
    be_dissatisfied(office, first.question)
    office.asked()
    assert office.anna.get(f"/review/{second.id}/next").headers["location"] == f"/review/{first.id}#top"


def test_what_is_saved_can_be_undone_once(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    form.save()
    (kept,) = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    for expected in ("yes", "no"):
        response = office.anna.post(f"{form.path}/undo", data={"review": kept.id})
        assert response.headers["location"] == f"{form.path}?undone={expected}#top"
    assert state(office, form) == (State.OPEN, "")
    assert rulings.of_group(office.site.database, kept.group_id) is None
    text = words_of(office.anna.get(f"{form.path}?undone=yes").text)
    assert "Your verdict has been taken back." in text
    assert "taken back" in text.partition("Earlier verdicts (1)")[2]


def test_nobody_undoes_the_verdict_of_another(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    form.save()
    (kept,) = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    response = office.reviewer("Bert").post(f"{form.path}/undo", data={"review": kept.id})
    assert "undone=no" in response.headers["location"]
    assert state(office, form) == (State.REVIEWED, "right")


def test_saving_again_replaces_ones_own_verdict(office: Office) -> None:
    form = office.open("How?").fill(verdict="right", note="First thought")
    form.save()
    again = opened(office.anna, form.path.rpartition("/")[2])
    assert (again.values["verdict"], again.values["note"]) == (["right"], ["First thought"])
    assert "Saving replaces your own earlier verdict." in again.text
    again.fill(verdict="wrong").save()
    kept = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    assert [(each.verdict, each.revision) for each in kept] == [(Verdict.RIGHT, 1), (Verdict.WRONG, 2)]
    assert state(office, form) == (State.REVIEWED, "wrong")


def test_what_is_sent_twice_is_kept_once(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    assert [form.save().status for _ in range(2)] == [303, 303]
    assert len(reviews.of_group(office.site.database, form.path.rpartition("/")[2])) == 1


def test_nobody_overwrites_the_work_of_another_unseen(office: Office) -> None:
    mine = office.open("How?").fill(verdict="right", note="I think so")
    theirs = opened(office.reviewer("Bert"), mine.path.rpartition("/")[2]).fill(verdict="wrong", note="It is not")
    theirs.save()
    reply = mine.save()
    conflict = words_of(reply.text)
    assert (reply.status, state(office, mine)) == (409, (State.REVIEWED, "wrong"))
    assert all(words in conflict for words in ("somebody judged this", "Wrong · Bert", "It is not"))
    again = form_in(office.anna, mine.path, reply)
    assert (again.values["verdict"], again.values["note"]) == (["right"], ["I think so"])
    assert again.save().status == 303
    assert state(office, mine) == (State.DISPUTED, "")


def test_two_disagree_nothing_is_in_use_and_a_third_decides(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    group_id = form.path.rpartition("/")[2]
    form.save()
    opened(office.reviewer("Bert"), group_id).fill(verdict="wrong").save()
    assert rulings.of_group(office.site.database, group_id) is None
    assert "Until a third reviewer decides" in opened(office.anna, group_id).text
    third = opened(office.reviewer("Carla"), group_id)
    assert all(words in third.text for words in ("Your verdict decides", "Right · Anna", "Wrong · Bert"))
    third.fill(verdict="wrong").save()
    assert state(office, form) == (State.REVIEWED, "wrong")
    text = opened(office.anna, group_id).text
    assert "These quotes are no longer given for this question." in text


def test_what_the_audit_log_says_is_what_was_done(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    form.save()
    entry = next(each for each in audit.entries(office.site.database) if each.action == "review.saved")
    assert (entry.actor, entry.details["before"], entry.details["after"]["verdict"]) == ("Anna", None, "right")


def test_a_brief_is_judged_without_a_question_or_passages(office: Office, tmp_path: Path) -> None:
    keep_brief(office, tmp_path / "guide", Situation(about="Water"))
    form = opened(office.anna, office.asked()[0].id)
    assert ("question-en" in form.values, "picking" in form.reply.text) == (False, False)
    assert "the brief is made anew each time" in form.text
    assert form.fill(verdict="right", question_en="What?", found=value(UNION)).save().status == 303
    (kept,) = reviews.of_group(office.site.database, form.path.rpartition("/")[2])
    assert dict(kept.questions) == {}


def test_a_verdict_can_be_taken_back_from_its_page_at_any_time(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    form.save()
    group_id = form.path.rpartition("/")[2]
    page = opened(office.anna, group_id)
    (standing,) = reviews.holding(office.site.database, group_id)
    assert "Take back my verdict" in page.text
    assert f'value="{standing.id}" formaction="{form.path}/undo"' in page.reply.text
    page.values["review"] = [standing.id]
    assert send(office.anna, f"{form.path}/undo", page.values).status == 303
    assert reviews.holding(office.site.database, group_id) == ()


def test_an_answer_that_is_no_longer_kept_is_shown_as_it_was_judged(office: Office) -> None:
    form = office.open("How?").fill(verdict="right")
    form.save()
    account = users.find(office.site.database, "Rik")
    assert account is not None
    retention.remove_of(office.site.database, account.person.id, account.person.name)
    assert INFLUENCE in opened(office.anna, form.path.rpartition("/")[2]).text


def test_words_that_left_a_document_are_shown_before_and_now(office: Office) -> None:
    form = office.open("Hoe?").fill(verdict="right")
    form.save()
    group_id = form.path.rpartition("/")[2]
    ruling = rulings.of_group(office.site.database, group_id)
    assert ruling is not None
    now = "Elementen. Het bedrijf deelde achteraf informatie. Meer niet."
    rulings.take_out_of_use(office.site.database, [Outdated(ruling, (Change(ruling.places[0], Cause.CHANGED, now),))])
    again = opened(office.anna, group_id)
    assert "<del>vooraf </del>" in again.reply.text
    assert "<ins>achteraf </ins>" in again.reply.text
    assert "verdict" not in again.values
