"""The API does what its own description says, whatever is sent: examples as pasted, and requests made up from it."""

import re
import shlex
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from starlette.testclient import TestClient

from assistant.people.person import Role
from assistant.store import tokens
from assistant.web.problems import PROBLEM_TEXTS, Kind
from tests.web.conftest import Site


@pytest.fixture
def asking(site: Callable[..., Site]) -> tuple[Any, dict[str, str]]:
    guarded = site(accounts="password", public_url="http://testserver/", api_per_minute=1_000_000)
    secret = tokens.create(guarded.database, guarded.add("program", Role.REVIEWER).id, "test")
    return guarded.app, {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("mode", GenerationMode)
def test_whatever_is_sent_is_answered_as_described(asking: tuple[Any, dict[str, str]], mode: GenerationMode) -> None:
    """Requests that fit the description, and that do not; each reply is held against it."""
    app, token = asking
    described = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=token)
    operations = [each.ok() for each in described.get_all_operations() if isinstance(each, Ok)]
    assert len(operations) == 5
    for operation in operations:

        @settings(
            max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
        )
        @given(operation.as_strategy(generation_mode=mode))
        def answered(case: Any) -> None:
            if mode is GenerationMode.POSITIVE and isinstance(case.body, dict):
                case.body.pop("documents", None)  # no description tells which there are
            response = case.call(headers=token)
            if response.status_code != 413:  # of a megabyte, whatever it holds
                case.validate_response(response)

        with suppress(Unsatisfiable):  # nothing about it can be wrong
            answered()


def pasted(page: str) -> list[tuple[str, str, str]]:
    """Return the commands of the page: method, address and what is sent."""
    commands = []
    for line in re.findall(r"<pre[^>]*>(curl .+?)</pre>", page, re.DOTALL):
        words = shlex.split(unescape(line))
        options = {flag: words[place + 1] for place, flag in enumerate(words) if flag in {"-X", "-d"}}
        address = next(each for each in words if each.startswith("http"))
        commands.append((options.get("-X", "POST" if "-d" in options else "GET"), address, options.get("-d", "")))
    return commands


def test_each_command_on_the_page_works_when_pasted(site: Callable[..., Site]) -> None:
    owner = site().browser(Accept="text/html")
    commands = pasted(owner.get("/api").text)
    paths = owner.get("/api/openapi.json").json()["paths"]
    assert len(commands) == sum(map(len, paths.values()))
    responses = [
        owner.request(method, address, content=sent, headers={"Content-Type": "application/json"})
        for method, address, sent in commands
    ]
    assert [(address, each.status_code) for (_, address, _), each in zip(commands, responses, strict=True)] == [
        (address, 200) for _, address, _ in commands
    ]


def test_each_example_of_the_description_works_when_pasted(site: Callable[..., Site]) -> None:
    owner = site().browser(Accept="application/json")
    described = owner.get("/api/openapi.json").json()
    forms = described["components"]["schemas"]
    sent = {path: methods["post"]["requestBody"] for path, methods in described["paths"].items() if "post" in methods}
    names = {path: body["content"]["application/json"]["schema"]["$ref"].split("/")[-1] for path, body in sent.items()}
    examples = [(path, example) for path, name in names.items() for example in forms[name]["examples"]]
    assert Counter(path for path, _ in examples) == {"/ask": 2, "/search": 2, "/feedback": 2}  # one a language
    assert [owner.post(f"/api{path}", json=each).status_code for path, each in examples] == [200] * 6


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_a_refusal_says_of_its_kind_is_on_the_page_of_kinds(site: Callable[..., Site], language: str) -> None:
    guarded = site(accounts="password")
    stranger = guarded.browser(Accept_Language=language, Accept="application/json")
    refusal = stranger.post("/api/ask", json={"question": "How?"})
    told = refusal.json()
    assert (refusal.headers["content-type"], told["status"]) == ("application/problem+json", 401)
    page = stranger.get(told["type"], headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert f'id="{told["code"]}"' in page.text
    assert told["title"] in unescape(page.text)
    assert all(f'id="{kind}"' in page.text for kind in Kind)
    assert all(set(texts) == set(Kind) for texts in PROBLEM_TEXTS.values())


def test_the_page_of_kinds_is_found_under_the_path_that_people_know(site: Callable[..., Site]) -> None:
    public: TestClient = site(host="0.0.0.0", public_url="http://localhost/dialoog/").browser()
    told = public.post("/dialoog/api/ask", json={}, headers={"Authorization": "Bearer wrong"}).json()
    assert told["type"] == "/dialoog/api/errors#unauthorized"
    assert public.get(told["type"]).status_code == 200
