"""The command that tells how a week went: what was asked, what the documents lack, what waits for reviewers."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import Data, Spoken, services_of, settings_of, spoken_here
from assistant.domain import AnswerStatus, Language
from assistant.locale import message

if TYPE_CHECKING:
    from assistant.store import Database
    from assistant.store.review.statistics import Tally

app = typer.Typer()

LISTED = 10

Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", dir_okay=False, help="Where to; else to standard output, to be e-mailed."),
]


@app.command()
def report(
    ctx: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=366, metavar="NUMBER", help="How many days to look back.")] = 7,
    output: Output = None,
    data: Data = None,
    language: Spoken = None,
) -> None:
    """Tell how the last week went, as the text of an e-mail: answers, what the documents lack, what waits."""
    database = services_of(ctx).open_store(settings_of(ctx, data_dir=data))
    text = "\n".join(written(database, datetime.now(UTC), days, spoken_here(language))) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def written(database: "Database", until: datetime, days: int, language: Language) -> Iterator[str]:
    """Yield the lines of a report on the days before a moment, beside as many before these."""
    from assistant.store.review import statistics
    from assistant.store.review.wordings import wordings
    from assistant.web.review.board.letter import questions
    from assistant.web.review.board.period import day

    since = until - timedelta(days=days)
    edges = (since, until)
    yield message("report.subject", language, since=day(since, language), until=day(until, language))
    yield ""
    tallies = statistics.tallies(database, edges)
    yield from _answers(tallies, statistics.tallies(database, (since - timedelta(days=days), since)), language)
    yield from _opinions(database, edges, language)
    yield ""
    yield from _heading("report.missing", language)
    missing = statistics.missing(database, edges, LISTED)
    yield from questions(missing, wordings(database, edges, [each.group_id for each in missing]), language)
    yield from _heading("report.work", language)
    yield from _work(database, language)


def _answers(now: "Sequence[Tally]", before: "Sequence[Tally]", language: Language) -> Iterator[str]:
    from assistant.web.review.board.texts import BOARD_TEXTS

    counts, earlier = _by_status(now), _by_status(before)
    yield message("report.answers", language, number=counts.total(), before=earlier.total())
    for status in AnswerStatus:
        if counts[status]:
            share = round(100 * counts[status] / counts.total())
            yield f"- {BOARD_TEXTS[language].statuses[status]}: {counts[status]} ({share}%)"


def _by_status(tallies: "Sequence[Tally]") -> Counter[AnswerStatus]:
    """Count questions by how they ended; a greeting is none."""
    counts = Counter[AnswerStatus]()
    for each in tallies:
        if each.status is not AnswerStatus.ASSISTANT:
            counts[each.status] += each.answers
    return counts


def _opinions(database: "Database", edges: Sequence[datetime], language: Language) -> Iterator[str]:
    from assistant.store.review import statistics

    said = statistics.said(database, edges)
    good = sum(each.opinions for each in said if each.good and not each.on_citation)
    bad = sum(each.opinions for each in said if not each.good)
    yield message("report.opinions", language, good=good, bad=bad)


def _work(database: "Database", language: Language) -> Iterator[str]:
    from assistant.store import rulings
    from assistant.store.review import queue

    counts = queue.counts(database)
    told = {state.value: count for state, count in counts.items()}
    yield message("cli.review.status", language, **told)
    used = {"in_use": len(rulings.in_force(database)), "out_of_use": len(rulings.outdated(database))}
    yield message("cli.review.rulings", language, **used)


def _heading(key: str, language: Language) -> Iterator[str]:
    words = message(key, language)
    yield words
    yield "-" * len(words)
