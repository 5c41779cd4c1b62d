import json

import pytest

from evals.judge.reply import ASPECTS, read_reply


def verdict(faithfulness: object = 1, completeness: object = 0.5) -> str:
    values = {"faithfulness": faithfulness, "completeness": completeness}
    return json.dumps({aspect: {"value": value, "reason": f"why {aspect}"} for aspect, value in values.items()})


def test_a_reply_in_form_gives_both_values_with_their_reasons() -> None:
    scores = read_reply(verdict())
    assert [(scores[aspect].value, scores[aspect].explanation) for aspect in ASPECTS] == [
        (1.0, "why faithfulness"),
        (0.5, "why completeness"),
    ]


@pytest.mark.parametrize(
    "reply",
    [f"Sure! {verdict()} Hope {{that}} helps.", f"```json\n{verdict()}\n```", f"{verdict(0, 0)} No: {verdict()}"],
)
def test_words_around_the_last_verdict_do_not_matter(reply: str) -> None:
    scores = read_reply(reply)
    assert (scores["faithfulness"].value, scores["completeness"].value) == (1.0, 0.5)


@pytest.mark.parametrize(
    "reply", ["", "I cannot judge this.", verdict()[:-20], "[1, 0.5]", "{" * 50_000, '{"a":' * 9_000]
)
def test_a_reply_without_a_whole_verdict_is_undefined_and_not_zero(reply: str) -> None:
    scores = read_reply(reply)
    assert not any(scores[aspect].defined for aspect in ASPECTS)
    assert scores["faithfulness"].explanation.startswith("the judge gave no verdict: ")


@pytest.mark.parametrize("value", [1.01, -0.1, 80, "1", True, float("nan"), [1]])
def test_a_value_that_is_no_share_is_undefined_with_the_reason(value: object) -> None:
    scores = read_reply(verdict(faithfulness=value))
    assert not scores["faithfulness"].defined
    assert "no number from 0 to 1" in scores["faithfulness"].explanation
    assert scores["completeness"].value == 0.5


def test_an_aspect_that_is_left_out_or_open_is_undefined() -> None:
    assert read_reply('{"faithfulness": {"value": 1}}')["completeness"].explanation == "the judge gave no completeness"
    assert read_reply(verdict(completeness=None))["completeness"].explanation == "why completeness"


def test_a_reason_is_one_short_printable_line() -> None:
    reply = json.dumps({"faithfulness": {"value": 1, "reason": "\x1b[31ma\n" + "b" * 999}})
    reason = read_reply(reply)["faithfulness"].explanation
    assert reason.startswith("[31ma bbb")
    assert len(reason) == 300
