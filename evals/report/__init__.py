"""The report: one self-contained HTML file, for a screen in light or dark and for paper."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.evaluation import Evaluation
from evals.judge.reply import ASPECTS
from evals.metrics.stage import Stage
from evals.report.cards import Card, card
from evals.report.figures import Delta, delta, written
from evals.report.plots import Bar, Row, bars, calibration, histogram, intervals, trade_off
from evals.report.reliability import by_group
from evals.report.trade_off import operating_point, trade_off_curve
from evals.run.aggregate import ALL
from evals.run.measures import METRICS, RETRIEVAL, Metric, Unit
from evals.run.reference import Reference
from evals.run.runs import Earlier
from evals.run.scoring import ScoredRun

TEMPLATES = Path(__file__).parent
HEADLINES = ("correct", "recall@5", "fact recall", "citation precision", "quote validity", "false answers")
PLOTTED = ("correct", "recall@5", "citation precision", "citation recall", "fact recall")


def write_report(path: Path, outcome: Evaluation) -> None:
    """Write the report of an evaluation to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(outcome), encoding="utf-8")


def render(outcome: Evaluation) -> str:
    """Return the report as HTML; all text of documents, questions and answers is escaped."""
    scored, reference, earlier = outcome.scored, outcome.reference, outcome.earlier
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = written
    return environment.get_template("report.html").render(
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        run=scored.run.info,
        scored=scored,
        all=ALL,
        metrics=METRICS,
        milliseconds=Unit.MILLISECONDS,
        retrieval=RETRIEVAL,
        headlines=[metric for metric in METRICS if metric.name in HEADLINES],
        deltas={metric.name: _deltas(metric, scored, reference, earlier) for metric in METRICS},
        pairs=[name for name in scored.groups if name.startswith(("language:", "pair:"))],
        kinds=[name for name in scored.groups if name.startswith("kind:")],
        plots=_plots(scored),
        stages=_stages(scored),
        reliability=by_group(scored.cases),
        reference=reference,
        gate=outcome.gate,
        earlier=earlier,
        judged=outcome.judged,
        written=outcome.written,
        aspects=ASPECTS,
    )


def _deltas(
    metric: Metric, scored: ScoredRun, reference: Reference | None, earlier: Earlier | None
) -> dict[str, Delta | None]:
    now = scored.figures[ALL][metric.name].value
    before = reference.figures.get(ALL, {}).get(metric.name, {}).get("value") if reference else None
    previous = earlier.scored.figures[ALL][metric.name].value if earlier and earlier.scored.cases else None
    return {"baseline": delta(metric, before, now), "previous": delta(metric, previous, now)}


def _plots(scored: ScoredRun) -> dict[str, Markup]:
    pairs = [ALL, *(name for name in scored.groups if name.startswith("pair:"))]
    curve = trade_off_curve(scored.cases)
    return {
        **{name: intervals(_rows(scored, name, pairs)) for name in PLOTTED},
        "trade-off": trade_off(curve, operating_point(scored.cases)),
        **{f"reliability: {name}": calibration(found.bins) for name, found in by_group(scored.cases).items()},
        "latency": histogram([each.output.wall_ms for each in scored.cases], unit="ms"),
        "stages": bars([Bar(stage, len(cards)) for stage, cards in _stages(scored).items()]),
    }


def _rows(scored: ScoredRun, metric: str, groups: Sequence[str]) -> list[Row]:
    rows = []
    for group in groups:
        label = group.partition(":")[2] or group
        rows.append(Row(label, "assistant", scored.figures[group][metric]))
        rows += [
            Row(label, name, figures[group][metric])
            for name, figures in scored.baselines.items()
            if metric in figures.get(group, {})
        ]
    return rows


def _stages(scored: ScoredRun) -> dict[str, list[Card]]:
    cards = [card(each) for each in scored.failed]
    found = {stage.value: [each for each in cards if each.stage == stage.value] for stage in Stage}
    return {stage: given for stage, given in found.items() if given}
