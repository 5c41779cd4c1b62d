"""LangChain's own tests of a retriever, over a real index, and what its documents are cited by."""

from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant.answer import Assistant
from assistant.errors import IndexUnavailable
from assistant.integrations.langchain import SerRetriever
from assistant.search.index import Index
from assistant.search.topic import TopicModel
from tests.hash_encoder import HashEncoder
from tests.partner.water import ENGLISH
from tests.small_index import MODEL, small_index


class Kept:
    """A small index that is in service."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _index(self) -> Index:
        return small_index(self._folder, [ENGLISH])

    def get(self) -> Index:
        return self._index

    def made(self, version: str) -> Index:
        return self._index


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(Kept(tmp_path_factory.mktemp("index")), HashEncoder(), TopicModel(MODEL, -1.0))


class TestStandard(RetrieversIntegrationTests):
    """The standard tests."""

    @pytest.fixture(autouse=True)
    def _given(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return SerRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"assistant": self.assistant}

    @property
    def retriever_query_example(self) -> str:
        return "Who knows the wells of a village?"


def test_each_document_is_the_words_of_its_place(assistant: Assistant) -> None:
    found = SerRetriever(assistant=assistant, k=3).invoke("Who knows the wells of a village?")
    places = [(each.metadata["start"], each.metadata["end"]) for each in found]
    assert [each.page_content for each in found] == [ENGLISH.text[start:end] for start, end in places]
    assert "wells" in found[0].page_content
    assert found[0].metadata["document_id"] == ENGLISH.id
    assert found[0].metadata["version"] == ENGLISH.version


def test_a_retriever_is_a_part_of_a_chain(assistant: Assistant) -> None:
    chain = SerRetriever(assistant=assistant, k=2) | (lambda found: [each.metadata["title"] for each in found])
    assert chain.invoke("wells") == [ENGLISH.title] * 2


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="ser-assistant ingest"):
        SerRetriever(data_dir=tmp_path).invoke("wells")
