"""``python -m evals.natural``: ask the natural questions, print the figures, and hold them to their borders.

Exit status 1 where a figure is on the wrong side of its border (``borders.json``), which is looser than what was
measured by the noise of so few cases.
"""

import json
import operator
from collections.abc import Iterable
from typing import Annotated

import typer

from assistant.answer import Assistant
from assistant.bootstrap import open_assistant
from assistant.domain import Answer, Turn
from assistant.settings import load_settings
from evals.natural.case import HERE, Located, NaturalCase, load
from evals.natural.figures import figures_of, summed_up


def main(split: Annotated[str, typer.Option(help="dev or test")] = "dev") -> None:
    """Print a row a figure."""
    assistant = open_assistant(load_settings())
    located = Located(assistant.documents())
    cases = load(split)
    figures = [figure for case in cases for figure in figures_of(case, ask(assistant, case), located)]
    rows = summed_up(figures)
    typer.echo(f"{'natural questions':24}{'':26}{'all':>14}{'en':>14}{'nl':>14}")
    for (group, name), columns in sorted(rows.items()):
        cells = (f"{value:8.3f} ({count:3})" for value, count in (columns[each] for each in ("all", "en", "nl")))
        typer.echo(f"{group:24}{name:26}" + "".join(f"{cell:>14}" for cell in cells))
    broken = list(_broken({key: columns["all"][0] for key, columns in rows.items()}))
    for line in broken:
        typer.echo(line, err=True)
    raise typer.Exit(1 if broken else 0)


def ask(assistant: Assistant, case: NaturalCase, before: Assistant | None = None) -> Answer:
    """Return the answer to a case, after the questions before it were asked and answered, maybe by another."""
    history: list[Turn] = []
    for turn in case.history:
        history += [turn, Turn("assistant", (before or assistant).ask(turn.content, history).text)]
    return assistant.ask(case.question, history)


def _broken(values: dict[tuple[str, str], float]) -> Iterable[str]:
    for border in json.loads((HERE / "borders.json").read_text(encoding="utf-8")):
        value = values[border["group"], border["name"]]
        holds = operator.ge if "least" in border else operator.le
        limit = border.get("least", border.get("most"))
        if not holds(value, limit):
            yield f"{border['group']}, {border['name']}: {value:.3f}, and the border is {limit}"


if __name__ == "__main__":
    typer.run(main)
