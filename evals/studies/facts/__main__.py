"""``python -m evals.studies.facts``: print a row a figure. Exit status 1 where one is on the wrong side of its border.

``--alone`` makes each text of the neighbouring facts a corpus of its own, ``--show`` prints the cases of ``dev``.
"""

from typing import Annotated

import typer

from evals.studies.facts import neighbours, planted, versions

SETS = ("neighbours", "versions", "planted")


def main(
    split: Annotated[str, typer.Option(help="dev or test")] = "dev",
    only: Annotated[str, typer.Option(help="neighbours, versions or planted; empty: all")] = "",
    alone: Annotated[bool, typer.Option(help="each neighbouring fact in a corpus of its own")] = False,
    show: Annotated[bool, typer.Option(help="print the cases of dev")] = False,
) -> None:
    """Print a row a figure."""
    show = show and split == "dev"
    broken = 0
    for name in [only] if only else SETS:
        measured = {
            "neighbours": lambda: neighbours.measure(split, alone=alone, show=show),
            "versions": lambda: versions.measure(split, show=show),
            "planted": lambda: planted.measure(split, show=show),
        }[name]()
        for figure in measured:
            broken += not figure.holds
            bar = figure.border and f"{figure.border}{'' if figure.holds else '  NOT MET'}"
            typer.echo(f"{figure.name:52}{figure.value:7.3f} ({figure.n:3})  {bar}")
    raise typer.Exit(1 if broken else 0)


if __name__ == "__main__":
    typer.run(main)
