"""The command that composes a partner brief."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import Data, Json, Spoken, print_json, services_of, settings_of, spoken_here
from assistant.contract import answer_json
from assistant.export import FORMATS
from assistant.export.paper import paper_of
from assistant.partner.interview.situation import Situation
from assistant.partner.wording import step_wordings
from assistant.text.language import detect_language

app = typer.Typer()


def _keys(step: str) -> str:
    options = next(wording.options for wording in step_wordings() if wording.name == step)
    return ", ".join(option.key for option in options)


Told = Annotated[str, typer.Argument(help="Your situation in your own words, in quotes.", metavar="[SITUATION]")]
Purpose = Annotated[
    list[str] | None,
    typer.Option(metavar="PURPOSE", help="The number of a purpose in the documents, or words for it; more than once."),
]
Whom = Annotated[
    list[str] | None, typer.Option(metavar="WHOM", help=f"Whom to reach: {_keys('whom')}, or words; more than once.")
]
Country = Annotated[str, typer.Option(metavar="COUNTRY", help="The country or region.")]
Have = Annotated[
    list[str] | None, typer.Option(metavar="WHAT", help=f"What there is: {_keys('have')}, or words; more than once.")
]
Sure = Annotated[str, typer.Option(metavar="HOW", help=f"How sure you are: {_keys('sure')}.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        dir_okay=False,
        metavar="FILE",
        help="Write it to a file: .docx, .pdf, .md or .txt (the text of an e-mail), by its name.",
    ),
]


@app.command()
def guide(
    ctx: typer.Context,
    told: Told = "",
    purpose: Purpose = None,
    whom: Whom = None,
    country: Country = "",
    have: Have = None,
    sure: Sure = "",
    out: Out = None,
    language: Spoken = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Gather what the documents say about partners for a situation; anything may be left out."""
    if out and out.suffix.removeprefix(".") not in FORMATS:
        raise typer.BadParameter(f"The name of the file ends with .{', .'.join(FORMATS)}.", param_hint="--out")
    situation = Situation(tuple(purpose or ()), tuple(whom or ()), country, tuple(have or ()), sure, told)
    partner_guide = services_of(ctx).open_guide(settings_of(ctx, data_dir=data))
    spoken = language or (detect_language(told) if told else spoken_here(None))
    answer = partner_guide.brief_answer(situation, spoken)
    if out:
        out.write_bytes(FORMATS[out.suffix.removeprefix(".")].write(paper_of(answer, date.today())))
    if as_json:
        print_json(answer_json(answer))
    elif not out:
        sys.stdout.write(FORMATS["md"].write(paper_of(answer, date.today())).decode())
