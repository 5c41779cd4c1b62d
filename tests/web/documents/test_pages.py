"""Maintainers add, publish and withdraw documents in the browser; nobody else does, and nothing that is sent runs."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.domain import Language
from assistant.people.person import Role
from assistant.settings import load_settings
from assistant.store import audit, open_database
from assistant.web.app import create_pages
from assistant.web.documents.drafts import MOST
from assistant.web.documents.port import Progress, Refused, Report
from assistant.web.documents.routes import LARGEST_UPLOAD
from assistant.web.edge.guard import MAX_BODY
from tests.fakes import FakeAssistant
from tests.fakes_documents import KeepsHere
from tests.ingest.pdf_file import lines, written
from tests.web.conftest import Site

WORDS = "Talk to the union before the audit, and keep what you agree on with them."
SCRIPT = "<script>alert(1)</script>"
PAGE = f"<html lang=en><body><h1>Guide</h1><p>{WORDS}</p><p>Within <del>five</del> ten days.</p></body></html>"
ADDRESSES = (
    "/documents/withdraw",
    "/documents/reinstate",
    *(f"/documents/drafts/{{key}}{act}" for act in ("", "/publish", "/discard")),
)


@dataclass
class Desk:
    """The pages with a keeper of documents, and the browser of a maintainer."""

    site: Site
    keeper: KeepsHere
    mia: TestClient

    def upload(self, name: str = "guide.html", data: bytes | str = PAGE) -> Any:
        return self.mia.post("/documents", files={"file": (name, data)})

    def draft(self, name: str = "guide.html", data: bytes | str = PAGE) -> str:
        """Upload a file and return the address of its draft."""
        response = self.upload(name, data)
        assert response.status_code == 303, response.text
        return str(response.headers["location"])

    def settled(self) -> dict[str, object]:
        """Return how the ingest ended."""
        for _ in range(200):
            state: dict[str, object] = self.mia.get("/documents/state").json()
            if state["phase"] != "running":
                return state
            time.sleep(0.05)
        raise AssertionError("The ingest does not end.")

    def entries(self) -> list[tuple[str, str]]:
        return [(each.action, each.subject) for each in audit.entries(self.site.database) if "doc" in each.action]


def made(folder: Path, keeper: KeepsHere) -> Site:
    settings = load_settings(data_dir=folder, accounts="password")
    database = open_database(settings.database_address)
    app: FastAPI = create_pages(FakeAssistant(), settings, database, keeper=keeper)
    return Site(app, database, FakeAssistant(), intake=None)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    keeper = KeepsHere(tmp_path / "documents")
    site = made(tmp_path, keeper)
    return Desk(site, keeper, site.logged_in("Mia", Role.MAINTAINER))


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_only_maintainers_see_or_change_documents(desk: Desk, role: Role) -> None:
    key = desk.draft().rsplit("/", 1)[1]
    eve = desk.site.logged_in("Eve", role)
    assert "/documents" not in eve.get("/account").text
    for path in ("/documents", "/documents/state", f"/documents/drafts/{key}", f"/documents/drafts/{key}/file"):
        assert eve.get(path).status_code == 403
    assert eve.post("/documents", files={"file": ("guide.html", PAGE)}).status_code == 403
    for address in ADDRESSES:
        assert eve.post(address.format(key=key), data={"id": "en-guide"}).status_code == 403
    assert desk.keeper.rows() == ()


@pytest.mark.parametrize("address", ["/documents", *ADDRESSES])
def test_a_page_of_another_site_changes_no_document(desk: Desk, address: str) -> None:
    key = desk.draft().rsplit("/", 1)[1]
    answer = desk.mia.post(address.format(key=key), data={"id": "x"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert desk.mia.get(f"/documents/drafts/{key}").status_code == 200


def test_a_draft_shows_the_text_and_what_is_left_out_and_publishes_nothing(desk: Desk) -> None:
    shown = desk.mia.get(desk.draft()).text
    assert WORDS in shown
    assert "struck out or deleted: 1" in shown
    assert "Hardly any words" in shown, "the lint says that it is short"
    assert "It is a new document." in shown
    assert desk.keeper.rows() == ()


def test_a_draft_is_told_in_the_language_of_who_looks(desk: Desk) -> None:
    shown = desk.mia.get(desk.draft(), headers={"Accept-Language": "nl"}).text
    assert "doorgehaald of verwijderd: 1" in shown
    assert "Het is een nieuw document." in shown


def test_what_is_corrected_is_published_quoted_and_withdrawn(desk: Desk) -> None:
    draft = desk.draft()
    stated = {"title": "The guide", "language": "en", "date": "May 2025", "publisher": "SER"}
    assert desk.mia.post(draft, data=stated).headers["location"] == draft
    assert 'value="The guide"' in desk.mia.get(draft).text
    assert desk.mia.post(f"{draft}/publish", data=stated).headers["location"] == "/documents?done=published"
    assert desk.settled()["phase"] == "done"
    assert [(row.id, row.title, row.status, row.date) for row in desk.keeper.rows()] == [
        ("en-guide", "The guide", "current", "May 2025")
    ]
    assert desk.mia.get(draft).status_code == 404
    assert desk.mia.post("/documents/withdraw", data={"id": "en-guide"}).status_code == 303
    desk.settled()
    assert [(row.status, row.passages) for row in desk.keeper.rows()] == [("withdrawn", 0)]
    assert desk.mia.post("/documents/reinstate", data={"id": "en-guide"}).status_code == 303
    desk.settled()
    assert [row.status for row in desk.keeper.rows()] == ["current"]
    assert desk.entries() == [
        ("document.reinstated", "en-guide"),
        ("document.withdrawn", "en-guide"),
        ("document.published", "en-guide"),
        ("document.uploaded", "guide.html"),
    ]


def test_a_next_version_shows_what_changes_and_takes_the_place_of_the_one_before(desk: Desk) -> None:
    desk.mia.post(f"{desk.draft()}/publish", data={"title": "The guide"})
    desk.settled()
    draft = desk.draft("newer.md", f"# Guide\n\n{WORDS.replace('union', 'works council')}\n")
    desk.mia.post(draft, data={"title": "The guide", "replaces": "en-guide"})
    shown = desk.mia.get(draft).text
    assert "<ins>works council </ins>" in shown
    assert "<del>union </del>" in shown
    desk.mia.post(f"{draft}/publish", data={"title": "The guide", "replaces": "en-guide"})
    desk.settled()
    assert [(row.id, row.file) for row in desk.keeper.rows()] == [("en-guide", "en/guide.md")]


def test_a_namesake_is_replaced_only_as_the_page_says(desk: Desk) -> None:
    desk.mia.post(f"{desk.draft()}/publish", data={"title": "The guide"})
    desk.settled()
    shown = desk.mia.get(desk.draft(data=PAGE.replace("union", "council"))).text
    assert '<option value="en-guide" selected>' in shown


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("guide.exe", b"MZ", "not supported"),
        ("guide.pdf", b"%PDF-1.4 cut off", "not complete"),
        ("guide.pdf", b"MZ\x90\x00", "not a PDF"),
        ("guide.docx", b"words", "not a Word document"),
        ("guide.txt", b"", "is empty"),
        ("guide.txt", b"\x89PNG\r\n", "really a picture"),
        ("guide.pdf", written(b"1 g " + lines(WORDS)), "nobody can see"),
        ("", b"words", "Choose a file first"),
    ],
)
def test_what_cannot_be_read_is_refused_with_why(desk: Desk, name: str, data: bytes, said: str) -> None:
    response = desk.upload(name, data)
    assert (response.status_code, said in response.text) == (422, True)


def test_all_that_is_refused_is_told_in_the_language_of_who_reads(desk: Desk) -> None:
    """Also what the list and the ingest say of a file that was put into the folder by other ways."""
    desk.mia.headers["Accept-Language"] = "nl"
    assert "einde ontbreekt" in desk.upload("gids.pdf", b"%PDF-1.4 cut off").text
    desk.keeper.desk.corpus_dir.joinpath("oud.doc").write_bytes(b"words")
    stated = {"title": "Gids", "url": "javascript:alert(1)"}
    draft = desk.draft()
    assert "url: dit moet een webadres zijn" in desk.mia.post(f"{draft}/publish", data=stated).text
    desk.mia.post(f"{draft}/publish", data={"title": "Gids"})
    assert desk.settled()["language"] == "nl"
    assert "geen document &#39;x&#39;" in desk.mia.post("/documents/withdraw", data={"id": "x"}).text
    shown = desk.mia.get("/documents").text
    assert shown.count("oud.doc: dit formaat wordt niet gelezen") == 2
    assert 'lang="en">oud.doc' not in shown


@pytest.mark.parametrize("name", ["../../out.txt", "..\\..\\out.txt", "/etc/out.txt", ".hidden.txt", 'a"b<c>.txt'])
def test_a_name_never_leads_out_of_the_folder(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.mia.post(f"{desk.draft(name, WORDS)}/publish", data={"title": "T"})
    desk.settled()
    inside = {path.name for path in (tmp_path / "documents" / "corpus").rglob("*.txt")}
    outside = {path for path in tmp_path.rglob("*.txt") if "corpus" not in path.parts}
    assert (len(inside), outside) == (1, set())


def test_words_of_a_document_are_shown_as_words(desk: Desk) -> None:
    page = desk.mia.get(desk.draft(f"{SCRIPT}.txt".replace("/", ""), f"{SCRIPT}\n\n{WORDS} {SCRIPT}\n")).text
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_uploaded_file_is_given_back_to_be_saved_only(desk: Desk) -> None:
    answer = desk.mia.get(f"{desk.draft()}/file")
    assert answer.content == PAGE.encode()
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("key", ["none", "0" * 16, "%2e%2e", "0" * 15 + "/"])
def test_an_unknown_draft_is_not_there(desk: Desk, key: str) -> None:
    for suffix in ("", "/file"):
        assert desk.mia.get(f"/documents/drafts/{key}{suffix}").status_code in {404, 307}
    assert desk.mia.post(f"/documents/drafts/{key}/publish", data={}).status_code in {404, 405}


def test_a_discarded_draft_is_gone(desk: Desk, tmp_path: Path) -> None:
    desk.mia.post(f"{desk.draft()}/discard")
    assert list((tmp_path / "drafts").iterdir()) == []


def test_no_more_drafts_are_kept_than_fit_on_a_desk(desk: Desk, tmp_path: Path) -> None:
    for number in range(MOST + 3):
        desk.draft(f"guide-{number}.html")
    assert len(list((tmp_path / "drafts").iterdir())) == MOST


def test_a_file_that_is_too_large_is_refused_before_it_is_read(desk: Desk) -> None:
    headers = {"Content-Length": str(LARGEST_UPLOAD + 1), "Content-Type": "multipart/form-data; boundary=x"}
    assert desk.mia.post("/documents", content=b"", headers=headers).status_code == 413
    small = {"Content-Length": str(MAX_BODY + 1)}
    assert desk.mia.post("/documents/withdraw", content=b"", headers=small).status_code == 413
    assert desk.upload(data=PAGE + " " * MAX_BODY).status_code == 303


@pytest.mark.parametrize("document_id", ["", "none", "--all", "../en-guide"])
def test_a_document_that_is_not_there_is_not_withdrawn(desk: Desk, document_id: str) -> None:
    desk.mia.post(f"{desk.draft()}/publish", data={"title": "The guide"})
    desk.settled()
    assert desk.mia.post("/documents/withdraw", data={"id": document_id}).status_code == 422
    assert [row.status for row in desk.keeper.rows()] == ["current"]


class Failing(KeepsHere):
    """A keeper whose ingest does not succeed."""

    def ingest(self, progress: Progress, language: Language) -> Report:
        progress(1, 2)
        raise Refused("The disk is full.")


class Crashing(KeepsHere):
    """A keeper whose ingest breaks."""

    def ingest(self, progress: Progress, language: Language) -> Report:
        raise ZeroDivisionError


@pytest.mark.parametrize(("keeper", "said"), [(Failing, "The disk is full."), (Crashing, "")])
def test_an_ingest_that_fails_is_told_of(tmp_path: Path, keeper: Callable[[Path], KeepsHere], said: str) -> None:
    keeps = keeper(tmp_path / "documents")
    site = made(tmp_path, keeps)
    desk = Desk(site, keeps, site.logged_in("Mia", Role.MAINTAINER))
    desk.mia.post(f"{desk.draft()}/publish", data={"title": "The guide"})
    state = desk.settled()
    assert (state["phase"], said in str(state["fault"])) == ("failed", True)
    assert "The index could not be brought in line" in desk.mia.get("/documents").text
