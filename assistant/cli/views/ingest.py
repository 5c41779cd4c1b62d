"""How an ingest looks to a person at a terminal: what it did, or what it would do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.cli.views.terminal import complain, make_console, on_one_line
from assistant.domain import Language
from assistant.locale import Texts, message

if TYPE_CHECKING:
    from ingest.preview import Preview

_FATES = ("added", "updated", "renamed", "removed", "withdrawn")
_PASSAGES = ("new", "changed", "gone", "unchanged")
_WORDS = Texts(dict[str, str], "cli.ingest")
LISTED = 20  # documents of which is told how much is translated
_STYLES = {"added": "green", "updated": "yellow", "renamed": "blue", "removed": "red", "withdrawn": "red"}


def show_report(report: Mapping[str, Any], language: Language) -> None:
    """Print what an ingest did; ``report`` has the keys of ``ser-assistant ingest --json``."""
    console, words = make_console(), _WORDS[language]
    console.print(Text(words["documents"].format(**report["documents"])))
    console.print(Text(words["passages"].format(**report["passages"])))
    for each in report.get("translations", ())[:LISTED]:
        spoken = message(f"lint_languages.{each['language']}", language)
        console.print(Text(words["translated"].format(**{**each, "language": spoken})))
    for each in report.get("set_aside", ())[:LISTED]:
        console.print(Text(words["set_aside"].format(**{**each, "text": on_one_line(each["text"])}), style="yellow"))
    console.print(Text(words["version"].format(**report), style="dim"))
    _warn(console, words["outdated"], report)
    if report.get("reviews", {}).get("restored"):
        console.print(Text(words["restored"].format(**report["reviews"])))
    for failure in report["documents"]["failed"]:
        complain(f"{failure['path']}: {failure['error']}")


def show_preview(preview: "Preview", language: Language) -> None:
    """Print what an ingest would do."""
    console, words = make_console(), _WORDS[language]
    report = preview.to_json(language)
    if preview.changes:
        console.print(Text(words["would"]))
        console.print(_table(preview, words))
    counts = {"unchanged": preview.unchanged, "total": preview.total, "embedded": preview.passages.embedded}
    console.print(Text(words["after"].format(**counts) if preview.changes else words["nothing"]))
    _warn(console, words["would_outdate"], report)
    if preview.in_service != preview.corpus_version:
        names = {"in_service": preview.in_service or words["none"], "corpus_version": preview.corpus_version}
        console.print(Text(words["versions"].format(**names), style="dim"))
    for failure in report["documents"]["failed"]:
        complain(f"{failure['path']}: {failure['error']}")


def _warn(console: Console, words: str, report: Mapping[str, Any]) -> None:
    """Tell of the reviewed questions that have to be looked at again, where there are any."""
    reviews = report.get("reviews", {})
    if reviews.get("outdated"):
        console.print(Text(words.format(**reviews), style="yellow"))


def _table(preview: "Preview", words: Mapping[str, str]) -> Table:
    table = Table("", box=None, pad_edge=False, show_edge=False)
    table.add_column(words["document"], overflow="fold")
    for name in _PASSAGES:
        table.add_column(words[name], justify="right")
    for change in preview.changes:
        fate = change.fate.value
        note = f" ({words['was'].format(before=change.before)})" if change.before not in ("", change.id) else ""
        document = Text(on_one_line(change.title)).append(f"\n  {change.id}{note}", style="dim")
        numbers = (str(getattr(change.passages, kind) or "") for kind in _PASSAGES)
        table.add_row(Text(words[fate], style=_STYLES[fate]), document, *numbers)
    return table
