"""A second opinion on each sentence: from an entailment model, or from the chat model itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.answering.written.prove import Prover, Supports
from assistant.domain import Fate, Language
from assistant.errors import ModelUnavailable
from assistant.models.entailment import load_entailment
from tests.answering.written.conftest import QUESTION, with_model
from tests.answering.written.replies import lines
from tests.answering.written.test_shown import REACHES, UNION
from tests.fakes_chat import ScriptedChatModel
from tests.models.test_rerank import save_cross_encoder


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("reply", "fate"),
    [
        ("yes", Fate.PROVEN),
        ("**Ja**.", Fate.PROVEN),
        ("no", Fate.REPLACED),
        ("I do not know", Fate.REPLACED),
        ("", Fate.REPLACED),
        (ConnectionError(), Fate.REPLACED),
    ],
)
def test_the_chat_model_is_asked_whether_the_quote_says_it(
    extractive: Assistant, supports: Supports, language: Language, reply: str | Exception, fate: Fate
) -> None:
    model = ScriptedChatModel(replies=[lines((UNION[language], REACHES[language])), reply])
    answer = with_model(extractive, model, supports, asks_again=True).ask(QUESTION[language])
    (check,) = answer.checks
    assert (check.outcome, check.reason) == (fate, "" if fate is Fate.PROVEN else "entailment")
    assert UNION[language] in model.prompts[1]


def test_no_opinion_saves_what_the_quote_does_not_support(extractive: Assistant, supports: Supports) -> None:
    model = ScriptedChatModel(replies=[lines((UNION[Language.EN], "A local trade union has 40 offices.")), "yes"])
    answer = with_model(extractive, model, supports, asks_again=True).ask(QUESTION[Language.EN])
    assert (answer.checks[0].outcome, len(model.prompts)) == (Fate.REPLACED, 1)


def test_an_entailment_model_is_heard(extractive: Assistant, supports: Supports) -> None:
    asked = []

    def entails(quote: str, sentence: str, language: Language) -> bool:
        asked.append((quote, sentence, language))
        return False

    reply = lines((UNION[Language.EN], REACHES[Language.EN]))
    assistant = with_model(extractive, ScriptedChatModel(replies=[reply]), supports)
    assert assistant.writer is not None
    doubting = replace(assistant, writer=replace(assistant.writer, prover=Prover(supports, entails)))
    assert doubting.ask(QUESTION[Language.EN]).checks[0].reason == "entailment"
    assert asked == [(UNION[Language.EN], REACHES[Language.EN], Language.EN)]


def test_an_entailment_model_goes_by_its_own_label(tmp_path: Path) -> None:
    folder = save_cross_encoder(tmp_path / "nli", labels=3)
    _label(folder, ["contradiction", "ENTAILMENT", "neutral"])
    opinion = load_entailment(str(folder))
    scores = opinion.model.predict([("a union", "an ngo")])[0]
    assert opinion.label == 1
    assert opinion.entails("a union", "an ngo", Language.EN) == (int(scores.argmax()) == 1)


@pytest.mark.parametrize("labels", [1, 3])
def test_a_model_without_that_label_is_refused(tmp_path: Path, labels: int) -> None:
    folder = save_cross_encoder(tmp_path / "other", labels=labels)
    with pytest.raises(ModelUnavailable, match=r"none is entailment.*ASSISTANT_ENTAILMENT_MODEL"):
        load_entailment(str(folder))


def test_an_entailment_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"nothing'.*cannot be loaded"):
        load_entailment(str(tmp_path / "nothing"))


def _label(folder: Path, labels: list[str]) -> None:
    config = json.loads((folder / "config.json").read_text())
    config |= {"id2label": dict(enumerate(labels)), "label2id": {label: place for place, label in enumerate(labels)}}
    (folder / "config.json").write_text(json.dumps(config))
