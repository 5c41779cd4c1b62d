"""The page about the check of written sentences: one self-contained HTML file, beside the evaluation's report."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.report import TEMPLATES
from evals.report.figures import written
from evals.report.plots import Curve, roc_plot
from evals.studies.support.measure import DROPPED_BAR, PASSED_BAR, Judged, area, groups, roc

OVERLAP = "word overlap"
CHECK = "the check"


def write_page(path: Path, judged: Sequence[Judged], split: str) -> None:
    """Write the page to a file; all text of quotes and sentences is escaped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(judged, split), encoding="utf-8")


def render(judged: Sequence[Judged], split: str) -> str:
    """Return the page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = written
    figures = groups(judged)
    curves = {CHECK: roc(judged, lambda each: each.score), OVERLAP: roc(judged, lambda each: each.overlap)}
    return environment.get_template("page.html").render(
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        split=split,
        groups=figures,
        areas={name: area(points) for name, points in curves.items()},
        plot=roc_plot(
            [Curve(name, [(point.passed, point.kept) for point in points]) for name, points in curves.items()],
            (figures[0].passed.value, 1 - figures[0].dropped.value),
        ),
        passed_bar=PASSED_BAR,
        dropped_bar=DROPPED_BAR,
        wrong=[each for each in judged if not each.is_right],
        quotes=len({each.pair.quote for each in judged}),
        pairs=len(judged),
    )
