"""A model that text-embeddings-inference serves: the fake speaks its interface, with the bundled model behind it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from assistant.errors import ConfigurationError, ModelUnavailable
from assistant.models.apart.tei import ServedModel
from assistant.models.bundled import MAX_TOKENS, NAME
from assistant.models.bundled.model import BundledModel, load_bundled
from assistant.models.embedding import Encoder
from assistant.settings import load_settings
from tests.ports import free_port

TEXTS = [
    "query: How do we find a partner?",
    "passage: één café 😀 naïef, multi-stakeholder",
    "",
    "a " * 700,
    "日本語の対話",
]


@dataclass
class FakeTei:
    """What the server gives for a request; ``faults`` are what it gives instead, by path."""

    model: BundledModel
    info: dict[str, Any] = field(default_factory=lambda: {"model_id": NAME, "max_input_length": MAX_TOKENS})
    faults: dict[str, tuple[int, Any]] = field(default_factory=dict)

    def answer(self, path: str, wanted: dict[str, Any]) -> tuple[int, Any]:
        if path in self.faults:
            return self.faults[path]
        if path == "/info":
            return 200, self.info
        if path == "/tokenize":
            return 200, [self._tokens(text) for text in wanted["inputs"]]
        passed = self.model.run(wanted["inputs"], MAX_TOKENS)
        if path == "/embed":
            return 200, passed.vectors.tolist()
        sizes = passed.counted.sum(axis=1)
        return 200, [own[:size].tolist() for own, size in zip(passed.tokens, sizes, strict=True)]

    def _tokens(self, text: str) -> list[dict[str, Any]]:
        end = {"id": 0, "text": "", "special": True, "start": None, "stop": None}
        places = [[len(text[:offset].encode()) for offset in span] for span in self.model._pieces.encode(text).offsets]
        return [end, *({"id": 1, "text": "", "special": False, "start": a, "stop": b} for a, b in places), end]


@contextmanager
def serving(tei: FakeTei) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give(*tei.answer(self.path, {}))

        def do_POST(self) -> None:
            wanted = json.loads(self.rfile.read(int(self.headers["content-length"])))
            self._give(*tei.answer(self.path, wanted))

        def _give(self, status: int, body: Any) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def bundled() -> BundledModel:
    model = load_bundled()
    assert isinstance(model, BundledModel)
    return model


@contextmanager
def asking(tei: FakeTei, name: str = NAME) -> Iterator[ServedModel]:
    with serving(tei) as address:
        served = ServedModel(address, name, timeout=20)
        yield served
        served.close()


def test_a_served_model_gives_what_it_gives_here(bundled: BundledModel) -> None:
    with asking(FakeTei(bundled)) as served:
        here, there = Encoder(bundled, NAME), Encoder(served, NAME)
        for text in TEXTS:  # one by one: what is beside a text moves its last digits
            ((mine,), (its,)) = (each.encode_passages([text]) for each in (here, there))
            np.testing.assert_allclose(its.vector, mine.vector, atol=1e-5)
            np.testing.assert_allclose(its.tokens, mine.tokens, atol=1e-4)
            np.testing.assert_array_equal(its.spans, mine.spans)
        assert [served.count(text) for text in TEXTS] == [bundled.count(text) + 2 for text in TEXTS]
        several = there.encode_queries(TEXTS)
        assert [len(each.tokens) for each in several] == [len(each.tokens) for each in here.encode_queries(TEXTS)]


@pytest.mark.parametrize(
    ("faults", "told"),
    [
        ({"/info": (200, {"model_id": "another", "max_input_length": 512})}, "has the model 'another'"),
        ({"/info": (200, {"model_id": NAME, "max_input_length": 128})}, "takes 128 tokens"),
        ({"/info": (200, {"model_id": NAME})}, "what model"),
        ({"/info": (404, {"error": "no"})}, "/info says 404"),
        ({"/info": (200, [])}, "what model"),
        ({"/tokenize": (200, [[{"id": 1}]])}, "gives no tokens"),
        ({"/tokenize": (200, [])}, "gives no tokens"),
        ({"/embed": (429, {"error": "overloaded"})}, "429"),
        ({"/embed": (200, [])}, "other vectors"),
        ({"/embed": (200, [["a"]])}, "other vectors"),
        ({"/embed_all": (200, [])}, "other vectors"),
        ({"/embed_all": (200, [[[0.0]]])}, "other vectors"),
        ({"/embed_all": (200, {"error": "x"})}, "other vectors"),
    ],
)
def test_whatever_else_it_gives_is_refused_with_what_to_do(
    bundled: BundledModel, faults: dict[str, tuple[int, Any]], told: str
) -> None:
    with asking(FakeTei(bundled, faults=faults)) as served, pytest.raises(ModelUnavailable, match=told):
        served.run(["who"], MAX_TOKENS)


def test_a_server_that_is_away_is_left_alone_for_a_while() -> None:
    served = ServedModel(f"http://127.0.0.1:{free_port()}", NAME)
    for told in ("ASSISTANT_EMBEDDING_URL", "a moment ago"):
        with pytest.raises(ModelUnavailable, match=told):
            served.count("who")
    served.close()


def test_a_fallback_is_for_servers_of_ours() -> None:
    with pytest.raises(ConfigurationError, match="ASSISTANT_EMBEDDING_FALLBACK"):
        load_settings(embedding_url="http://127.0.0.1:80", embedding_kind="tei", embedding_fallback=True)
