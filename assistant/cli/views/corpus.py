"""How the state of the documents looks at a terminal. Text from documents is shown as text, never as markup."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.cli.views.terminal import complain, make_console, on_one_line, print_indented
from assistant.domain import Language
from assistant.locale import Texts

if TYPE_CHECKING:
    from ingest.lint import LintReport
    from ingest.lint.finding import Finding
    from ingest.listing import Row

_WORDS = Texts(dict[str, str], "cli.corpus")
_STYLES = {
    "problem": "bold red",
    "advice": "yellow",
    "current": "green",
    "new": "yellow",
    "changed": "yellow",
    "removed": "red",
    "withdrawn": "dim",
    "unreadable": "bold red",
}
_SETTLED = {"current", "unreadable"}


def show_list(rows: "Sequence[Row]", language: Language) -> None:
    """Print the documents as a table, and what is wrong with those that cannot be taken in."""
    console, words = make_console(), _WORDS[language]
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("document", "language", "passages", "date", "status"):
        table.add_column(words[name], justify="right" if name == "passages" else "left", overflow="fold")
    for row in rows:
        status = row.status.value
        passages = str(row.passages) if row.passages else ""
        marked = Text(words[status], style=_STYLES[status])
        table.add_row(_name(row, words), row.language or "", passages, on_one_line(row.date), marked)
    console.print(table)
    for row in rows:
        if error := row.error(language):
            complain(f"{row.file}: {error}")
    if any(_is_waiting(row) for row in rows):
        console.print(Text(f"\n{words['waiting']}", style="dim"))


def _name(row: "Row", words: Mapping[str, str]) -> Text:
    name = Text(on_one_line(row.title or row.file)).append(f"\n  {row.id or row.file}", style="dim")
    if row.translation_of:
        name.append(f", {words['translation'].format(original=row.translation_of)}", style="dim")
    return name


def _is_waiting(row: "Row") -> bool:
    """Tell whether the next ingest will change something: a withdrawn document that has passages is still quoted."""
    status = row.status.value
    return status not in _SETTLED and (status != "withdrawn" or row.passages > 0)


def show_findings(report: "LintReport", language: Language) -> None:
    """Print what was found, by file and by kind, what to do about it, and how much it is."""
    console = make_console()
    for file, of_file in groupby(report.findings, key=lambda finding: finding.file):
        console.print(Text(on_one_line(file), style="bold"))
        in_order = sorted(of_file, key=lambda finding: (finding.severity.value == "advice", finding.check))
        for advice, alike in groupby(in_order, key=lambda finding: finding.advice(language)):
            _show_alike(console, tuple(alike), language)
            print_indented(console, f"→ {on_one_line(advice)}")
        console.print()
    message = _WORDS[language]["found" if report.findings else "clean"]
    console.print(Text(message.format(**report.to_json(language))))


def _show_alike(console: Console, findings: "Sequence[Finding]", language: Language) -> None:
    words, severity = _WORDS[language], findings[0].severity.value
    console.print(Text.assemble("  ", (words[severity], _STYLES[severity]), (f"  {findings[0].check}", "dim")))
    for finding in findings:
        print_indented(console, f"• {on_one_line(finding.what(language))}")
        if finding.place:
            page = [f"{words['page']} {finding.place.page}"] if finding.place.page else []
            path = " › ".join([*page, *(on_one_line(heading) for heading in finding.place.headings[-2:])])
            print_indented(console, f"{path}: “{on_one_line(finding.place.excerpt)}”".removeprefix(": "), style="dim")
