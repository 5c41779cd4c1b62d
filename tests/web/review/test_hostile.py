"""Whatever people write is shown as words and nothing else."""

from tests.fakes import HOSTILE
from tests.web.review.conftest import Office
from tests.web.review.form import opened, words_of
from tests.web.review.test_queue import be_dissatisfied

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


def test_a_question_and_a_documents_words_stay_words(office: Office) -> None:
    form = office.open(f"hostile {SCRIPT}")
    for page in (form.reply.text, office.anna.get("/review").text):
        assert "<script>alert" not in page
        assert "<img" not in page.replace('<img src="/static/logo.svg"', "")
        assert SCRIPT in words_of(page)
    assert HOSTILE.partition(" [1]")[0] in form.text
    assert "# <b>Title</b>" in form.text


def test_notes_comments_and_questions_stay_words(office: Office) -> None:
    be_dissatisfied(office, "How?", SCRIPT)
    form = opened(office.anna, office.asked()[0].id)
    form.fill(verdict="right", note=SCRIPT, question_nl=SCRIPT).save()
    again = opened(office.anna, form.path.rpartition("/")[2])
    assert "<script>alert" not in again.reply.text
    assert again.values["note"] == [SCRIPT]
    assert again.text.count(SCRIPT) >= 3


def test_an_address_made_by_another_stays_an_address(office: Office) -> None:
    office.asked("How?")
    page = office.anna.get("/review", params={"words": SCRIPT, "person": SCRIPT, "saved": SCRIPT, "tab": SCRIPT}).text
    assert ("<script>alert" in page, "onerror=alert(1)>" in page) == (False, False)


def test_what_no_form_of_ours_sends_breaks_nothing(office: Office) -> None:
    form = office.open("How?")
    for sent in (
        {"action": "save"},
        {"verdict": "right", "action": "save", "seen": "-1", "submission": "x", "answer": "none"},
        {"action": "up 99999999999", "place": "::::", "look": "sideways", "document": "\x00"},
        {
            "verdict": ["right", "wrong"],
            "citation-99": "supports",
            "note": "\ud800".encode("utf-8", "replace").decode(),
        },
    ):
        assert office.anna.post(form.path, data=sent).status_code in (200, 303, 422)
    files = {"note": ("x.txt", b"words"), "place": ("y.txt", b"words")}
    assert office.anna.post(form.path, data={"action": "save"}, files=files).status_code == 400
