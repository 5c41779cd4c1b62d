import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx
import numpy as np
import pytest
import uvicorn
from starlette.testclient import TestClient

from assistant.domain import Language
from assistant.errors import ConfigurationError, ModelUnavailable
from assistant.models.apart import MOST_TEXTS, Wanted, dump_vectors, in_parts, load_vectors
from assistant.models.apart.client import RemoteEncoder
from assistant.models.neutral import NeutralVectors
from assistant.settings import load_settings
from assistant.web.embedding import create_embedding_app, run
from assistant.web.embedding.batching import WAITING, Batcher, Full
from tests.hash_encoder import HashEncoder
from tests.ports import free_port

MODEL = "hash"


@dataclass
class Encoder:
    """The hash encoder, as the server has it; ``passes`` are the texts that it was given together."""

    passes: list[list[str]] = field(default_factory=list)
    pause: float = 0.0

    def question(self, text: str, language: Language) -> NeutralVectors:
        return self.questions([text], language)[0]

    def questions(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        time.sleep(self.pause)
        self.passes.append(list(texts))
        if "fault" in texts:
            raise ValueError("no such text")
        found = HashEncoder().questions(texts, language)
        return [NeutralVectors(each.vector, each.tokens, each.spans) for each in found]

    def passages(self, texts: Sequence[str], language: Language) -> list[NeutralVectors]:
        return self.questions(texts, language)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@contextmanager
def serving(encoder: Encoder, token: str = "") -> Iterator[str]:
    port = free_port()
    app = create_embedding_app(encoder, MODEL, token)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(Encoder(), "a secret word of some length") as address:
        yield address


@contextmanager
def asking(address: str, model: str = MODEL, token: str = "a secret word of some length") -> Iterator[RemoteEncoder]:
    encoder = RemoteEncoder(address, model, len, token, timeout=0.5)
    yield encoder
    encoder.close()


def test_vectors_come_back_as_the_model_made_them(address: str) -> None:
    texts = [f"a question about dialogue {number}" for number in range(MOST_TEXTS + 3)] + ["", "één 😀"]
    with asking(address) as remote:
        found = remote.passages(texts, Language.EN)
    for made, came in zip(Encoder().questions(texts, Language.EN), found, strict=True):
        np.testing.assert_array_equal(made.vector, came.vector)
        np.testing.assert_array_equal(made.tokens, came.tokens)
        np.testing.assert_array_equal(made.spans, came.spans)
        assert (came.tokens.dtype.name, came.spans.dtype.name) == ("int8", "int32")


@pytest.mark.parametrize(
    ("model", "token", "told"),
    [("another", "a secret word of some length", "'another' is configured"), (MODEL, "wrong", "wants another"),
     (MODEL, "", "wants another")],
)  # fmt: skip
def test_a_server_of_another_model_or_secret_is_told_apart(address: str, model: str, token: str, told: str) -> None:
    with asking(address, model, token) as remote, pytest.raises(ModelUnavailable, match=told):
        remote.question("who", Language.EN)


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"kind":"query","language":"xx","texts":["a"]}', '{"kind":"query","language":"en","texts":[]}',
     '{"kind":"other","language":"en","texts":["a"]}', '{"kind":"query","language":"en","texts":[1]}',
     '{"kind":"query","language":"en","texts":' + str(["a"] * 65).replace("'", '"') + "}"],
)  # fmt: skip
def test_a_request_that_is_none_is_refused(address: str, body: str) -> None:
    headers = {"Authorization": "Bearer a secret word of some length"}
    assert httpx.post(f"{address}/encode", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize("texts", [["a" * 100_001], ["a" * 20_000] * 6])
def test_texts_that_are_far_too_long_are_refused_whoever_sends_them(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="characters"):
        query(*texts)


def test_long_texts_are_sent_in_parts_that_are_taken() -> None:
    texts = ["a" * 60_000, "b" * 60_000, *["c"] * 70, "d" * 100_000]
    parts = list(in_parts(texts))
    assert [text for part in parts for text in part] == texts
    assert all(query(*part) for part in parts)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}, {"X-Forwarded-For": "192.0.2.1"}],
)
def test_no_page_of_a_browser_and_nothing_from_afar_may_ask_without_a_token(headers: dict[str, str]) -> None:
    app = create_embedding_app(Encoder(), MODEL)
    body = '{"kind":"query","language":"en","texts":["a"]}'
    with TestClient(app, base_url="http://127.0.0.1:8010") as client:
        assert client.post("/encode", content=body, headers=headers).status_code == 403
        assert client.post("/encode", content=body).status_code == 200


def test_what_nobody_waits_for_any_more_is_broken_off() -> None:
    encoder = Encoder(pause=0.1)

    async def leave() -> None:
        batcher = Batcher(encoder)
        working = asyncio.create_task(batcher.run())
        asking = asyncio.create_task(batcher.encode(query(*(f"{number}" * 15_000 for number in range(5)))))
        await asyncio.sleep(0.05)
        asking.cancel()
        await batcher.encode(query("short"))
        working.cancel()

    asyncio.run(leave())
    assert [len(each) for each in encoder.passes] == [1, 1]


def test_a_server_that_is_told_to_end_does_so_amid_its_work() -> None:
    port = free_port()
    code = (
        "from assistant.web.embedding import create_embedding_app, serve; from tests.web.test_embedding import Encoder;"
        f"serve(create_embedding_app(Encoder(pause=0.5), 'hash'), '127.0.0.1', {port})"
    )
    texts = [f"{number}" * 9_000 for number in range(10)]
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        while process.poll() is None:
            with suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{port}/healthz")
                break
            time.sleep(0.05)
        wanted = {"kind": "passage", "language": "en", "texts": texts}
        with suppress(httpx.TransportError):
            httpx.post(f"http://127.0.0.1:{port}/encode", json=wanted, timeout=0.3)
        process.terminate()
        assert process.wait(6) in {0, -signal.SIGTERM}


def test_a_request_that_is_far_too_large_is_refused(address: str) -> None:
    headers = {"Authorization": "Bearer a secret word of some length"}
    assert httpx.post(f"{address}/encode", content=b"a" * (9 << 20), headers=headers).status_code == 413


def test_a_server_that_does_not_answer_is_left_alone_for_a_while_and_the_fallback_answers() -> None:
    with serving(Encoder(pause=1.0)) as slow:
        remote = RemoteEncoder(slow, MODEL, len, timeout=0.2)
        with pytest.raises(ModelUnavailable, match="embed-server"):
            remote.question("who", Language.EN)
        begun = time.monotonic()
        with pytest.raises(ModelUnavailable, match="a moment ago"):
            remote.question("who", Language.EN)
        assert time.monotonic() - begun < 0.1
        remote.fallback = Encoder
        assert remote.question("who", Language.EN).tokens.shape == (1, 128)
        remote.close()


@pytest.mark.parametrize("stored", [b"", b"nonsense", dump_vectors(HashEncoder().questions(["a"], Language.EN))])
def test_a_reply_that_holds_no_vectors_for_what_was_asked_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="vectors"):
        load_vectors(stored, 2)


def together(encoder: Encoder, *wanted: Wanted) -> list[object]:
    async def work() -> list[object]:
        batcher = Batcher(encoder)
        asking = [asyncio.create_task(batcher.encode(each)) for each in wanted]
        await asyncio.sleep(0)
        working = asyncio.create_task(batcher.run())
        found = await asyncio.gather(*asking, return_exceptions=True)
        working.cancel()
        return list(found)

    return asyncio.run(work())


def query(*texts: str, language: Language = Language.EN) -> Wanted:
    return Wanted(kind="query", language=language, texts=list(texts))


def test_what_waits_is_passed_together_each_text_once_and_languages_apart() -> None:
    encoder = Encoder()
    together(encoder, query("a", "b"), query("a"), query("c", language=Language.NL), query("d"))
    assert encoder.passes == [["a", "b", "d"], ["c"]]


def test_a_fault_is_told_to_those_whose_texts_were_passed_and_others_go_on() -> None:
    failed, other = together(Encoder(), query("fault"), query("c", language=Language.NL))
    assert (type(failed), len(other)) == (ValueError, 1)  # type: ignore[arg-type]


def test_more_than_can_be_done_is_refused_at_once() -> None:
    many = [query(*["a"] * MOST_TEXTS) for _ in range(WAITING // MOST_TEXTS + 1)]
    assert sum(isinstance(each, Full) for each in together(Encoder(), *many)) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "embedding.local"])
def test_without_a_token_nobody_else_may_reach_it(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_EMBEDDING_TOKEN", raising=False)
    with pytest.raises(ConfigurationError, match="ASSISTANT_EMBEDDING_TOKEN"):
        run(load_settings(), host, 8010)
