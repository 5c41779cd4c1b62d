from assistant.domain import Language
from assistant.partner.interview import steps
from assistant.partner.interview.situation import Situation
from assistant.partner.interview.steps import Choice, Flow, Step

EN, NL = Language.EN, Language.NL
PURPOSES = (Choice("Gaining influence", "Gaining influence"), Choice("Saving time", "Saving time"))


def at(step: Step, situation: Situation | None = None) -> Flow:
    return Flow(EN, situation or Situation(), step)


def test_skipping_every_step_ends_at_the_result_with_nothing_told() -> None:
    flow = steps.begin(EN)
    for _ in range(5):
        flow = steps.skip(flow)
    assert (flow.step, flow.situation) == (Step.RESULT, Situation())


def test_where_several_answers_are_possible_a_choice_is_added_and_taken_away() -> None:
    chosen = steps.choose(steps.choose(steps.begin(EN), "Saving time"), "Gaining influence")
    assert chosen.step is Step.PURPOSES
    assert chosen.situation.purposes == ("Saving time", "Gaining influence")
    assert steps.choose(chosen, "Saving time").situation.purposes == ("Gaining influence",)


def test_where_one_answer_is_possible_a_choice_goes_on() -> None:
    flow = steps.choose(at(Step.SURE), "exploring")
    assert (flow.step, flow.situation.sure) == (Step.RESULT, "exploring")


def test_own_words_are_an_answer_and_go_on() -> None:
    flow = steps.tell(at(Step.WHERE), ("the hills of Rajasthan",))
    assert (flow.step, flow.situation.where) == (Step.HAVE, "the hills of Rajasthan")


def test_own_words_are_added_to_what_was_chosen() -> None:
    flow = steps.tell(at(Step.WHOM, Situation(whom=("workers",))), ("home workers",))
    assert flow.situation.whom == ("workers", "home workers")


def test_going_back_keeps_the_answers_and_stops_at_the_first_step() -> None:
    told = Situation(purposes=("Saving time",), where="Peru")
    flow = steps.back(steps.back(steps.back(at(Step.WHERE, told))))
    assert (flow.step, flow.situation) == (Step.PURPOSES, told)


def test_an_answer_can_be_changed_after_the_result_and_the_rest_stays() -> None:
    done = at(Step.RESULT, Situation(purposes=("Saving time",), where="Peru", sure="idea"))
    changed = steps.tell(steps.change(done, Step.WHERE), ("Chile",))
    assert changed.step is Step.RESULT
    assert changed.situation == Situation(purposes=("Saving time",), where="Chile", sure="idea")


def test_skipping_a_step_takes_its_answer_away() -> None:
    assert steps.skip(at(Step.WHERE, Situation(where="Peru"))).situation.where == ""


def test_what_is_known_beforehand_is_shown_as_chosen() -> None:
    view = steps.view(steps.begin(EN, Situation(purposes=("Saving time",))), PURPOSES)
    assert [choice.chosen for choice in view.choices] == [False, True]


def test_each_step_speaks_the_readers_language() -> None:
    views = [steps.view(Flow(language, Situation(), Step.WHOM), ()) for language in (EN, NL)]
    assert [view.question for view in views] == [
        "Whom do you want to reach or talk with?",
        "Wie wil je bereiken of spreken?",
    ]
    assert views[1].choices[0].label == "Werknemers in de keten"


def test_a_flow_survives_being_stored() -> None:
    flow = Flow(NL, Situation(whom=("workers",), where="Peru"), Step.HAVE, changing=True)
    assert Flow.from_json(flow.to_json()) == flow


def test_endless_answers_are_cut() -> None:
    flow = steps.tell(at(Step.WHOM), [f"{number} {'x' * 2_000}" for number in range(50)])
    assert len(flow.situation.whom) == 10
    assert max(map(len, flow.situation.whom)) == 500


def test_what_is_stored_wrongly_is_left_out() -> None:
    assert Situation.from_json({"purposes": "all", "where": 7, "whom": ["workers", 3, ""]}) == Situation(
        whom=("workers",)
    )
