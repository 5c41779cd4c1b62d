"""The assistant for other programs."""

from collections.abc import Callable, Sequence

import pytest
from starlette.testclient import TestClient

from assistant.contract import answer_json, search_json
from assistant.domain import Answer, Language, Turn
from assistant.errors import IndexUnavailable, ModelUnavailable, StoreUnavailable
from assistant.people.person import Role
from assistant.settings import load_settings
from assistant.store import answers, tokens, users
from assistant.web.api_texts import API_TEXTS
from assistant.web.app import create_pages
from tests.fakes import INFLUENCE, FakeAssistant
from tests.web.conftest import Site

Sites = Callable[..., Site]
PROBLEM = {"type", "title", "status", "detail", "code"}


@pytest.fixture
def guarded(site: Sites) -> Site:
    return site(accounts="password")


def program(guarded: Site, name: str = "intranet", role: Role = Role.READER, **headers: str) -> TestClient:
    secret = tokens.create(guarded.database, guarded.add(name, role).id, "test")
    return guarded.browser(Authorization=f"Bearer {secret}", Accept="application/json", **headers)


def test_a_question_is_answered_in_the_shape_of_the_contract(guarded: Site) -> None:
    given = program(guarded).post("/api/ask", json={"question": "How?", "id": 7}).json()
    expected = answer_json(guarded.assistant.ask("How?"), 7)
    assert list(given) == list(expected)
    assert given["id"] == 7
    assert given["citations"] == expected["citations"]


def test_the_conversation_goes_along(guarded: Site) -> None:
    history = [{"role": "user", "content": "1234"}, {"role": "assistant", "content": "12"}]
    given = program(guarded).post("/api/ask", json={"question": "history", "history": history}).json()
    assert given["text"] == "user said 4 characters, assistant said 2 characters"


def test_passages_are_found(guarded: Site) -> None:
    given = program(guarded).post("/api/search", json={"question": "influence", "limit": 2}).json()
    assert given == search_json(guarded.assistant.search("influence", 2))


def test_a_question_can_be_asked_of_some_documents(guarded: Site) -> None:
    asks = program(guarded)
    assert asks.post("/api/ask", json={"question": "How?", "documents": ["partners"]}).json()["scope"] == ["partners"]
    for path in ("/api/ask", "/api/search"):
        refused = asks.post(path, json={"question": "How?", "documents": ["nowhere"]})
        assert (refused.status_code, refused.json()["code"]) == (422, "unknown_document")


def test_the_documents_are_listed_with_their_versions(guarded: Site) -> None:
    listed = program(guarded).get("/api/documents").json()
    assert listed["corpus_version"] == "fake"
    assert [each["id"] for each in listed["documents"]] == [each.id for each in guarded.assistant.documents()]
    assert all(each["version"] and each["title"] for each in listed["documents"])


def test_an_answer_is_kept_in_the_name_of_the_tokens_person(guarded: Site) -> None:
    given = program(guarded).post("/api/ask", json={"question": "How?"}).json()
    kept = answers.get(guarded.database, given["answer_id"])
    account = users.find(guarded.database, "intranet")
    assert kept is not None
    assert account is not None
    assert (kept.user_id, kept.channel, kept.chat_id) == (account.person.id, "api", None)


def test_nothing_is_kept_where_the_settings_say_so(site: Sites) -> None:
    forgetful = site(accounts="password", keep_days=0)
    asking = program(forgetful)
    given = asking.post("/api/ask", json={"question": "How?"}).json()
    assert answers.get(forgetful.database, given["answer_id"]) is None
    assert asking.post("/api/feedback", json={"answer_id": given["answer_id"], "value": 0}).status_code == 404


def test_ones_own_answer_is_given_again_with_all_that_it_rests_on(guarded: Site) -> None:
    asking = program(guarded)
    given = asking.post("/api/ask", json={"question": "How?"}).json()
    record = asking.get(f"/api/answers/{given['answer_id']}").json()
    assert record["answer"]["text"] == given["text"]
    assert INFLUENCE in record["passages"][0]["text"]


def test_a_reviewer_reads_the_answers_of_others_and_a_reader_does_not(guarded: Site) -> None:
    given = program(guarded).post("/api/ask", json={"question": "How?"}).json()
    outcomes = [
        program(guarded, role.value, role).get(f"/api/answers/{given['answer_id']}").status_code for role in Role
    ]
    assert outcomes == [404, 200, 200]


def test_feedback_is_taken_on_the_answer_and_on_a_citation(guarded: Site) -> None:
    asking = program(guarded)
    given = asking.post("/api/ask", json={"question": "How?"}).json()
    whole = {"answer_id": given["answer_id"], "value": 1}
    part = whole | {"value": 0, "citation": 2, "reason": "outdated", "comment": "2019"}
    assert [asking.post("/api/feedback", json=each).status_code for each in (whole, part)] == [200, 200]
    assert asking.post("/api/feedback", json=part | {"citation": 3}).status_code == 404


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, "question"),
        ({"question": 1}, "question"),
        ({"question": "x" * 4001}, "question"),
        ({"question": "a", "history": [{"role": "system", "content": ""}]}, "history.0.role"),
        ({"question": "a", "limits": 1}, "limits"),
        ([], "body"),
    ],
)
def test_a_wrong_request_names_its_fields_in_both_languages(guarded: Site, body: object, fields: str) -> None:
    asking = program(guarded)
    english = asking.post("/api/ask", json=body)
    dutch = asking.post("/api/ask", json=body, headers={"Accept-Language": "nl"})
    assert (english.status_code, english.json()["code"]) == (422, "bad_fields")
    assert english.json()["detail"] == f"The request is not as it should be. Look at: {fields}."
    assert dutch.json()["detail"] == f"Het verzoek klopt niet. Kijk naar: {fields}."


@pytest.mark.parametrize("body", [b"{", b'{"question": "\\ud800"}', b"\xff", b"[" * 5000])
def test_what_is_no_json_is_refused_as_json(guarded: Site, body: bytes) -> None:
    response = program(guarded).post("/api/ask", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in {400, 422}
    assert response.json()["code"] in {"bad_request", "bad_fields"}


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/unknown", 404), ("GET", "/api/ask", 405), ("PUT", "/api/ask", 405)]
)
def test_every_refusal_is_json(guarded: Site, method: str, path: str, status: int) -> None:
    response = program(guarded).request(method, path)
    assert (response.status_code, set(response.json())) == (status, PROBLEM)


def test_too_many_requests_are_refused_for_a_while(site: Sites) -> None:
    slow = site(accounts="password", api_per_minute=3)
    first, other = program(slow, "first"), program(slow, "other")
    responses = [first.get("/api/documents") for _ in range(4)]
    assert [each.status_code for each in responses] == [200, 200, 200, 429]
    assert responses[-1].headers["retry-after"] == "60"
    assert other.get("/api/documents").status_code == 200


def test_a_body_that_is_too_large_is_refused_as_json(guarded: Site) -> None:
    response = program(guarded).post("/api/ask", content=b"x" * 1_000_001)
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


class Faulty(FakeAssistant):
    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        faults = {
            "index": IndexUnavailable("There is no index in /srv/secret"),
            "model": ModelUnavailable("The server http://secret does not answer"),
            "database": StoreUnavailable("postgresql://secret does not answer"),
        }
        raise faults.get(question, RuntimeError("secret"))


@pytest.mark.parametrize(
    ("question", "status", "code", "again"),
    [("index", 503, "service_unavailable", "10"), ("model", 503, "model_away", "10"),
     ("database", 503, "database_away", "10"), ("other", 500, "failed", None)],
)  # fmt: skip
def test_a_fault_says_what_is_away_and_nothing_of_the_inside(
    tmp_path_factory: pytest.TempPathFactory, question: str, status: int, code: str, again: str | None
) -> None:
    app = create_pages(Faulty(), load_settings(data_dir=tmp_path_factory.mktemp("faulty")))
    response = TestClient(app, base_url="http://localhost").post("/api/ask", json={"question": question})
    assert (response.status_code, response.json()["code"], set(response.json())) == (status, code, PROBLEM)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers.get("retry-after") == again
    assert "secret" not in response.text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_about_the_api_explains_each_of_its_addresses(guarded: Site, language: str) -> None:
    page = guarded.logged_in("Zoë").get("/api", headers={"Accept-Language": language}).text
    paths = program(guarded).get("/api/openapi.json").json()["paths"]
    assert all(path in page for path in paths)
    assert all(set(texts.does) == set(paths) for texts in API_TEXTS.values())
    assert "//" not in page.replace("http://localhost/", "")
