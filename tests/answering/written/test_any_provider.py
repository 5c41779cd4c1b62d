"""The whole written path with every provider's own library: written, checked, and only what is proven is shown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answer import Assistant
from assistant.answering.phrases import phrase
from assistant.answering.prompts import load_prompts
from assistant.answering.written.asking import PROMPTS
from assistant.answering.written.check import ModelOpinion
from assistant.answering.written.prove import Prover, Supports
from assistant.answering.written.writer import Writer
from assistant.domain import Language
from assistant.errors import Trouble
from assistant.models.chat_model import ChatModel
from assistant.models.chat_model.providers import open_chat_model
from tests.answering.written.conftest import QUESTION
from tests.answering.written.test_check import FREE, INVENTED
from tests.answering.written.test_shown import NGO, UNION
from tests.models.providers.shapes import WIRES
from tests.models.providers.wire import Server, Wire, let_go, ready, refused, serving

EN = Language.EN
PAIRS = ((UNION[EN], FREE[EN]), (NGO[EN], INVENTED[EN]))
WRITES = [f"QUOTE 1: {quote}\nSENTENCE: {sentence}\n" for quote, sentence in PAIRS]
VALUES = {"sentences": [{"quotes": [{"passage": 1, "words": quote}], "sentence": said} for quote, said in PAIRS]}
CHECKS = ["1: yes\n", "2: no\n"]


@pytest.fixture(params=WIRES, ids=lambda wire: wire.provider)
def wire(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    yield ready(request.param, monkeypatch)
    let_go()


def with_provider(extractive: Assistant, supports: Supports, wire: Wire, server: Server, structured: bool) -> Assistant:
    model = open_chat_model(f"{wire.provider}:m", f"{server.address}{wire.path}", timeout=20, retries=0)
    chat = ChatModel(f"{wire.provider}:m", model, structured=structured)
    writer = Writer(chat, load_prompts(PROMPTS), Prover(supports), 20.0)
    opinion = ModelOpinion(chat, writer.prompts, writer.breaker)
    return replace(extractive, writer=replace(writer, opinion=opinion))


@pytest.mark.parametrize("form", ["lines", "fields", "fields that its server refuses"])
def test_what_the_check_confirms_is_shown(extractive: Assistant, supports: Supports, wire: Wire, form: str) -> None:
    writes = wire.values(VALUES) if form == "fields" else wire.words(WRITES)
    replies = [refused(400, "no tools here"), writes] if "refuses" in form else [writes]
    with serving(*replies, wire.words(CHECKS)) as server:
        answer = with_provider(extractive, supports, wire, server, form != "lines").ask(QUESTION[EN])
    shown = [part.text for part in answer.sentences]
    assert (shown[0], INVENTED[EN] in answer.text, answer.fallback) == (FREE[EN], False, "")
    assert len(server.asked) == len(replies) + 1


def test_a_model_that_would_not_reply_is_not_said_to_be_down(
    extractive: Assistant, supports: Supports, wire: Wire
) -> None:
    if wire.declines is None:
        pytest.skip("its format has no way to say so")
    with serving(wire.declines()) as server:
        answer = with_provider(extractive, supports, wire, server, False).ask(QUESTION[EN])
    assert (answer.fallback, answer.body[0].text) == (Trouble.DECLINED, phrase("model_declined", EN))
    assert answer.citations == extractive.ask(QUESTION[EN]).citations
