import pytest

from assistant.domain import AnswerStatus
from assistant.review.case import Case, Gold
from evals.cases.output import Output
from evals.metrics.stage import Stage, stage_of
from tests.evals.samples import ASK, NGO, PAY, REFUSAL, UNION, cite, make_case, make_output, refuse

CASE = make_case()
PARTIAL = make_case(status=AnswerStatus.PARTIAL)
RIGHT = cite("Ask a local trade union.")


@pytest.mark.parametrize(
    ("case", "output", "stage"),
    [
        (CASE, make_output(RIGHT), None),
        (REFUSAL, refuse(), None),
        (REFUSAL, refuse(AnswerStatus.OFF_TOPIC), None),
        (PARTIAL, make_output(RIGHT, status=AnswerStatus.PARTIAL), None),
        (make_case(gold=(Gold("guide", "nowhere"),)), make_output(RIGHT), Stage.NOT_IN_CORPUS),
        (make_case(gold=(Gold("gone", "Ask"),)), refuse(), Stage.NOT_IN_CORPUS),
        (CASE, make_output(cite(PAY.text, PAY), found=[PAY]), Stage.NOT_RETRIEVED),
        (CASE, refuse(found=[PAY]), Stage.NOT_RETRIEVED),
        (make_case(gold=(ASK, NGO), needs=((0,), (1,))), make_output(RIGHT, found=[UNION]), Stage.NOT_RETRIEVED),
        (CASE, refuse(), Stage.WRONGLY_REFUSED),
        (CASE, refuse(AnswerStatus.OFF_TOPIC), Stage.WRONGLY_REFUSED),
        (CASE, make_output(cite(PAY.text, PAY)), Stage.NOT_USED),
        (make_case(gold=(ASK, NGO), needs=((0,), (1,))), make_output(RIGHT), Stage.NOT_USED),
        (CASE, make_output(cite("It knows the workers.")), Stage.MISREAD),
        (CASE, make_output(cite("Ask a local trade union.", shift=1)), Stage.MISREAD),
        (REFUSAL, make_output(RIGHT), Stage.WRONGLY_ANSWERED),
        (REFUSAL, make_output(RIGHT, status=AnswerStatus.PARTIAL), Stage.WRONGLY_ANSWERED),
        (PARTIAL, make_output(RIGHT), Stage.WRONGLY_ANSWERED),
        (CASE, refuse(AnswerStatus.ERROR), Stage.FAULT),
        (REFUSAL, refuse(AnswerStatus.ERROR), Stage.FAULT),
    ],
)
def test_a_failure_is_blamed_on_the_first_stage_that_failed(case: Case, output: Output, stage: Stage | None) -> None:
    failure = stage_of(case, output)
    assert (failure.stage if failure else None) is stage


def test_a_failure_names_its_evidence() -> None:
    failure = stage_of(CASE, refuse(found=[PAY]))
    assert failure is not None
    assert failure.reason == "not among the first 1: guide: “Ask a local trade union”"
