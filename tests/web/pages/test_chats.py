"""A chat as a whole: its owner takes it along and shares it; others read what a link leads to, and nothing else."""

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from assistant.people.person import Role
from assistant.store import chats, users
from assistant.store.chats import Message, marks
from assistant.store.chats.shares import of_user
from assistant.store.database import now
from assistant.web.kept import Keeper, Place
from tests.fakes import INFLUENCE
from tests.web.conftest import Site

Sites = Callable[..., Site]
CHAT = "0d7a52f8-53ab-4f0e-9c36-8f1b5a1d2c3e"


@pytest.fixture
def guarded(site: Sites) -> Site:
    guarded = site(accounts="password")
    for name in ("Zoë", "Bob"):
        guarded.add(name)
    say(guarded, "How?")
    return guarded


def say(guarded: Site, question: str) -> str:
    """Let Zoë ask in her chat, and return the answer's id."""
    zoe = users.find(guarded.database, "Zoë")
    assert zoe is not None
    asked, told = str(uuid4()), str(uuid4())
    answer = guarded.assistant.ask(question)
    for id, kind, words in ((asked, "user_message", question), (told, "assistant_message", answer.text)):
        chats.save(guarded.database, Message(id, CHAT, kind, "x", words, now()), zoe.person.id)
    chats.begin(guarded.database, CHAT, zoe.person.id, question)
    Keeper(guarded.assistant, guarded.database, keeps=True).keep(answer, Place(zoe.person.id, CHAT, told))
    return answer.answer_id


def shared(guarded: Site, answer: str = "") -> str:
    """Let Zoë make a link, and return its address."""
    made = guarded.enter("Zoë").post(f"/chats/{CHAT}/share", data={"answer": answer})
    assert (made.status_code, made.headers["location"]) == (303, f"/chats/{CHAT}?done=shared#links")
    page = guarded.enter("Zoë").get(f"/chats/{CHAT}").text
    return str(re.findall(r'href="(/shared/[\w-]+)"', page)[-1])


def test_what_a_file_of_ones_own_says_is_taken_along_with_the_answer_and_the_chat(guarded: Site) -> None:
    zoe = users.find(guarded.database, "Zoë")
    assert zoe is not None
    run, told = str(uuid4()), str(uuid4())
    answer = guarded.assistant.ask("How?")
    words = "**In your file “a.docx”**:\n\n- “No *union\\*.” — *your file, page 3*"
    for id, author, content in ((told, "x", answer.text), (str(uuid4()), chats.OWN_FILE, words)):
        made = Message(id, CHAT, "assistant_message", author, content, now(), run_id=run)
        chats.save(guarded.database, made, zoe.person.id)
    Keeper(guarded.assistant, guarded.database, keeps=True).keep(answer, Place(zoe.person.id, CHAT, told))
    for path in (f"/export/{answer.answer_id}.md", f"/chats/{CHAT}/file.md"):
        text = guarded.enter("Zoë").get(path).text
        assert "- “No union\\*.” — your file, page 3" in text
        assert INFLUENCE in text


def test_a_chat_is_called_by_what_it_is_about_unless_its_owner_gave_it_a_name(guarded: Site) -> None:
    zoe, bob = (users.find(guarded.database, name) for name in ("Zoë", "Bob"))
    assert zoe is not None
    assert bob is not None
    assert not marks.call(guarded.database, CHAT, bob.person.id, "Mine", ["How?"])
    assert marks.call(guarded.database, CHAT, zoe.person.id, "We buy granite", ["How?"])
    assert not marks.call(guarded.database, CHAT, zoe.person.id, "Again", ["How?"])
    chat = chats.get(guarded.database, CHAT)
    assert chat is not None
    assert chat.title == "We buy granite"


def test_a_whole_chat_is_taken_along_with_its_sources_numbered_through(guarded: Site) -> None:
    say(guarded, "hostile")
    text = guarded.enter("Zoë").get(f"/chats/{CHAT}/file.md").text
    assert text.index("## How?") < text.index(INFLUENCE) < text.index("## hostile") < text.index("## Sources")
    assert re.findall(r"^\\\[(\d)\\\] “", text, re.MULTILINE) == ["1", "2", "3"]
    for suffix, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert guarded.enter("Zoë").get(f"/chats/{CHAT}/file.{suffix}").content.startswith(begins)


def test_a_link_shows_the_chat_as_it_was_and_nothing_can_be_changed_there(guarded: Site) -> None:
    address = shared(guarded)
    say(guarded, "unknown later")
    html = guarded.enter("Bob").get(address).text
    assert INFLUENCE in html
    assert "later" not in html
    assert "<form" not in html


def zoe_id(guarded: Site) -> str:
    account = users.find(guarded.database, "Zoë")
    assert account is not None
    return account.person.id


def _edit(guarded: Site) -> None:
    (first, *_) = chats.messages_of(guarded.database, CHAT)
    assert chats.edit_message(guarded.database, first.id, zoe_id(guarded), "CONFIDENTIAL")


def _overwrite(guarded: Site) -> None:
    (first, *_) = chats.messages_of(guarded.database, CHAT)
    chats.save(guarded.database, replace(first, content="CONFIDENTIAL"), zoe_id(guarded))


def _remove(guarded: Site) -> None:
    (_, told) = chats.messages_of(guarded.database, CHAT)
    chats.remove_message(guarded.database, told.id, zoe_id(guarded))


@pytest.mark.parametrize("change", [_edit, _overwrite, _remove])
def test_a_link_to_what_is_changed_afterwards_leads_nowhere(guarded: Site, change: Callable[[Site], None]) -> None:
    address = shared(guarded)
    change(guarded)
    reply = guarded.enter("Bob").get(address)
    assert (reply.status_code, "CONFIDENTIAL" in reply.text) == (404, False)


def test_what_is_changed_after_it_was_shared_takes_no_link_along_that_does_not_show_it(guarded: Site) -> None:
    address = shared(guarded)
    say(guarded, "unknown later")
    later = [each for each in chats.messages_of(guarded.database, CHAT) if each.content == "unknown later"]
    assert chats.edit_message(guarded.database, later[0].id, zoe_id(guarded), "CONFIDENTIAL")
    chats.rename(guarded.database, CHAT, "PRIVATE")
    reply = guarded.enter("Bob").get(address)
    assert (reply.status_code, INFLUENCE in reply.text) == (200, True)
    assert not {"CONFIDENTIAL", "PRIVATE"} & set(re.findall(r"[A-Z]{7,}", reply.text))


@pytest.mark.parametrize(("language", "note"), [("en", "is left out"), ("nl", "is weggelaten")])
def test_what_ones_own_file_says_is_not_shared_and_the_page_says_so(guarded: Site, language: str, note: str) -> None:
    chats.rename(guarded.database, CHAT, "plan.docx")
    secret = Message(str(uuid4()), CHAT, "assistant_message", chats.OWN_FILE, "In plan.docx: four million", now())
    chats.save(guarded.database, secret, zoe_id(guarded))
    html = guarded.enter("Bob").get(shared(guarded), headers={"Accept-Language": language}).text
    assert INFLUENCE in html
    assert note in html
    assert "plan.docx" not in html
    assert "four million" not in html
    assert "four million" in guarded.enter("Zoë").get(f"/chats/{CHAT}/file.md").text


def test_a_title_has_no_signs_that_turn_it_round() -> None:
    assert chats.short("a\u202eb\n c\x00") == "ab c"


def test_a_link_to_an_answer_shows_that_answer_alone(guarded: Site) -> None:
    other = say(guarded, "hostile")
    html = guarded.enter("Bob").get(shared(guarded, other)).text
    assert "&lt;script&gt;" in html
    assert "<script>x" not in html
    assert INFLUENCE not in html


def test_a_link_that_is_withdrawn_leads_nowhere(guarded: Site) -> None:
    address = shared(guarded)
    bob = guarded.enter("Bob")
    assert bob.post(f"{address}/withdraw").status_code == 404  # it is not his
    assert bob.get(address).status_code == 200
    assert guarded.enter("Zoë").post(f"{address}/withdraw").status_code == 303
    assert bob.get(address).status_code == 404


def test_a_chat_that_is_removed_takes_its_links_along(guarded: Site) -> None:
    address = shared(guarded)
    zoe = users.find(guarded.database, "Zoë")
    assert zoe is not None
    chats.remove(guarded.database, CHAT, zoe.person)
    assert guarded.enter("Zoë").get(address).status_code == 404
    assert of_user(guarded.database, zoe.person.id) == ()


@pytest.mark.parametrize("role", list(Role))
def test_without_a_link_nobody_else_reads_or_changes_anything(guarded: Site, role: Role) -> None:
    other = guarded.logged_in("Eve", role)
    answer = guarded.answer("Bob")
    asked = [
        ("GET", f"/chats/{CHAT}", {}),
        ("GET", f"/chats/{CHAT}/file.md", {}),
        ("POST", f"/chats/{CHAT}/share", {}),
        ("POST", f"/chats/{CHAT}/pin", {"pinned": "true"}),
        ("GET", "/shared/x", {}),
        ("POST", "/shared/x/withdraw", {}),
        ("GET", f"/share/{answer}", {}),
        ("GET", f"/chats/{uuid4()}", {}),
    ]
    assert {other.request(method, path, data=data).status_code for method, path, data in asked} == {404}
    assert other.get("/chats/pinned").json() == []


def test_a_stranger_with_a_link_is_asked_to_log_in(guarded: Site) -> None:
    assert guarded.browser().get(shared(guarded)).headers["location"].startswith("/login?next=%2Fshared%2F")


def test_an_answer_of_another_chat_cannot_be_shared_through_ones_own(guarded: Site) -> None:
    theirs = guarded.answer("Bob")
    assert guarded.enter("Zoë").post(f"/chats/{CHAT}/share", data={"answer": theirs}).status_code == 404


def test_a_chat_is_pinned_and_let_go(guarded: Site) -> None:
    zoe = guarded.enter("Zoë")
    zoe.post(f"/chats/{CHAT}/pin", data={"pinned": "true"})
    assert zoe.get("/chats/pinned").json() == [{"id": CHAT, "title": "How?"}]
    zoe.post(f"/chats/{CHAT}/pin", data={"pinned": "false"})
    assert zoe.get("/chats/pinned").json() == []
