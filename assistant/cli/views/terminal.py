"""How results look to a person at a terminal. Text from documents is shown as text, never as markup."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Protocol

from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from assistant.body import rendered
from assistant.cli.doctor.check import Check, Level
from assistant.domain import Answer, AnswerStatus, Citation, Hit, Language, SearchResult
from assistant.export.markdown import escape
from assistant.locale import Texts, message

WIDTH = 100
EXCERPT = 280
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_WORDS = Texts(dict[str, str], "cli.answer")
_MARKS = {
    Level.OK: ("ok      ", "green"),
    Level.WARNING: ("warning ", "yellow"),
    Level.PROBLEM: ("problem ", "bold red"),
}
_REFUSALS = {AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC}


class Advance(Protocol):
    """Reports progress: so many done of so many in all."""

    def __call__(self, done: int, total: int) -> None:
        """Show the progress made."""


def complain(message: str) -> None:
    """Show what is wrong, in one red line on standard error."""
    line = " ".join(_clean(message).split())
    Console(stderr=True, soft_wrap=True).print(Text(line, style="red"))


def show_answer(answer: Answer) -> None:
    """Print an answer, then its sources or, for a refusal, the nearest passages."""
    console = make_console()
    words = _WORDS[answer.language]
    console.print(_body(answer) if console.is_terminal else Text(_clean(answer.text)))
    _show_citations(console, words["sources"], answer.citations, answer.language)
    _show_citations(console, words["nearest"], answer.nearest, answer.language, translated=True)
    if answer.status in _REFUSALS:
        console.print()
        console.print(Text(words["hint"], style="dim"))


def show_search(result: SearchResult) -> None:
    """Print the passages found as a ranked list."""
    console = make_console()
    if not result.hits:
        console.print(_WORDS[result.language]["nothing"])
    for rank, hit in enumerate(result.hits, start=1):
        _show_hit(console, rank, hit, result.language)


def show_checks(checks: Sequence[Check]) -> None:
    """Print what was checked, found and advised."""
    console = make_console()
    for check in checks:
        mark, style = _MARKS[check.level]
        console.print(Text.assemble((f"{mark} {check.name}: ", style), on_one_line(check.finding)))
        if check.advice:
            print_indented(console, on_one_line(check.advice))


@contextmanager
def progress_bar(label: str) -> Iterator[Advance]:
    """Show a progress bar on standard error where that is a terminal; gone when done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=None)

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield advance


def make_console() -> Console:
    """Return standard output, no wider than is easy to read."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDTH)
    return console


def _body(answer: Answer) -> Markdown:
    return Markdown(rendered(answer.body, lambda words: escape(on_one_line(words))), hyperlinks=False)


def _show_citations(
    console: Console, heading: str, citations: Sequence[Citation], language: Language, *, translated: bool = False
) -> None:
    """Print quotes under where they stand; ``translated`` puts before each what it says in the reader's language."""
    if not citations:
        return
    console.print(Text(f"\n{heading}", style="bold"))
    for place, cited in groupby(citations, key=lambda citation: _place(citation, language)):
        console.print(Text(place))
        for citation in cited:
            if translated and citation.translation:
                print_indented(console, f"[{citation.number}] {on_one_line(citation.translation)}")
                print_indented(console, f"“{on_one_line(citation.quote)}”", style="italic")
            else:
                print_indented(console, f"[{citation.number}] “{on_one_line(citation.quote)}”", style="italic")


def _show_hit(console: Console, rank: int, hit: Hit, language: Language) -> None:
    passage = hit.passage
    text = " ".join(line for line in _clean(passage.text).splitlines() if line not in passage.heading_path)
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"
    console.print(Text.assemble((f"{rank:>2}. ", "cyan"), _place(passage, language), (f"  {hit.score:.2f}", "dim")))
    print_indented(console, on_one_line(excerpt))
    print_indented(console, passage.id, style="dim")


def print_indented(console: Console, text: str | Text, style: str = "") -> None:
    """Print a text with a margin on its left, broken between words."""
    whole = text if isinstance(text, Text) else Text(text, style=style)
    for line in whole.wrap(console, console.width - 4):
        line.rstrip()
        console.print(Text("    ") + line)


class _Placed(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def heading_path(self) -> tuple[str, ...]: ...
    @property
    def page(self) -> int | None: ...
    @property
    def language(self) -> Language: ...


def _place(source: _Placed, reader: Language) -> str:
    """Say where a text stands: title › section, page, and its language where that is not the reader's."""
    words = _WORDS[reader]
    section = [heading for heading in source.heading_path if heading != source.title]
    pages = source.pages if isinstance(source, Citation) else source.page
    notes = [f"{words['page']} {pages}"] if pages else []
    notes += [message("web.recognised", reader)] if isinstance(source, Citation) and source.recognised else []
    notes += [words[source.language]] if source.language is not reader else []
    place = " › ".join(on_one_line(part) for part in (source.title, *section))
    return f"{place} ({', '.join(notes)})" if notes else place


def on_one_line(text: str) -> str:
    """Return a text without line breaks and control characters."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Drop control characters, so that a document cannot steer the terminal."""
    return _CONTROL.sub("", text)
