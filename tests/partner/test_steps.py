from dataclasses import replace
from typing import Any

import pytest

from assistant.domain import Language
from assistant.partner.interview import steps
from assistant.partner.interview.situation import Situation
from assistant.partner.interview.steps import Choice, Flow, Step

EN, NL = Language.EN, Language.NL
PURPOSES = (Choice("Gaining influence", "Gaining influence"), Choice("Saving time", "Saving time"))


def at(step: Step, situation: Situation | None = None) -> Flow:
    return Flow(EN, situation or Situation(), step)


TOLD = Situation(purposes=("Saving time",), where="Peru", sure="idea")


def test_a_situation_whose_purpose_is_known_leads_to_the_brief_at_once() -> None:
    assert steps.begin(EN, TOLD) == Flow(EN, TOLD, Step.RESULT)


def test_without_a_purpose_one_question_comes_before_the_brief() -> None:
    flow = steps.begin(EN, Situation(where="Peru"))
    assert flow.step is Step.PURPOSES
    assert steps.tell(flow, ("Saving time",)).step is Step.RESULT
    assert steps.skip(flow).step is Step.RESULT


def test_where_several_answers_are_possible_a_choice_is_added_and_taken_away() -> None:
    chosen = steps.choose(steps.choose(steps.begin(EN), "Saving time"), "Gaining influence")
    assert chosen.step is Step.PURPOSES
    assert chosen.situation.purposes == ("Saving time", "Gaining influence")
    assert steps.choose(chosen, "Saving time").situation.purposes == ("Gaining influence",)
    assert steps.confirm(chosen).step is Step.RESULT


@pytest.mark.parametrize(
    ("step", "answer", "field", "value"),
    [
        (Step.SURE, "exploring", "sure", "exploring"),
        (Step.WHERE, "the hills of Rajasthan", "where", "the hills of Rajasthan"),
        (Step.WHOM, "home_workers", "whom", ("home_workers",)),
        (Step.HAVE, "ngo", "have", ("ngo",)),
    ],
)
def test_each_answer_is_changed_by_one_question_and_the_rest_stays(
    step: Step, answer: str, field: str, value: Any
) -> None:
    changed = steps.tell(steps.change(at(Step.RESULT, TOLD), step), (answer,))
    assert (changed.step, changed.before) == (Step.RESULT, None)
    assert changed.situation == replace(TOLD, **{field: value})


def test_going_back_leaves_no_trace_of_what_was_chosen() -> None:
    asked = steps.change(at(Step.RESULT, TOLD), Step.WHOM)
    assert steps.back(steps.choose(asked, "workers")) == at(Step.RESULT, TOLD)


def test_before_the_first_brief_there_is_nowhere_to_go_back_to() -> None:
    assert steps.back(steps.begin(EN)) == steps.begin(EN)


def test_own_words_are_added_to_what_was_chosen() -> None:
    flow = steps.tell(at(Step.WHOM, Situation(whom=("workers",))), ("dock workers",))
    assert flow.situation.whom == ("workers", "dock workers")


def test_skipping_a_question_takes_its_answer_away() -> None:
    assert steps.skip(steps.change(at(Step.RESULT, TOLD), Step.WHERE)).situation.where == ""


def test_what_is_known_beforehand_is_shown_as_chosen() -> None:
    view = steps.view(steps.change(at(Step.RESULT, TOLD), Step.PURPOSES), PURPOSES)
    assert [choice.chosen for choice in view.choices] == [False, True]


def test_each_step_speaks_the_readers_language() -> None:
    views = [steps.view(Flow(language, Situation(), Step.WHOM), ()) for language in (EN, NL)]
    assert [view.question for view in views] == [
        "Whom do you want to reach or talk with?",
        "Wie wil je bereiken of spreken?",
    ]
    assert views[1].choices[0].label == "Werknemers in de keten"


def test_a_flow_survives_being_stored() -> None:
    flow = Flow(NL, Situation(whom=("workers",), where="Peru"), Step.HAVE, Situation(where="Peru"))
    assert Flow.from_json(flow.to_json()) == flow


def test_endless_answers_are_cut() -> None:
    flow = steps.tell(at(Step.WHOM), [f"{number} {'x' * 2_000}" for number in range(50)])
    assert len(flow.situation.whom) == 10
    assert max(map(len, flow.situation.whom)) == 500


def test_what_is_stored_wrongly_is_left_out() -> None:
    assert Situation.from_json({"purposes": "all", "where": 7, "whom": ["workers", 3, ""]}) == Situation(
        whom=("workers",)
    )
