"""Reranking, with a real cross-encoder that is small and untrained: which order it gives does not matter here."""

from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.errors import ModelUnavailable
from assistant.models.rerank import CrossEncoderRanker, load_ranker
from assistant.question.understand import understand
from assistant.search.rerank import rerank
from assistant.search.retrieve import Retrieved, retrieve

QUESTION = "How do we build trust with a partner?"


def save_cross_encoder(folder: Path, labels: int) -> Path:
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        BertTokenizer,
    )  # takes seconds, as in test_library_model

    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"abcdefghijklmnopqrstuvwxyz",
        *(f"##{c}" for c in "aeiorst"),
    ]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def ranker(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoderRanker:
    return load_ranker(str(save_cross_encoder(tmp_path_factory.mktemp("rank") / "model", labels=1)))


@pytest.fixture(scope="module")
def found(assistant: Assistant) -> Retrieved:
    return retrieve(understand(QUESTION, assistant.encoder).query, assistant.index.get())


def test_the_same_passages_come_in_the_order_of_the_models_scores(ranker: CrossEncoderRanker, found: Retrieved) -> None:
    again = rerank(QUESTION, found, ranker)
    judged = [float(ranker.model.predict([(QUESTION, hit.passage.text)])[0]) for hit in again.hits]
    assert judged == sorted(judged, reverse=True)
    assert {hit.passage.id for hit in again.hits} == {hit.passage.id for hit in found.hits}


def test_the_scores_keep_their_scale(ranker: CrossEncoderRanker, found: Retrieved) -> None:
    assert [hit.score for hit in rerank(QUESTION, found, ranker).hits] == [hit.score for hit in found.hits]


def test_a_model_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"nothing.*ASSISTANT_RERANKER_MODEL"):
        load_ranker(str(tmp_path / "nothing"))


def test_a_model_that_does_not_rank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="3 scores a pair"):
        load_ranker(str(save_cross_encoder(tmp_path / "classifier", labels=3)))
