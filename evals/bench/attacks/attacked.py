"""``python -m evals.bench.attacks.attacked``: readers of a server that is attacked, against those of a quiet minute.

It starts a server of its own on a copy of nothing: the data folder must have an index, and its database is made new.
"""

import asyncio
import multiprocessing
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import Settings, load_settings
from evals.bench.attacks.attackers import attack
from evals.bench.chatting import Reply, chatting
from evals.bench.figure import Figure, percentile
from evals.bench.people import log_in_people
from evals.bench.questions import QUESTIONS
from evals.bench.server import memory_of, processor_seconds, running_with_pid

READERS = 10
FLOODS = 20
LOGINS = 200
PAUSE = 3.0
"""Seconds in which a reader reads; so each stays within the limit of messages a minute."""

WORST = 2.0
"""How many times as long an answer may take while the server is attacked."""

Seconds = Annotated[int, typer.Option(min=5, max=300, help="How long each of the two takes.")]


def measure_attacked(settings: Settings, seconds: int) -> tuple[list[Figure], Counter[str]]:
    """Return the figures, and what came of the attacks."""
    os.environ["ASSISTANT_ACCOUNTS"] = "password"
    os.environ["ASSISTANT_CHAT_PER_MINUTE"] = "30"
    sessions = log_in_people(settings, READERS + FLOODS, 0)
    readers, floods = sessions[:READERS], sessions[READERS:]
    with running_with_pid(settings) as (url, pid):
        asyncio.run(_read(url, readers, 5))
        taken = processor_seconds(pid)
        quiet = asyncio.run(_read(url, readers, seconds))
        calm = processor_seconds(pid) - taken
        memory, disk = memory_of(pid), _size(settings.data_dir)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as elsewhere:
            under_way = elsewhere.submit(attack, url, floods, LOGINS, float(seconds))
            attacked = asyncio.run(_read(url, readers, seconds))
            outcomes, theirs = under_way.result()
        busy = processor_seconds(pid) - taken - calm
        grown = (memory_of(pid) - memory, (_size(settings.data_dir) - disk) / 1e6)
    figures = [_p95("a quiet minute", quiet), _p95("a minute under attack", attacked, floor=_milliseconds(quiet, 95))]
    figures.append(Figure("answers that failed under attack", sum(each.failed for each in attacked), "", 0))
    for name, spent in (("quiet: the server", calm), ("attacked: the server", busy), ("attacked: attackers", theirs)):
        figures.append(Figure(f"processor time, {name}", spent, "s"))
    figures.append(Figure("memory of the server before", memory, "MB"))
    figures.append(Figure("memory that the attack added", grown[0], "MB", 200))
    figures.append(Figure("disk that the attack and the readers added", grown[1], "MB", 50))
    return figures, outcomes


async def _read(url: str, sessions: Sequence[str], seconds: float) -> list[Reply]:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds

    async def one(number: int, session: str) -> list[Reply]:
        replies: list[Reply] = []
        async with chatting(url, session) as chat:
            await asyncio.sleep(PAUSE * number / len(sessions))
            while loop.time() < end:
                replies.append(await chat.ask(QUESTIONS[(number + 7 * len(replies)) % len(QUESTIONS)][1]))
                await asyncio.sleep(PAUSE)
        return replies

    given = await asyncio.gather(*(one(number, session) for number, session in enumerate(sessions)))
    return [reply for replies in given for reply in replies]


def _p95(name: str, replies: Sequence[Reply], floor: float | None = None) -> Figure:
    budget = WORST if floor else None
    return Figure(f"p95 of {len(replies)} answers in {name}", _milliseconds(replies, 95), "ms", budget, floor)


def _milliseconds(replies: Sequence[Reply], share: float) -> float:
    return percentile([each.milliseconds for each in replies], share)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("assistant.db*"))


def main(data: Annotated[Path, typer.Option(help="A data folder with an index.")], seconds: Seconds = 60) -> None:
    """Measure, and print the figures."""
    settings = load_settings(data_dir=data)
    with tempfile.TemporaryDirectory(prefix="attacked-") as name:
        copied = Path(name)
        for part in ("index", "archive.sqlite"):
            (copied / part).symlink_to((settings.data_dir / part).absolute())
        own = settings.model_copy(update={"data_dir": copied, "model_dir": settings.models, "database_url": ""})
        figures, outcomes = measure_attacked(own, seconds)
    console = Console(highlight=False)
    for figure in figures:
        ratio = f", {figure.ratio:.2f} times" if figure.ratio is not None else ""
        console.print(f"{figure.name}: {figure.value:.1f} {figure.unit}{ratio} {figure.verdict}")
    console.print(", ".join(f"{name}: {count}" for name, count in sorted(outcomes.items())))


if __name__ == "__main__":
    typer.run(main)
