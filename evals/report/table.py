"""The figures as tables for a terminal, and as JSON for programs."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from evals.judge.judged import Judged
from evals.judge.reply import ASPECTS
from evals.run.aggregate import ALL, Figure
from evals.run.composers import Written
from evals.run.gate import Comparison, Flip
from evals.run.measures import METRICS, RETRIEVAL, Unit
from evals.run.scoring import ScoredRun

COMPOSERS = ("own words", "chat model")


def number(value: float | None, unit: Unit = Unit.SHARE) -> str:
    """Write a figure; a dash where it is undefined."""
    if value is None or math.isnan(value):
        return "–"
    return f"{value:.0f} ms" if unit is Unit.MILLISECONDS else f"{value:.1f}" if unit is Unit.COUNT else f"{value:.3f}"


def show_run(console: Console, scored: ScoredRun) -> None:
    """Print the figures by pair and by kind, the baselines and the stages of failure."""
    pairs = [ALL, *(name for name in scored.groups if name.startswith(("language:", "pair:")))]
    kinds = [name for name in scored.groups if name.startswith("kind:")]
    console.print(_overview(scored))
    console.print(_by_group(scored, "by language and pair", pairs))
    console.print(_by_group(scored, "by kind", kinds))
    if scored.baselines:
        console.print(_with_baselines(scored))
    console.print(_stages(scored))


def show_comparison(console: Console, comparison: Comparison, title: str) -> None:
    """Print what got worse and which cases flipped."""
    console.print(Text(f"{title}: {len(comparison.compared)} cases compared", style="bold"))
    if comparison.skipped:
        console.print(Text(f"  {len(comparison.skipped)} new or changed cases are not compared."))
    for each in comparison.regressions:
        unit = each.metric.unit
        console.print(
            Text(
                f"  worse: {each.metric.name} ({each.group}) {number(each.before, unit)} → {number(each.after, unit)}, "
                f"allowed {number(each.allowed, unit)}; {_some(each.worse)}",
                style="red",
            )
        )
    console.print(_flips(comparison))


def show_judged(console: Console, judged: Judged) -> None:
    """Print what a judge model said, apart from what was measured."""
    table = _table("cases", "judged", "mean", "95% interval", "spread", "n", "undefined", title=judged.title)
    for group, figures in judged.figures.items():
        for aspect, each in figures.items():
            total, name = each.figure, group.partition(":")[2] or group
            table.add_row(
                name if aspect == ASPECTS[0] else "",
                aspect,
                number(total.value),
                f"{number(total.low)} – {number(total.high)}",
                number(each.spread),
                str(total.n),
                str(total.undefined or ""),
            )
    console.print(table)


def show_written(console: Console, scored: ScoredRun, written: Written) -> None:
    """Print the two composers side by side, by language too, and what became of the model's sentences."""
    groups = written.groups
    names = [name.partition(":")[2] or name for name in groups]
    table = _table("metric", *(f"{name}: {who}" for name in names for who in COMPOSERS), title=_written_title(written))
    for metric in METRICS:
        runs = (scored, written.scored)
        values = (run.figures[group][metric.name].value for group in groups for run in runs)
        table.add_row(metric.name, *(number(value, metric.unit) for value in values))
    console.print(table)
    for title, counts in (("sentences", written.fates), ("fallbacks", written.fallbacks)):
        console.print(Text(f"  {title}: {', '.join(f'{count} {name}' for name, count in counts.items()) or 'none'}"))


def written_json(written: Written) -> dict[str, Any]:
    """Return the figures of what a chat model wrote as plain JSON values."""
    told = figures_json(written.scored)
    kept = ("run", "prompt_version", "cases", "figures", "failures")
    return {
        "model": written.model,
        "sentences": dict(written.fates),
        "fallbacks": dict(written.fallbacks),
        **{name: told[name] for name in kept},
    }


def judged_json(judged: Judged) -> dict[str, Any]:
    """Return a judge model's figures as plain JSON values; undefined is null."""
    return {
        "model": judged.model,
        "prompts": dict(judged.prompts),
        "runs": judged.repeats,
        "cases": len(judged.judgements),
        "figures": {
            group: {
                aspect: _json(each.figure)
                | {"undefined": each.figure.undefined, "spread": _plain(each.spread), "runs": [*map(_plain, each.runs)]}
                for aspect, each in figures.items()
            }
            for group, figures in judged.figures.items()
        },
    }


def figures_json(scored: ScoredRun, comparison: Comparison | None = None) -> dict[str, Any]:
    """Return figures, stages and the gate's verdict as plain JSON values; undefined is null."""
    info = scored.run.info
    return {
        "run": info.name,
        "commit": info.commit,
        "corpus_version": info.corpus_version,
        "model": info.model,
        "prompt_version": info.prompt_version,
        "cases": len(scored.cases),
        "figures": {
            group: {name: _json(figure) for name, figure in figures.items()}
            for group, figures in scored.figures.items()
        },
        "baselines": {
            name: {group: {key: _json(figure) for key, figure in each.items()} for group, each in figures.items()}
            for name, figures in scored.baselines.items()
        },
        "failures": {each.case.id: each.failure.stage.value for each in scored.cases if each.failure},
        "gate": None if comparison is None else _gate_json(comparison),
    }


def _written_title(written: Written) -> str:
    return f"the documents' own words beside what {written.model} wrote"


def _overview(scored: ScoredRun) -> RenderableType:
    table = _table("metric", "value", "95% interval", "n", "undefined", title="all cases")
    for metric in METRICS:
        figure = scored.figures[ALL][metric.name]
        interval = f"{number(figure.low, metric.unit)} – {number(figure.high, metric.unit)}"
        table.add_row(
            metric.name, number(figure.value, metric.unit), interval, str(figure.n), str(figure.undefined or "")
        )
    return table


def _by_group(scored: ScoredRun, title: str, names: Sequence[str]) -> RenderableType:
    table = _table(
        "metric", *(f"{name.partition(':')[2] or name} ({len(scored.groups[name])})" for name in names), title=title
    )
    for metric in METRICS:
        values = (number(scored.figures[name][metric.name].value, metric.unit) for name in names)
        table.add_row(metric.name, *values)
    return table


def _with_baselines(scored: ScoredRun) -> RenderableType:
    names = list(scored.baselines)
    rows = [name for name in scored.groups if name == ALL or name.startswith("pair:")]
    table = _table(
        "retrieval", "system", *(name.partition(":")[2] or name for name in rows), title="against the baselines"
    )
    for metric in RETRIEVAL:
        table.add_row(metric.name, "assistant", *(number(scored.figures[row][metric.name].value) for row in rows))
        for name in names:
            figures = scored.baselines[name]
            table.add_row(
                "", name, *(number(figures[row][metric.name].value if row in figures else None) for row in rows)
            )
    return table


def _stages(scored: ScoredRun) -> RenderableType:
    table = _table("stage of failure", "cases", "which", title=f"{len(scored.failed)} of {len(scored.cases)} failed")
    stages: dict[str, list[str]] = {}
    for each in scored.cases:
        if each.failure:
            stages.setdefault(each.failure.stage.value, []).append(each.case.id)
    for stage, ids in stages.items():
        table.add_row(stage, str(len(ids)), " ".join(ids))
    return table


def _flips(comparison: Comparison) -> RenderableType:
    lines = [Text(f"  broken: {_told(flip)}", style="red") for flip in comparison.broken]
    lines += [Text(f"  moved:  {_told(flip)}") for flip in comparison.moved]
    lines += [Text(f"  mended: {flip.case_id} (was: {flip.before})", style="green") for flip in comparison.mended]
    return Group(*lines)


def _told(flip: Flip) -> str:
    return f"{flip.case_id}: {flip.before or 'right'} → {flip.after} ({flip.reason})"


def _some(ids: Iterable[str], most: int = 8) -> str:
    given = list(ids)
    return ", ".join(given[:most]) + (f" and {len(given) - most} more" if len(given) > most else "")


def _table(*columns: str, title: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for position, column in enumerate(columns):
        table.add_column(
            column, justify="left" if position == 0 or column in ("system", "which", "judged") else "right"
        )
    return table


def _json(figure: Figure) -> dict[str, Any]:
    parts = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {**{name: _plain(part) for name, part in parts.items()}, "n": figure.n}


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)


def _gate_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "passes": comparison.passes,
        "regressions": [
            {
                "metric": each.metric.name,
                "group": each.group,
                "before": None if math.isnan(each.before) else each.before,
                "after": None if math.isnan(each.after) else each.after,
                "allowed": each.allowed,
                "cases": list(each.worse),
            }
            for each in comparison.regressions
        ],
        "flips": [vars(flip) for flip in comparison.flips],
    }
