"""``python -m evals.bench.faults --index DATA``: one fault after another; a line of JSON each."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from evals.bench.faults.site import Site, site
from evals.bench.faults.watched import amid


def _nothing(_: Site) -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong, for how long, and how it is mended."""

    name: str
    begin: Callable[[Site], None]
    seconds: float = 0.0
    end: Callable[[Site], None] = _nothing
    clocks: tuple[tuple[int, str], ...] = ()


FAULTS = (
    Fault("PostgreSQL restarted", lambda site: site.restart("fast")),
    Fault("PostgreSQL without power for a moment", lambda site: site.restart("immediate")),
    Fault("network to PostgreSQL cut", Site.cut, 30, Site.mend),
    Fault("Valkey gone and back", lambda site: site.valkey.stop(), 12, lambda site: site.valkey.start()),
    Fault("standby promoted", Site.promote),
    Fault(
        "clock of a server two minutes ahead, the other one killed",
        lambda site: site.servers[0].kill(),
        clocks=((1, "+120s"),),
    ),
    Fault(
        "clock of a server two minutes behind, the other one killed",
        lambda site: site.servers[0].kill(),
        clocks=((1, "-120s"),),
    ),
)


def main(
    index: Annotated[Path, typer.Option(help="A data folder that has an index.", exists=True)],
    people: Annotated[int, typer.Option(min=2)] = 8,
    only: Annotated[str, typer.Option(help="The faults with this in their names; store: those of the store.")] = "",
) -> None:
    """Try each on servers of its own, and print what was noticed."""
    for fault in FAULTS:
        if only.lower() not in fault.name.lower():
            continue
        with site(index.resolve(), people, dict(fault.clocks)) as made:
            begin, end = (lambda f=f, m=made: f(m) for f in (fault.begin, fault.end))
            told = asyncio.run(amid(made, begin, fault.seconds, end))
        sys.stdout.write(
            json.dumps({"fault": fault.name, "load": os.getloadavg()[0]} | told, ensure_ascii=False) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
