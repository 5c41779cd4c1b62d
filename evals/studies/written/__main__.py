"""``python -m evals.studies.written [REPLIES]``: how many sentences of recorded replies are shown, and how soon."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.answer import Assistant
from assistant.bootstrap import open_assistant
from assistant.domain import Answer, Language
from assistant.settings import load_settings
from evals.studies.written.measure import Fall, Measured, measure
from evals.studies.written.pace import Pace
from evals.studies.written.recorded import SHIPPED, Recorded, load_recorded, of_kind
from evals.studies.written.replay import Replay
from evals.studies.written.server import serving
from evals.studies.written.timing import time_first

CHECKS = {"recorded verdicts": "openai:verdicts", "rules alone": "none"}
TIMED, OF_THEM = "good", 10  # answers of this kind are timed, so many of them

app = typer.Typer(add_completion=False)


@app.command()
def main(
    replies: Annotated[Path, typer.Argument(help="recorded replies, JSON lines")] = SHIPPED,
    serve: Annotated[int, typer.Option(help="only serve them, on this port, until Ctrl+C")] = -1,
    details: Annotated[bool, typer.Option(help="list the sentences that fell wrongly")] = False,
) -> None:
    """Play recorded replies through the whole assistant, checked by recorded verdicts and by rules alone."""
    recorded = load_recorded(replies)
    with serving(Replay(recorded).reply, max(serve, 0)) as address:
        if serve >= 0:
            sys.stdout.write(f"{address}\n")
            sys.stdout.flush()
            sys.stdin.read()
            return
        console = Console()
        for name, check in CHECKS.items():
            found = _measured(recorded, address, check)
            console.print(_table(name, found))
            if details:
                _list(console, found)
    pace = Pace()
    with serving(Replay(recorded).reply, pace=pace) as address:
        assistant = _assistant(TIMED, address, CHECKS["recorded verdicts"])
        timing = time_first(assistant, of_kind(recorded, TIMED)[:OF_THEM], pace)
        console.print(f"First sentence, {pace.rate:.0f} tokens a second after {pace.first} s: {timing}")


def _measured(recorded: Sequence[Recorded], address: str, check: str) -> Measured:
    falls: list[Fall] = []
    answers: list[Answer] = []
    for kind in dict.fromkeys(each.kind for each in recorded):
        found = measure(_assistant(kind, address, check), of_kind(recorded, kind))
        falls += found.falls
        answers += found.answers
    return Measured(tuple(falls), tuple(answers))


def _assistant(kind: str, address: str, check: str) -> Assistant:
    settings = load_settings(
        chat_model=f"openai:{kind}", chat_base_url=address, check_model=check, check_base_url=address
    )
    return open_assistant(settings.model_copy(update={"chat_form": "lines", "chat_timeout": 300.0}))


def _table(name: str, found: Measured) -> Table:
    table = Table("what", "all", *Language, title=f"Checked by {name}", title_justify="left")
    for what, supported, measured in (
        ("good sentences shown", True, "is_shown"),
        ("wrong sentences shown", False, "is_shown"),
        ("good sentences refused as certainly wrong", True, "is_certain"),
        ("wrong sentences refused as certainly wrong", False, "is_certain"),
    ):
        shares = (found.share(supported=supported, what=measured, language=each) for each in (None, *Language))
        table.add_row(what, *(_share(*share) for share in shares))
    table.add_row("answers that are not the model's", f"{found.fallen_back} of {len(found.answers)}", "", "")
    return table


def _list(console: Console, found: Measured) -> None:
    for each in found.falls:
        if each.is_shown is not each.sentence.supported:
            label = "good" if each.sentence.supported else "wrong"
            console.print(f"{label}, {each.reason or 'shown'}: {each.sentence.text}", markup=False)


def _share(part: int, of: int) -> str:
    return f"{part / of:.3f} ({part} of {of})" if of else "–"


if __name__ == "__main__":
    app()
