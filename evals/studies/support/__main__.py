"""``python -m evals.studies.support``: measure the check of written sentences, write its page, calibrate it."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.bootstrap import model_id, neutral_encoder
from assistant.cli.views.terminal import complain
from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.proof.support import Support, supports
from assistant.proof.support.meaning import SHIPPED, MeaningModel
from assistant.settings import load_settings
from assistant.text.glossary import Glossary
from evals.report.figures import written
from evals.run.aggregate import Figure
from evals.studies.support.calibrate import calibrate
from evals.studies.support.measure import Group, Judged, area, groups, judge, roc
from evals.studies.support.page import CHECK, OVERLAP, write_page
from evals.studies.support.pairs import load_pairs

WRONG_USE = 2
WIDTH = 120

app = typer.Typer(add_completion=False)

Split = Annotated[str, typer.Option(help="dev (tune on this), test (look at its figures only) or all.")]
Report = Annotated[Path | None, typer.Option("--report", dir_okay=False, help="Write the page: one HTML file.")]
Json = Annotated[bool, typer.Option("--json", help="Print the figures as one line of JSON, for programs.")]
Fit = Annotated[bool, typer.Option("--calibrate", help="Fit the check to the embedding model on the dev pairs first.")]


@app.command()
def measure(split: Split = "test", report: Report = None, as_json: Json = False, fit: Fit = False) -> None:
    """Measure what the check of written sentences lets through and what it drops."""
    settings = load_settings()
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    glossary = Glossary.load(settings.corpus_dir / "glossary.csv")
    pairs = load_pairs()
    name = model_id(settings)
    if fit:
        model = calibrate(pairs, encoder, glossary, name)
        model.save(SHIPPED if settings.embedding_model == "bundled" else settings.data_dir / SHIPPED.name)
    else:
        model = MeaningModel.load(name, settings.data_dir)

    def check(sentence: str, spoken: Language, quote: str, quoted: Language) -> Support:
        return supports(sentence, spoken, quote, quoted, encoder, glossary=glossary, model=model)

    judged = judge([pair for pair in pairs if split in (pair.split, "all")], check)
    if report:
        write_page(report, judged, split)
    if as_json:
        sys.stdout.write(json.dumps(_json(judged)) + "\n")
    else:
        _show(judged)


def _show(judged: tuple[Judged, ...]) -> None:
    console = Console(highlight=False, width=WIDTH)
    table = Table("pairs", "unsupported passed", "supported dropped")
    for group in groups(judged):
        table.add_row(group.name.replace("_", " "), _told(group.passed), _told(group.dropped))
    console.print(table)
    for name, value in _areas(judged).items():
        console.print(f"Area under the curve, {name}: {value:.3f}")


def _told(figure: Figure) -> str:
    if not figure.n:
        return ""
    return f"{written(figure.value)} ({written(figure.low)} to {written(figure.high)}), n = {figure.n}"


def _json(judged: tuple[Judged, ...]) -> dict[str, object]:
    return {"groups": {group.name: _values(group) for group in groups(judged)}, "area": _areas(judged)}


def _values(group: Group) -> dict[str, dict[str, float]]:
    named = {"unsupported passed": group.passed, "supported dropped": group.dropped}
    return {
        name: {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
        for name, figure in named.items()
        if figure.n
    }


def _areas(judged: tuple[Judged, ...]) -> dict[str, float]:
    return {CHECK: area(roc(judged, lambda each: each.score)), OVERLAP: area(roc(judged, lambda each: each.overlap))}


def main() -> None:
    """Run the command."""
    try:
        app()
    except AssistantError as error:
        complain(str(error))
        sys.exit(WRONG_USE)


if __name__ == "__main__":
    main()
