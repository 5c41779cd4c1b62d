"""How changes look at a terminal: what came is green or in {+ +}, what went is red or in [- -]."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from assistant.cli.views.terminal import make_console, on_one_line, print_indented
from assistant.domain import Language
from assistant.locale import Texts

if TYPE_CHECKING:
    from ingest.changes.revision import Paragraph, Revision
    from ingest.desk import Comparison

AROUND = 12  # words that are shown beside those that changed

_WORDS = Texts(dict[str, str], "cli.diff")
_STYLES = {"added": "green", "removed": "red", "changed": "yellow", "moved": "blue"}
_MARKS = {"added": ("{+", "+}"), "removed": ("[-", "-]")}


def show_comparison(comparison: "Comparison", language: Language) -> None:
    """Print each document that changed, with its paragraphs that changed."""
    console, words = make_console(), _WORDS[language]
    message = words["title" if comparison.revisions else "same"]
    before, after = (words.get(name, name) for name in (comparison.before, comparison.after))
    console.print(Text(message.format(before=before, after=after)))
    for revision in comparison.revisions:
        console.print()
        show_revision(console, revision, language)


def show_revision(console: Console, revision: "Revision", language: Language) -> None:
    """Print a document that changed, with its paragraphs that changed."""
    change, document = revision.change.value, revision.document
    console.print(
        Text.assemble(
            (f"{_WORDS[language][change]}  ", _STYLES[change]),
            (on_one_line(document.title), "bold"),
            (f"  {document.id}", "dim"),
        )
    )
    for field in revision.fields:
        values = [_marked("removed", field.before), _marked("added", field.after)]
        print_indented(console, Text(" ").join([Text(f"{field.name}:"), *(value for value in values if value)]))
    for paragraph in revision.paragraphs:
        _show_paragraph(console, paragraph, language)


def _show_paragraph(console: Console, paragraph: "Paragraph", language: Language) -> None:
    words, place = _WORDS[language], paragraph.place
    page = [f"{words['page']} {place.page}"] if place.page else []
    where = " › ".join([*page, *(on_one_line(heading) for heading in place.headings[-2:])])
    change = paragraph.change.value
    console.print()
    console.print(Text.assemble("  ", (words[change], _STYLES[change]), (f"  {where}", "dim")))
    if paragraph.change.value == "changed":
        print_indented(console, Text(" ").join(_run(run.change.value, run.text) for run in paragraph.words))
    else:
        print_indented(console, on_one_line(paragraph.words[0].text), style=_STYLES[change])


def _run(change: str, text: str) -> Text:
    if change in _MARKS:
        return _marked(change, text)
    words = on_one_line(text).split(" ")
    if change == "same" and len(words) > 2 * AROUND:
        words = [*words[:AROUND], "…", *words[-AROUND:]]
    return Text(" ".join(words))


def _marked(change: str, text: str) -> Text:
    before, after = _MARKS[change]
    return Text(f"{before}{on_one_line(text)}{after}", style=_STYLES[change]) if text else Text()
