import re
from dataclasses import replace

import pytest

from evals.cases.evidence import Span
from evals.evaluation import Evaluation
from evals.report import render
from evals.report.cards import card, highlighted
from evals.report.figures import delta, written
from evals.report.trade_off import Point, operating_point, trade_off_curve
from evals.run.gate import compare
from evals.run.measures import METRICS
from evals.run.outcome import outcomes
from evals.run.reference import default_tolerances, make_reference
from evals.run.runs import Earlier
from evals.run.scoring import ScoredRun, score_run
from evals.run.storage import Run
from tests.evals.fakes import make_info
from tests.evals.samples import CORPUS, REFUSAL, UNION, cite, make_case, make_output, refuse

HOSTILE = "<script>alert(1)</script> [x](https://evil.example/)"
METRIC = {metric.name: metric for metric in METRICS}


def score(wrong: str = "Pay") -> ScoredRun:
    outputs = {
        "en-en-001": replace(make_output(cite("It knows the workers."), text=HOSTILE), strength=0.9, wall_ms=12.0),
        "near_miss-001": replace(refuse(), strength=0.2, wall_ms=8.0),
    }
    return score_run(Run(make_info(), CORPUS, outputs), [make_case(question=HOSTILE), REFUSAL])


@pytest.fixture(scope="module")
def page() -> str:
    scored = score()
    better = score_run(
        Run(make_info(name="before"), CORPUS, {"en-en-001": make_output(cite("Ask a local trade union."))}),
        [make_case(question=HOSTILE)],
    )
    reference = make_reference(better, reason="the reason why", date="2024-05-16", previous=None)
    gate = compare(reference.outcomes, outcomes(scored), default_tolerances())
    return render(Evaluation(scored, reference, gate, Earlier(better, gate)))


def test_the_report_asks_nothing_of_any_other_place(page: str) -> None:
    assert re.findall(r"""(?:src|href)=["'](?!#)|url\(|@import|<script|<link|<img|<iframe""", page) == []


def test_words_of_cases_and_answers_are_text_not_markup(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_report_says_what_got_worse_and_which_case_flipped(page: str) -> None:
    assert "Worse than the baseline allows." in page
    assert "the reason why" in page
    assert 'href="#en-en-001"' in page
    assert 'id="en-en-001"' in page


def test_quotes_are_marked_in_their_passage_and_gold_is_underlined(page: str) -> None:
    assert '<span class="gold-words">Ask a local trade union</span>. <mark>It knows the workers.</mark>' in page


def test_a_report_of_a_first_run_says_that_there_is_nothing_to_compare_with() -> None:
    page = render(Evaluation(score(), None, None, None))
    assert "There is no baseline yet." in page


def test_a_passage_is_cut_where_quotes_and_gold_begin_and_end() -> None:
    start = UNION.start
    quote, gold = Span("guide", start + 4, start + 11), Span("guide", start + 6, start + 17)
    pieces = [(piece.text, piece.quoted, piece.gold) for piece in highlighted(UNION, quotes=[quote], golds=[gold])]
    assert pieces == [
        ("Ask ", False, False),
        ("a ", True, False),
        ("local", True, True),
        (" trade", False, True),
        (" union. It knows the workers.", False, False),
    ]


def test_a_quote_that_is_not_in_its_passage_stands_alone() -> None:
    bad = cite("Ask a local", shift=60)
    (scored,) = score_run(Run(make_info(), CORPUS, {"en-en-001": make_output(bad)}), [make_case()]).cases
    (source,) = card(scored).quotes
    assert (source.fault, source.segments[0].text) == ("not in the passage that it names", "Ask a local")


def test_quotes_of_one_passage_are_shown_in_it_together() -> None:
    both = make_output(cite("Ask a local trade union."), cite("It knows the workers.", number=2))
    (scored,) = score_run(Run(make_info(), CORPUS, {"en-en-001": both}), [make_case()]).cases
    assert [source.label for source in card(scored).quotes] == ["[1] [2]"]


def test_the_trade_off_goes_from_answering_all_to_refusing_all() -> None:
    curve = [(point.wrongful_refusals, point.false_answers) for point in trade_off_curve(score().cases)]
    assert curve == [(0.0, 1.0), (0.0, 0.0), (1.0, 0.0)]
    assert (operating := operating_point(score().cases)) is not None
    assert (operating.wrongful_refusals, operating.false_answers) == (0.0, 0.0)
    assert isinstance(operating, Point)


@pytest.mark.parametrize(
    ("name", "before", "now", "text", "verdict"),
    [
        ("correct", 0.5, 0.75, "+25.0", "better"),
        ("correct", 0.75, 0.5, "\N{MINUS SIGN}25.0", "worse"),
        ("false answers", 0.1, 0.2, "+10.0", "worse"),
        ("correct", 0.5, 0.5, "±0", "same"),
    ],
)
def test_a_difference_says_whether_it_is_better(name: str, before: float, now: float, text: str, verdict: str) -> None:
    found = delta(METRIC[name], before, now)
    assert found is not None
    assert (found.text, found.verdict) == (text, verdict)


def test_an_undefined_figure_is_a_dash() -> None:
    assert (written(float("nan")), written(None), written(0.4567)) == ("–", "–", "45.7%")
    assert delta(METRIC["correct"], None, 0.5) is None
