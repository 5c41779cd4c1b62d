"""A small assistant with a chat model from a script; its sentences are held against real quotes by the real check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.answering.prompts import load_prompts
from assistant.answering.written.asking import PROMPTS
from assistant.answering.written.check import ModelOpinion
from assistant.answering.written.prove import Certain, Prover, Supports
from assistant.answering.written.writer import Writer
from assistant.domain import BlockKind, Document, Language
from assistant.models.chat_model import ChatModel
from assistant.models.neutral import NeutralEncoder
from assistant.proof.support import supports as supports_by
from assistant.search.index import Index
from assistant.search.topic import TopicModel
from tests.answering.written.real import ModelServer, serving
from tests.fakes import make_document
from tests.fakes_chat import ScriptedChatModel
from tests.hash_encoder import HashEncoder
from tests.small_index import small_index

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM

GUIDE = make_document(
    "guide",
    Language.EN,
    "Partners",
    [
        (HEADING, 1, "Reaching workers"),
        (PARAGRAPH, 0, "A local trade union knows the workers and can reach them safely."),
        (PARAGRAPH, 0, "In 2023 the company Hakro spoke with 40 workers in India. The talks took three days."),
        (HEADING, 1, "Working with an NGO"),
        (PARAGRAPH, 0, "An NGO is not a quick fix for problems in the supply chain."),
        (PARAGRAPH, 0, "An NGO may help to check what a supplier says about its workers."),
    ],
)
GIDS = make_document(
    "gids",
    Language.NL,
    "Partners",
    [
        (HEADING, 1, "Werknemers bereiken"),
        (PARAGRAPH, 0, "Een lokale vakbond kent de werknemers en kan ze veilig bereiken."),
        (
            PARAGRAPH,
            0,
            "In 2022 sprak het bedrijf Hakro met 25 werknemers in Pakistan. De gesprekken duurden twee dagen.",
        ),
        (HEADING, 1, "Samenwerken met een ngo"),
        (PARAGRAPH, 0, "Een ngo is geen snelle oplossing voor problemen in de keten."),
        (PARAGRAPH, 0, "Deelnemers willen vooraf weten wat er met hun antwoorden gebeurt."),
    ],
)
QUESTION = {
    Language.EN: "How can a company reach the workers through a local trade union?",
    Language.NL: "Hoe kan een bedrijf de werknemers bereiken via een lokale vakbond?",
}


@dataclass(frozen=True)
class InService:
    index: Index

    def get(self) -> Index:
        return self.index

    def made(self, version: str) -> Index:
        return self.index


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    """A real chat model, served once a run when first asked for."""
    with serving(tmp_path_factory.mktemp("model")) as running:
        yield running


@pytest.fixture(scope="session")
def supports(encoder: NeutralEncoder) -> Supports:
    return partial(supports_by, encoder=encoder)


@pytest.fixture(scope="session")
def extractive(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return small_assistant(tmp_path_factory.mktemp("small"), GUIDE, GIDS)


def small_assistant(folder: Path, *documents: Document) -> Assistant:
    """Return an assistant over some documents that takes every question to be on topic."""
    topic = TopicModel("hash")
    return Assistant(InService(small_index(folder, documents)), HashEncoder(), topic)


Written = Callable[..., Assistant]


@pytest.fixture(scope="session")
def written(extractive: Assistant, supports: Supports) -> Written:
    """Return the assistant with a model that replies from a script."""

    def make(*replies: Any, over: Assistant = extractive, structured: bool = False, **options: Any) -> Assistant:
        return with_model(over, ScriptedChatModel(replies=replies), supports, structured=structured, **options)

    return make


def with_model(
    assistant: Assistant, model: ScriptedChatModel, supports: Supports, *, structured: bool = False, **options: Any
) -> Assistant:
    """Return an assistant that a scripted model writes for."""
    chat = ChatModel("scripted:model", model, structured=structured)
    given = {"timeout": 20.0} | options
    return replace(assistant, writer=Writer(chat, load_prompts(PROMPTS), Prover(supports), **given))


def checked_by(assistant: Assistant, check: ScriptedChatModel, certain: Certain | None = None) -> Assistant:
    """Return an assistant whose written sentences another scripted model judges."""
    writer = assistant.writer
    assert writer is not None
    opinion = ModelOpinion(ChatModel("scripted:check", check, structured=False), writer.prompts)
    prover = replace(writer.prover, certain=certain)
    return replace(assistant, writer=replace(writer, opinion=opinion, prover=prover))
