"""``baseline.json``: the figures and outcomes that a run must not fall below, with who wrote them and why."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from evals.run.aggregate import Figure
from evals.run.measures import METRICS
from evals.run.outcome import DIGITS, Outcome, outcomes
from evals.run.scoring import ScoredRun

BASELINE = Path(__file__).parents[1] / "baseline.json"


class BaselineError(AssistantError):
    """``baseline.json`` cannot be used."""


@dataclass(frozen=True)
class Reference:
    """What is compared with. ``figures`` is for people to read; the gate computes from ``outcomes``."""

    written: str
    commit: str
    reason: str
    corpus_version: str
    model: str
    tolerances: Mapping[str, float]
    figures: Mapping[str, Mapping[str, Mapping[str, float | int | None]]]
    outcomes: Mapping[str, Outcome]


def default_tolerances() -> dict[str, float]:
    """Return the tolerance of each gated metric, where ``baseline.json`` does not name another."""
    return {metric.name: metric.tolerance for metric in METRICS if metric.tolerance is not None}


def make_reference(scored: ScoredRun, *, reason: str, date: str, previous: Reference | None) -> Reference:
    """Make a new baseline of a run; tolerances that were set by hand stay."""
    info = scored.run.info
    return Reference(
        written=date,
        commit=info.commit,
        reason=reason,
        corpus_version=info.corpus_version,
        model=info.model,
        tolerances={**default_tolerances(), **(previous.tolerances if previous else {})},
        figures={
            group: {metric.name: _figure(figures[metric.name]) for metric in METRICS if metric.tolerance is not None}
            for group, figures in scored.figures.items()
        },
        outcomes=outcomes(scored),
    )


def write_reference(reference: Reference, path: Path = BASELINE) -> None:
    """Write the baseline, a case or figure a line, so that a change of it can be read as a difference."""
    head = {
        name: getattr(reference, name)
        for name in ("written", "commit", "reason", "corpus_version", "model", "tolerances")
    }
    cases = {
        identifier: {key: value for key, value in vars(outcome).items() if key != "reason"}
        for identifier, outcome in sorted(reference.outcomes.items())
    }
    parts = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    parts += [f'"figures": {_lines(_flat(reference.figures))}', f'"cases": {_lines(cases)}']
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def read_reference(path: Path = BASELINE) -> Reference | None:
    """Read the baseline; None where there is none yet.

    Raises:
        BaselineError: naming the file, when it is damaged.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        cases = {identifier: Outcome(**outcome) for identifier, outcome in values.pop("cases").items()}
        return Reference(**{**values, "figures": _nested(values["figures"])}, outcomes=cases)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BaselineError(
            f"{path} is damaged ({type(error).__name__}: {error}). Take it back from git, or write it again with "
            "`ser-assistant eval --update-baseline --reason …`."
        ) from error


def _figure(figure: Figure) -> dict[str, float | int | None]:
    parts = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {**{name: None if math.isnan(part) else round(part, DIGITS) for name, part in parts.items()}, "n": figure.n}


def _flat(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{group} | {metric}": value for group, metrics in figures.items() for metric, value in metrics.items()}


def _nested(flat: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = {}
    for name, value in flat.items():
        group, metric = name.split(" | ")
        figures.setdefault(group, {})[metric] = value
    return figures


def _lines(values: Mapping[str, Any]) -> str:
    return "{\n" + ",\n".join(f"  {_json(key)}: {_json(value)}" for key, value in values.items()) + "\n}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
