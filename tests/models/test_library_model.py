"""Any other embedding model, run by sentence-transformers: a real one that is small and untrained."""

from pathlib import Path

import numpy as np
import pytest

from assistant.models.embedding import Encoder, load_encoder
from assistant.models.tokenizer import load_counter

TEXTS = ["build trust", "a longer text of some more words", ""]
LETTERS = "abcdefghijklmnopqrstuvwxyz:"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sentence_transformers import SentenceTransformer  # takes seconds, which only who asks for it has to wait
    from sentence_transformers.sentence_transformer import modules
    from transformers import BertConfig, BertModel, BertTokenizer

    plain, finished = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("model")
    (plain / "vocab.txt").write_text("\n".join(VOCABULARY))
    BertTokenizer(str(plain / "vocab.txt")).save_pretrained(plain)
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(plain)
    parts = [modules.Transformer(str(plain), max_seq_length=64), modules.Pooling(16, "mean"), modules.Normalize()]
    SentenceTransformer(modules=parts, prompts={"query": "ask: ", "document": "doc: "}, device="cpu").save(
        str(finished)
    )
    return finished


@pytest.fixture(scope="module")
def model(folder: Path) -> Encoder:
    return load_encoder(str(folder))


def test_its_name_is_the_folders_and_its_prompts_are_its_own(model: Encoder, folder: Path) -> None:
    assert model.name == folder.name
    assert model.prompts == {"query": "ask: ", "document": "doc: "}


def test_it_gives_what_the_library_gives(model: Encoder, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    library = SentenceTransformer(str(folder), device="cpu")
    expected = library.encode(TEXTS, prompt="doc: ", normalize_embeddings=True)
    found = np.array([encoded.vector for encoded in model.encode_passages(TEXTS)])
    assert np.allclose(np.sum(found * expected, axis=1), 1, atol=0.01)  # bfloat16, where the processor has it


def test_its_tokens_have_their_characters(model: Encoder) -> None:
    encoded = model.encode_queries(["build trust"])[0]
    assert encoded.tokens.shape == (10, 16)
    assert encoded.spans.tolist() == [[place, place + 1] for place, letter in enumerate("build trust") if letter != " "]


def test_its_tokens_are_counted_without_loading_it(model: Encoder, folder: Path) -> None:
    count = load_counter(str(folder))
    assert [count(text) for text in TEXTS] == [model.count_tokens(text) for text in TEXTS]
