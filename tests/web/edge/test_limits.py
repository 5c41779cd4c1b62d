"""Whatever costs something has a limit, and what is slow in one place holds up no other."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection
from starlette.testclient import TestClient

from assistant.domain import Answer, Language, Turn
from assistant.people.person import Origin, Person, Role
from assistant.settings import load_settings
from assistant.store import open_database, users
from assistant.store.schema.metadata import metadata
from assistant.web.app import create_pages
from assistant.web.edge.identity import COOKIE
from assistant.web.edge.limits import BURSTS, REQUESTS, VISITORS, Kind, Limits, network_of
from assistant.web.edge.logins.guesses import Guesses
from assistant.web.edge.queues import Busy, Queue, Queues
from assistant.web.edge.work import Work
from tests.fakes import FakeAssistant
from tests.web.conftest import Site, log_in
from tests.web.edge.test_login import guess_names

Sites = Callable[..., Site]

ANNA = Person("a", "Anna", Role.READER)
VISITOR = Person("v", "visitor 1", Role.READER, Origin.VISITOR)


def limits(message: int = 2) -> Limits:
    return Limits({Kind.MESSAGE: message, Kind.API: message, Kind.REQUEST: REQUESTS})


def test_a_person_has_so_much_a_minute_wherever_they_come_from() -> None:
    counted = limits()
    assert [counted.take(Kind.MESSAGE, ANNA, f"10.0.0.{number}") for number in range(3)] == [True, True, False]
    assert counted.take(Kind.API, ANNA, "10.0.0.1")


def test_a_visitor_who_throws_the_cookie_away_is_counted_by_network() -> None:
    counted = limits()
    visitors = [Person(str(number), "visitor", Role.READER, Origin.VISITOR) for number in range(2 * VISITORS + 1)]
    taken = [counted.take(Kind.MESSAGE, each, "10.0.0.1") for each in visitors]
    assert taken == [True] * (2 * VISITORS) + [False]
    assert counted.take(Kind.MESSAGE, VISITOR, "10.0.0.2")


def test_a_burst_cannot_exceed_the_limit() -> None:
    counted = limits(30)
    with ThreadPoolExecutor(32) as pool:
        taken = list(pool.map(lambda _: counted.take(Kind.MESSAGE, ANNA, ""), range(300)))
    assert sum(taken) == 30 // BURSTS


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_is_what_one_customer_is_given(host: str, network: str) -> None:
    assert network_of(HTTPConnection({"type": "http", "client": (host, 1), "headers": []})) == network


def test_guesses_for_one_name_from_many_networks_leave_each_other_network_a_few_tries(site: Sites) -> None:
    guesses = Guesses(site(accounts="password").database)
    for number in range(100):
        assert guesses.begin("zoë", f"10.0.0.{number}") is not None
    assert [guesses.begin("zoë", "192.0.2.1") is not None for _ in range(3)] == [True, True, False]
    assert guesses.begin("anna", "192.0.2.2") is not None


def test_a_queue_with_an_end_turns_away_who_comes_after_it() -> None:
    async def crowd() -> tuple[Counter[str], int]:
        queue, go = Queue("test", 1, 2), threading.Event()
        waiting = [asyncio.ensure_future(queue.do(str(number), go.wait, 10)) for number in range(5)]
        await asyncio.sleep(0.05)
        refused = [each for each in waiting if each.done()]
        go.set()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert await queue.do("z", int, "1") == 1  # there is room again
        return Counter(type(each).__name__ for each in outcomes), len(refused)

    outcomes, at_once = asyncio.run(crowd())
    assert (outcomes, at_once) == (Counter({"bool": 3, "Busy": 2}), 2)


def test_a_place_is_not_free_before_its_work_is_done_though_nobody_waits_for_it() -> None:
    async def left() -> None:
        queue, go = Queue("test", 1, 0), threading.Event()
        given_up = asyncio.ensure_future(queue.do("a", go.wait, 10))
        await asyncio.sleep(0.02)
        given_up.cancel()
        with pytest.raises(Busy):
            await queue.do("z", int, "1")
        go.set()
        await asyncio.sleep(0.05)
        assert await queue.do("z", int, "1") == 1

    asyncio.run(left())


def test_one_person_cannot_take_all_places() -> None:
    async def crowd() -> list[str]:
        queue = Queue("test", 1, 100)
        outcomes: list[str] = []
        async with AsyncExitStack() as stack:
            for owner in ("a", "a", "a", "b"):
                try:
                    await stack.enter_async_context(queue.place(owner))
                    outcomes.append(owner)
                except Busy:
                    outcomes.append("busy")
        async with queue.place("a"):
            return outcomes

    assert asyncio.run(crowd()) == ["a", "a", "busy", "b"]


def test_who_asked_least_lately_goes_first_and_among_equals_who_came_first() -> None:
    async def crowd() -> list[str]:
        asked, go = Counter({"flood": 2}), threading.Event()
        served: list[str] = []
        queue = Queue("test", 1, 10, asked_lately=lambda owner: asked[owner])

        async def one(owner: str) -> None:
            async with queue.place(owner) as place:
                await place.run(served.append, owner)

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(queue.do("first", go.wait, 10))
            await asyncio.sleep(0.02)
            for owner in ("flood", "anna", "flood", "bob", "anna"):
                tasks.create_task(one(owner))
                await asyncio.sleep(0.02)
            asked["bob"] = 3
            go.set()
        return served

    assert asyncio.run(crowd()) == ["anna", "anna", "flood", "flood", "bob"]


def test_who_floods_the_chat_is_not_heard_until_they_have_stopped_for_a_minute() -> None:
    counted = limits(4)
    assert not counted.is_muted(ANNA)
    assert sum(counted.take(Kind.MESSAGE, ANNA, "") for _ in range(8)) == 2
    assert (counted.is_muted(ANNA), counted.is_muted(VISITOR)) == (True, False)
    assert counted.asked_lately(ANNA.id) > counted.asked_lately(VISITOR.id) == 0


def test_who_floods_the_chat_opens_no_other_line_but_reads_on(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, accounts="password", chat_per_minute=4)
    database, work = open_database(settings.database_address), Work.of(settings)
    zoe = users.add(database, "Zoë", Role.READER)
    with TestClient(create_pages(FakeAssistant(), settings, database, work=work), base_url="http://localhost") as own:
        own.cookies.set(COOKIE, log_in(database, "Zoë"))
        assert own.get("/ws/socket.io/").status_code == 404  # there is no chat here
        for _ in range(8):
            work.limits.take(Kind.MESSAGE, zoe, "")
        assert own.get("/ws/socket.io/").status_code == 429
        assert own.get("/account", headers={"Accept": "text/html"}).status_code == 200


def test_who_guesses_passwords_is_refused_before_anybody_is_looked_up(site: Sites) -> None:
    guarded = site(accounts="password")
    guarded.add("Zoë")
    browser = guarded.browser()
    guess_names(browser)
    refusal = browser.post("/login", data={"name": "Zoë", "password": "wrong"})
    assert (refusal.status_code, refusal.headers["retry-after"]) == (429, "60")
    assert refusal.headers["content-type"].startswith("text/plain")  # no page is made for it
    assert refusal.headers["x-frame-options"] == "DENY"
    assert browser.get("/login").status_code == 200


class Slow(FakeAssistant):
    """Answers programs when it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        if question.startswith("slow"):
            assert self.go.wait(30)
        return super().ask(question, history, language)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[tuple[Slow, TestClient]]:
    assistant, settings = Slow(), load_settings(data_dir=tmp_path, api_per_minute=200)
    headers = {"Accept-Language": "en"}
    with TestClient(create_pages(assistant, settings), base_url="http://localhost", headers=headers) as browser:
        yield assistant, browser
        assistant.go.set()


def test_forty_slow_calls_of_programs_keep_no_page_from_its_reader(slow: tuple[Slow, TestClient]) -> None:
    assistant, browser = slow
    with ThreadPoolExecutor(40) as pool:
        calls = [pool.submit(browser.post, "/api/ask", json={"question": f"slow {n}"}) for n in range(40)]
        time.sleep(0.5)
        begun = time.perf_counter()
        assert browser.get("/account", headers={"Accept": "text/html"}).status_code == 200
        assert time.perf_counter() - begun < 5
        refused = [each.result() for each in calls if each.done()]
        assert {each.status_code for each in refused} == {503}
        assert refused[0].json()["code"] == "busy"
        assistant.go.set()
        assert Counter(each.result().status_code for each in calls) == {200: 40 - len(refused), 503: len(refused)}


def test_requests_of_any_kind_have_a_limit_and_the_refusal_says_what_to_do(site: Sites) -> None:
    reader = site(accounts="password").logged_in("Zoë")
    outcomes = Counter(reader.get("/nowhere").status_code for _ in range(REQUESTS + 5))
    assert outcomes[429] == 5
    refusal = reader.get("/account", headers={"Accept-Language": "nl"})
    assert (refusal.status_code, refusal.headers["retry-after"]) == (429, "60")
    assert "Wacht een minuut" in refusal.text
    assert reader.get("/static/source.css").status_code == 200


def test_a_visit_leaves_nothing_behind_before_the_first_question(site: Sites) -> None:
    public = site(host="0.0.0.0")
    for _ in range(20):
        visitor = public.browser()
        assert visitor.get("/account").status_code == 200
        assert visitor.get("/source/partners").status_code == 200
    with public.database.read() as connection:
        rows = {table.name: len(connection.execute(table.select()).all()) for table in metadata.sorted_tables}
    assert {name: count for name, count in rows.items() if count} == {"audit_head": 1}  # the schema's own


def test_a_visitor_is_the_same_before_and_after_the_first_question(site: Sites) -> None:
    public = site(host="0.0.0.0")
    visitor, other = public.browser(), public.browser()
    before = visitor.get("/account/data").json()
    assert visitor.post("/api/ask", json={"question": "How?"}).status_code == 200
    after = visitor.get("/account/data").json()
    assert (after["name"], len(after["answers"])) == (before["name"], 1)
    assert other.get("/account/data").json()["answers"] == []


def test_a_readers_files_hold_up_no_document_and_no_other_reader_for_long() -> None:
    async def crowd() -> list[str]:
        queues, go = Queues.made(False, lambda _: 0, lambda owner: 60 * (owner == "bob")), threading.Event()
        served: list[str] = []

        async def one(queue: Queue, owner: str) -> None:
            try:
                await queue.do(owner, served.append, owner)
            except Busy:
                served.append(f"{owner} is refused")

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(queues.files.do("first", go.wait, 10))
            await asyncio.sleep(0.02)
            for owner in ("bob", "bob", "anna"):
                tasks.create_task(one(queues.files, owner))
            await asyncio.sleep(0.02)
            await one(queues.documents, "maintainer")
            go.set()
        return served

    assert asyncio.run(crowd()) == ["bob is refused", "maintainer", "anna", "bob"]


def test_a_readers_files_are_read_for_so_long_an_hour_and_no_longer() -> None:
    counted = limits()
    for _ in range(20):
        counted.has_read(ANNA, 59.2)
    assert (counted.has_reading_left(ANNA), counted.has_reading_left(VISITOR)) == (False, True)
    assert counted.read_lately(ANNA.id) == 600
