import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.models import bundled
from assistant.models.embedding import Encoded, Encoder, load_encoder
from assistant.models.neutral import NeutralEncoder
from assistant.settings import PROJECT
from tests.models.bundled.reference import token_vectors

TEXTS = [
    "Build trust.",
    "Bouw vertrouwen op met je leverancier, en kom na wat je belooft.",
    "An NGO can help you to reach workers in the supply chain. " * 6,
    "Één café in Curaçao 😀 telt mee",
]


@pytest.fixture(scope="module")
def model(encoder: NeutralEncoder) -> Encoder:
    return encoder.encoder


def pooled(text: str) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = token_vectors(text).mean(axis=0)
    return mean / np.linalg.norm(mean)


def similarity(first: Encoded, second: Encoded) -> float:
    return float(first.vector @ second.vector)


def test_the_prompts_are_exactly_those_the_model_was_trained_with(model: Encoder) -> None:
    assert model.prompts == {"query": "query: ", "document": "passage: "}


def test_the_prompts_are_put_before_the_text(model: Encoder) -> None:
    query, passage, bare = (pooled(text) for text in ("query: trust", "passage: trust", "trust"))
    assert float(model.encode_queries(["trust"])[0].vector @ query) > 0.999
    assert float(model.encode_passages(["trust"])[0].vector @ passage) > 0.999
    assert max(float(query @ passage), float(query @ bare), float(passage @ bare)) < 0.995


def test_vectors_have_length_one_and_tokens_have_a_span_each(model: Encoder) -> None:
    for encoded in model.encode_passages(TEXTS):
        assert float(np.linalg.norm(encoded.vector)) == pytest.approx(1, abs=1e-5)
        assert encoded.vector.shape == (384,)
        assert encoded.tokens.shape == (len(encoded.spans), 384)


@pytest.mark.parametrize("text", TEXTS)
def test_the_spans_of_the_tokens_cover_the_words_of_the_text(model: Encoder, text: str) -> None:
    for encoded in (*model.encode_passages([text]), *model.encode_queries([text])):
        covered = {place for start, end in encoded.spans.tolist() for place in range(start, end)}
        assert {place for place, character in enumerate(text) if character != " "} == covered


def test_a_batch_gives_what_one_by_one_gives(model: Encoder) -> None:
    together, apart = model.encode_passages(TEXTS), [model.encode_passages([text])[0] for text in TEXTS]
    assert min(map(similarity, together, apart)) > 0.99
    assert [item.spans.tolist() for item in together] == [item.spans.tolist() for item in apart]


def test_two_threads_at_once_get_what_one_gets(model: Encoder) -> None:
    expected = [model.encode_queries([text])[0] for text in TEXTS]
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda text: model.encode_queries([text])[0], TEXTS * 2))
    assert min(map(similarity, found, expected * 2)) > 0.99


LONG = ("Our supplier's workers, 1,200 of them, are paid late; nobody knows why. " * 60)[:3_980] + " Whom do we ask?"


@pytest.mark.parametrize("text", [LONG, "trust" * 800, "é 😀 " * 900, LONG + "\ufffd" * 40], ids=range(4))
def test_what_is_longer_than_the_model_takes_is_read_in_windows_each_token_once(model: Encoder, text: str) -> None:
    encoded = model.encode_queries([text])[0]
    covered = {place for start, end in encoded.spans.tolist() for place in range(start, end)}
    assert {place for place, character in enumerate(text) if character not in " \ufffd"} <= covered
    assert len(encoded.tokens) == len(encoded.spans) > bundled.MAX_TOKENS
    assert (encoded.spans[1:, 0] >= encoded.spans[:-1, 0]).all()
    assert float(np.linalg.norm(encoded.vector)) == pytest.approx(1, abs=1e-5)


def test_a_long_text_between_others_stays_in_its_place(model: Encoder) -> None:
    first, long, last = model.encode_queries(["trust", LONG, "an NGO"])
    assert long.spans[-1, 1] == len(LONG)
    assert similarity(first, model.encode_queries(["trust"])[0]) > 0.999
    assert similarity(last, model.encode_queries(["an NGO"])[0]) > 0.999


@pytest.mark.parametrize("text", ["", " ", "\ufffd", "\n"])
def test_a_text_without_tokens_has_a_vector_and_no_tokens(model: Encoder, text: str) -> None:
    encoded = model.encode_queries([text])[0]
    assert (encoded.tokens.shape, encoded.spans.shape, encoded.vector.shape) == ((0, 384), (0, 2), (384,))


def test_nothing_to_encode_gives_nothing(model: Encoder) -> None:
    assert model.encode_passages([]) == []


@pytest.mark.parametrize("text", ["", *TEXTS])
def test_tokens_are_counted_without_prompt_and_ends(model: Encoder, text: str) -> None:
    assert model.count_tokens(text) == len(model.encode_passages([text])[0].tokens)


def test_it_is_an_embedding_model_of_langchain(model: Encoder) -> None:
    assert np.allclose(model.embed_query("trust"), model.encode_queries(["trust"])[0].vector, atol=1e-5)
    assert np.allclose(model.embed_documents(["trust"])[0], model.encode_passages(["trust"])[0].vector, atol=1e-5)


def test_a_folder_that_is_no_model_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"could not be loaded.*ASSISTANT_EMBEDDING_MODEL to\s+`bundled`"):
        load_encoder(str(tmp_path))


def test_more_texts_than_a_batch_come_back_in_their_order(model: Encoder) -> None:
    texts = [f"{'very ' * (number % 7)}large partner number {number}" for number in range(40)]
    together, apart = model.encode_queries(texts), [model.encode_queries([text])[0] for text in texts]
    assert min(map(similarity, together, apart)) > 0.999


def test_a_runtime_that_cannot_be_loaded_is_said_with_what_to_do() -> None:
    """As where the process may not take the memory for it; in a process of its own, since it stays unloaded."""
    code = (
        "import sys; sys.modules['onnxruntime'] = None; "
        "from assistant.models.embedding import load_encoder; load_encoder('bundled')"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert re.search(r"ModelUnavailable: ONNX Runtime.*cannot be loaded.*make clean, then make install", run.stderr)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be taken away here")
def test_one_core_encodes_as_well() -> None:
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); from assistant.models.embedding import *; "
        "m = load_encoder('bundled'); print(len(m.encode_passages(['trust', 'a partner', 'an NGO'])), m._helpers)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout == "3 None\n"
