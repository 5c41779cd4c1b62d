"""A reader's own file: whose it is, what is refused, and that it goes with the chat."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from assistant.answering.scope.own import OwnFile
from assistant.domain import Answer, AnswerStatus, Document, Language
from assistant.people.person import Person
from assistant.settings import load_settings
from assistant.store import answers, chats, open_database, retention
from assistant.web.app import create_pages
from assistant.web.documents.port import Refused
from assistant.web.edge.identity import COOKIE
from assistant.web.files.shelf import LARGEST, MOST, Shelf
from tests.fakes import FakeAssistant
from tests.web.conftest import Site, log_in

Sites = Callable[..., Site]
PDF = b"%PDF-1.7 words"


def read(source: Path, made: Path) -> None:
    """Make an index of a file without any library: the file's words; ``locked`` cannot be read."""
    (file,) = source.iterdir()
    if b"locked" in file.read_bytes():
        raise Refused("It is protected by a password.")
    made.mkdir()
    (made / "words").write_bytes(file.read_bytes())


@dataclass(frozen=True)
class Silent:
    """Refuses what it is asked."""

    answer: Answer

    def ask(self, question: str, *, language: Language | None = None) -> Answer:
        """Return a refusal."""
        return replace(self.answer, status=AnswerStatus.NO_EVIDENCE, citations=())

    def document(self, document_id: str) -> Document | None:
        """Return none."""
        return None


@pytest.fixture
def guarded(site: Sites, tmp_path: Path) -> Site:
    """A server where people log in, with a shelf."""
    made = site(accounts="password")
    shelf = Shelf(tmp_path / "files", read, lambda _: FakeAssistant())
    made.database.erased.append(lambda: shelf.sweep(lambda ids: chats.existing(made.database, ids)))
    settings = load_settings(data_dir=tmp_path, accounts="password")
    return Site(
        create_pages(made.assistant, settings, made.database, shelf=shelf), made.database, made.assistant, made.intake
    )


def enter(site: Site, name: str) -> tuple[Person, TestClient]:
    person = site.add(name)
    browser = site.browser(Accept="application/json")
    browser.cookies.set(COOKIE, log_in(site.database, name))
    return person, browser


def add(
    browser: TestClient, chat: str, name: str = "audit.pdf", content: bytes = PDF, **headers: str
) -> tuple[int, str]:
    response = browser.post(f"/files/{chat}", files={"file": (name, content)}, headers=headers)
    told = response.json()
    return response.status_code, told.get("name") or told.get("detail", "")


def folders(tmp_path: Path) -> list[str]:
    return sorted(each.name for each in (tmp_path / "files").glob("*"))


def test_a_file_is_one_chats_and_the_next_takes_its_place(guarded: Site, tmp_path: Path) -> None:
    _, browser = enter(guarded, "Zoë")
    chat, other = str(uuid4()), str(uuid4())
    assert add(browser, chat) == (201, "audit.pdf")
    assert add(browser, chat, "Letter.DOCX") == (201, "Letter.DOCX")
    assert browser.get(f"/files/{chat}").json() == {"name": "Letter.DOCX"}
    assert browser.get(f"/files/{other}").json() == {"name": ""}
    assert folders(tmp_path) == [chat]


def test_another_persons_chat_gets_none_and_tells_nothing(guarded: Site, tmp_path: Path) -> None:
    _, owner = enter(guarded, "Zoë")
    _, stranger = enter(guarded, "Mallory")
    chat = str(uuid4())
    add(owner, chat)
    assert stranger.get(f"/files/{chat}").json() == {"name": ""}
    assert stranger.delete(f"/files/{chat}").status_code == 404
    assert add(stranger, chat, "other.pdf")[0] == 404
    assert owner.get(f"/files/{chat}").json() == {"name": "audit.pdf"}
    assert guarded.browser(Accept="application/json").get(f"/files/{chat}").status_code == 401
    assert owner.post(f"/files/{chat}", headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("a.exe", PDF, 415, "Choose a PDF or a Word file"),
        ("", b"", 415, "Choose a PDF or a Word file"),
        ("a.pdf.html", PDF, 415, "Choose a PDF or a Word file"),
        ("a.pdf", b"x" * (LARGEST + 1), 413, "too large"),
        ("a.pdf", b"locked", 422, "cannot be read"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_is_wrong(
    guarded: Site, tmp_path: Path, name: str, content: bytes, status: int, words: str
) -> None:
    _, browser = enter(guarded, "Zoë")
    chat = str(uuid4())
    refused, told = add(browser, chat, name, content)
    assert refused == status
    assert words in told
    assert folders(tmp_path) == []
    assert chats.get(guarded.database, chat) is None


@pytest.mark.parametrize("chat", ["..", "..%2F..%2Fetc", "a" * 36, "00000000-0000-1000-8000-000000000000"])
def test_no_folder_is_named_by_what_is_no_chat(guarded: Site, tmp_path: Path, chat: str) -> None:
    _, browser = enter(guarded, "Zoë")
    assert add(browser, chat)[0] in {404, 405}
    assert not (tmp_path / "files").exists()


def test_a_name_is_but_words(guarded: Site, tmp_path: Path) -> None:
    _, browser = enter(guarded, "Zoë")
    chat = str(uuid4())
    assert add(browser, chat, "../../etc/passwd.pdf") == (201, "passwd.pdf")
    assert sorted(each.name for each in (tmp_path / "files" / chat).rglob("*") if each.is_file()) == ["NAME", "words"]


@pytest.mark.parametrize("way", ["chat", "person", "age", "file"])
def test_a_file_goes_with_its_chat_however_that_goes(guarded: Site, tmp_path: Path, way: str) -> None:
    person, browser = enter(guarded, "Zoë")
    kept, chat = str(uuid4()), str(uuid4())
    if way == "chat":
        add(browser, kept)
    add(browser, chat)
    if way == "chat":
        chats.remove(guarded.database, chat, person)
    elif way == "person":
        browser.post("/account/remove", data={"confirmed": "true"})
    elif way == "age":
        from datetime import timedelta

        from assistant.store.database import now

        retention.remove_old(guarded.database, now() + timedelta(days=2), timedelta(days=1))
    else:
        browser.delete(f"/files/{chat}")
    assert folders(tmp_path) == ([kept] if way == "chat" else [])


def test_a_person_has_so_many_files_and_no_more(guarded: Site, tmp_path: Path) -> None:
    _, browser = enter(guarded, "Zoë")
    _, other = enter(guarded, "Anna")
    mine = [str(uuid4()) for _ in range(MOST)]
    assert {add(browser, each)[0] for each in mine} == {201}
    refused, told = add(browser, str(uuid4()))
    assert (refused, "20 files" in told) == (409, True)
    assert add(browser, mine[0], "in its place.pdf")[0] == 201
    assert add(other, str(uuid4()))[0] == 201
    browser.delete(f"/files/{mine[0]}")
    assert add(browser, str(uuid4()))[0] == 201


def test_there_are_none_where_the_settings_say_so(site: Sites, tmp_path: Path) -> None:
    made = site(accounts="off")
    for settings in ({"files": "off"}, {"keep_days": 0}):
        assert Shelf.of(load_settings(data_dir=tmp_path, **settings), made.database) is None
    browser = made.browser(Accept="application/json")
    assert browser.get("/files").json()["on"] is False
    assert browser.post(f"/files/{uuid4()}", files={"file": ("a.pdf", PDF)}).status_code == 404


@pytest.mark.parametrize("settings", [{"files": "off"}, {"keep_days": 0}, {}])
def test_files_that_were_taken_go_with_their_chat_whether_more_are_taken_or_not(
    guarded: Site, tmp_path: Path, settings: dict[str, object]
) -> None:
    person, browser = enter(guarded, "Zoë")
    kept, chat, gone = (str(uuid4()) for _ in range(3))
    for each in (kept, chat):
        add(browser, each)
    for each in (gone, ".coming-left"):
        (tmp_path / "files" / each).mkdir()
    database = open_database(f"sqlite:///{tmp_path / 'assistant.db'}")
    Shelf.of(load_settings(data_dir=tmp_path, **settings), database)
    assert folders(tmp_path) == sorted([kept, chat])
    chats.remove(database, chat, person)
    assert folders(tmp_path) == [kept]
    retention.remove_of(database, person)
    assert folders(tmp_path) == []


def test_nothing_of_a_file_is_among_the_answers(guarded: Site) -> None:
    person, browser = enter(guarded, "Zoë")
    add(browser, str(uuid4()))
    assert answers.of_user(guarded.database, person.id) == ()


def test_a_real_file_is_read_apart_and_asked_by_its_own_words(tmp_path: Path, site: Sites) -> None:
    """A Word file through the command in its process, and the assistant over what that made."""
    from docx import Document

    from assistant.web.chat.tools.own import words_of
    from assistant.web.own import parts_of

    file = Document()
    file.add_heading("Audit of the knitting mill", 1)
    file.add_paragraph("The auditor found that overtime was not paid at the knitting mill in Tiruppur.")
    file.add_paragraph("See [link](https://evil.example) <b>now</b>. Wages are paid on the seventh day of each month.")
    file.save(str(tmp_path / "audit.docx"))
    made = site()
    settings = load_settings(data_dir=tmp_path)
    shelf = Shelf.of(settings, made.database)
    assert shelf is not None
    chat = str(uuid4())
    shelf.add(chat, "audit.docx", (tmp_path / "audit.docx").read_bytes())
    answer = shelf.ask(chat, "Was overtime paid at the knitting mill?", Language.EN)
    assert answer is not None
    opened = shelf.opened(chat)
    told = words_of(answer, "audit.docx", Language.EN, opened.document)
    assert "which is not SER guidance" in told
    assert "overtime was not paid at the knitting mill" in told
    assert "— *your file, paragraph 1*" in told
    assert "<b>" not in told
    assert isinstance(opened, OwnFile)
    doubted = replace(opened, plain=Silent(answer)).ask("Was overtime paid at the knitting mill?")
    assert (doubted.status.answers, "overtime" in doubted.nearest[0].quote) == (False, True)
    assert "comes nearest" in words_of(doubted, "audit.docx", Language.EN, opened.document)
    assert opened.ask("thanks!", language=Language.EN).status is AnswerStatus.ASSISTANT
    under = replace(answer.citations[0], heading_path=("Audit",))
    told = words_of(replace(answer, citations=(under,)), "audit.docx", Language.EN, opened.document)
    assert told.endswith("— *your file, under “Audit”*")
    table = replace(answer.citations[0], quote="No. | Finding\n1 | Dust *masks*\n2 | Exits", heading_path=())
    told = words_of(replace(answer, citations=(table,)), "audit.docx", Language.EN, opened.document)
    assert told.endswith("| No. | Finding |\n| --- | --- |\n| 1 | Dust \\*masks\\* |\n| 2 | Exits |")
    shown = [part.text for part in parts_of(told, Language.EN)]
    assert shown[1:] == ["Your file, paragraph 1:", "No. · Finding", "1 · Dust *masks*", "2 · Exits"]
    shelf.remove(chat)
    assert shelf.ask(chat, "Was overtime paid?", Language.EN) is None
    shelf.add(chat, "audit.docx", (tmp_path / "audit.docx").read_bytes())
    again = shelf.ask(chat, "Was overtime paid at the knitting mill?", Language.EN)
    assert again is not None
    assert again.text == answer.text
    with pytest.raises(Refused):
        shelf.add(chat, "bad.pdf", b"%PDF-1.7 but nothing else")
    assert shelf.name_of(chat) == "audit.docx"
