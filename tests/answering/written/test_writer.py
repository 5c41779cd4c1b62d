"""What an answer and the log tell of the model that wrote it."""

import logging
import subprocess
import sys

import pytest

from assistant.answer import Assistant
from assistant.answering.phrases import phrase
from assistant.answering.prompts import load_prompts
from assistant.answering.written.asking import PROMPTS
from assistant.answering.written.prove import Supports
from assistant.domain import Fate, Language
from assistant.settings import PROJECT
from tests.answering.written.conftest import QUESTION, Written, checked_by, with_model
from tests.answering.written.replies import lines
from tests.answering.written.test_shown import NGO, REACHES, UNION
from tests.fakes_chat import ScriptedChatModel

EN = Language.EN


def test_an_answer_names_its_model_and_the_prompts_that_were_used(written: Written) -> None:
    answer = written(lines((UNION[EN], REACHES[EN]))).ask(QUESTION[EN])
    prompts = load_prompts(PROMPTS)
    used = [
        f"{prompts[name, EN].file[:-3]}:{prompts[name, EN].digest}"
        for name in ("answer", "forms/lines-unsaid", "forms/lines")
    ]
    assert (answer.model, answer.prompt_version.split()) == ("scripted:model", used)


def test_a_question_on_another_subject_asks_no_model_and_names_none(assistant: Assistant, supports: Supports) -> None:
    model = ScriptedChatModel(replies=[])
    answer = with_model(assistant, model, supports).ask("What will the weather be like in Rome tomorrow?")
    assert (answer.status, answer.model, answer.prompt_version, answer.usage) == ("off_topic", None, "", None)
    assert model.prompts == []


def test_the_log_counts_sentences_tokens_and_cost_and_holds_no_words(
    extractive: Assistant, supports: Supports, caplog: pytest.LogCaptureFixture
) -> None:
    reply = lines((UNION[EN], REACHES[EN]), (NGO[EN], "An NGO is a quick fix for problems in the supply chain."))
    caplog.set_level(logging.DEBUG)
    with_model(extractive, ScriptedChatModel(replies=[reply]), supports, prices=(1.0, 5.0)).ask(QUESTION[EN])
    (line,) = [each.getMessage() for each in caplog.records if each.name == "assistant.answering.written.usage"]
    assert "1 proven, 1 dropped; 1 calls, 100 tokens sent, 20 received, first sentence after 0." in line
    assert line.endswith("s, cost 0.000200; complete")
    assert not any(word in caplog.text for word in ("trade union", "quick fix", "reach"))


def test_an_answer_tells_what_it_took_and_the_check_has_prices_of_its_own(
    extractive: Assistant, supports: Supports
) -> None:
    model, check = (ScriptedChatModel(replies=[each]) for each in (lines((UNION[EN], REACHES[EN])), "1: yes"))
    by_model = with_model(extractive, model, supports, prices=(1.0, 5.0), check_prices=(0.1, 0.5))
    used = checked_by(by_model, check).ask(QUESTION[EN]).usage
    assert used is not None
    assert (used.calls, used.tokens_in, used.tokens_out, round(used.cost, 6)) == (2, 200, 40, 0.00022)
    assert used.first_ms is not None
    assert used.first_ms > 0


def test_the_log_tells_why_a_model_failed_without_its_words(
    extractive: Assistant, supports: Supports, caplog: pytest.LogCaptureFixture
) -> None:
    model = ScriptedChatModel(replies=[ConnectionError(f"no reply to {QUESTION[EN]}")])
    with_model(extractive, model, supports).ask(QUESTION[EN])
    assert "scripted:model failed: unreachable ConnectionError" in caplog.text
    assert "trade union" not in caplog.text


def test_a_thing_asked_for_that_the_model_left_out_is_added_in_the_documents_words(written: Written) -> None:
    answer = written(lines((UNION[EN], REACHES[EN]))).ask("How many workers did the company Hakro speak with in India?")
    assert (answer.composer, answer.fallback) == ("generate", "incomplete")
    own, talks = [part.text for part in answer.body][2:], "In 2023 the company Hakro spoke with 40 workers in India."
    assert own == [phrase("model_incomplete", EN), talks]  # what is missing, and not all that answers without a model


@pytest.mark.parametrize("reply", ["NONE", "**None.**\n", "GEEN"])
def test_where_model_and_documents_both_doubt_the_answer_is_no(
    extractive: Assistant, written: Written, reply: str
) -> None:
    two = "How can a company reach the workers through a local trade union? And what did Zuckerberg say about workers?"
    assert (extractive.ask(two).status, extractive.ask(QUESTION[EN]).status) == ("partial", "answered")
    assert (written(reply).ask(two).status, written(reply).ask(QUESTION[EN]).status) == ("no_evidence", "answered")
    assert written("I cannot help.").ask(two).status == "partial"


def test_a_sentence_with_two_quotes_cites_each_that_proves_it(written: Written) -> None:
    def reply(prompt: str) -> str:
        first, second = (lines((quote, REACHES[EN]))(prompt).splitlines() for quote in (NGO[EN], UNION[EN]))
        return "\n".join([first[0], second[0], second[1], ""])

    answer = written(reply).ask(QUESTION[EN])
    assert [citation.quote for citation in answer.citations] == [UNION[EN]]
    assert answer.checks[0].outcome is Fate.PROVEN


def test_without_a_chat_model_none_of_its_libraries_is_loaded() -> None:
    code = "import sys, assistant.answer, assistant.bootstrap; print({'langchain', 'openai'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
