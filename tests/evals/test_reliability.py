"""The reliability of the confidence: what is stated against what is observed."""

import random
from dataclasses import replace

import pytest

from evals.report.plots import calibration
from evals.report.reliability import EDGES, by_group, reliability
from evals.run.scoring import score_run
from evals.run.storage import Run
from tests.evals.fakes import make_info
from tests.evals.samples import CORPUS, REFUSAL, cite, make_case, make_output, refuse


def drawn(count: int, bent: float) -> list[tuple[float, bool]]:
    """Return confidences of which each comes true as often as it says, to a power."""
    chance = random.Random(1)
    stated = [chance.random() for _ in range(count)]
    return [(each, chance.random() < each**bent) for each in stated]


def test_a_confidence_that_is_what_it_says_lies_on_the_diagonal() -> None:
    found = reliability(drawn(4_000, bent=1))
    assert found.error < 0.03
    assert all(each.interval[0] <= each.observed <= each.interval[1] for each in found.bins)
    assert found.count == 4_000


def test_one_that_boasts_is_told_by_its_error() -> None:
    found = reliability(drawn(4_000, bent=4))
    assert found.error > 0.2
    assert all(each.observed < each.stated for each in found.bins)


@pytest.mark.parametrize("confidence", [*EDGES, 0.999999, 1e-9])
def test_each_confidence_is_in_one_bin(confidence: float) -> None:
    (only,) = reliability([(confidence, True)]).bins
    assert only.low <= confidence <= only.high
    assert (only.count, only.observed) == (1, 1)


def test_nothing_stated_is_nothing_wrong() -> None:
    found = reliability([])
    assert (found.bins, found.error, found.count) == ((), 0, 0)


def test_cases_are_grouped_by_split_and_language_and_those_without_a_confidence_left_out() -> None:
    sure, unsure = make_output(cite("It knows the workers.")), refuse()
    outputs = {
        "en-en-001": replace(sure, answer=replace(sure.answer, confidence=0.95)),
        "near_miss-001": replace(unsure, answer=replace(unsure.answer, confidence=0.1)),
    }
    found = by_group(score_run(Run(make_info(), CORPUS, outputs), [make_case(), REFUSAL]).cases)
    alls = [each for name, each in found.items() if name.endswith("all")]
    assert sorted((bin.stated, bin.observed) for each in alls for bin in each.bins) == [(0.1, 0.0), (0.95, 1.0)]
    silent = {"en-en-001": sure}
    assert by_group(score_run(Run(make_info(), CORPUS, silent), [make_case()]).cases) == {}


def test_the_plot_tells_each_bin() -> None:
    drawing = calibration(reliability([(0.5, True), (0.95, True), (0.95, False)]).bins)
    assert drawing.count("<circle") == 2
    assert "2 cases: 95% stated, 50% answered" in drawing
