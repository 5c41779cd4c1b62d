"""How what is known of a document, and what of it is not quoted, looks at a terminal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.cli.views.terminal import make_console, on_one_line, print_indented
from assistant.domain import Language
from assistant.locale import Texts

if TYPE_CHECKING:
    from assistant.text.left_out import Part
    from ingest.left_out import LeftOutReport

_WORDS = Texts(dict[str, str], "cli.left_out")
_LONGEST = 160


def show_report(report: "LeftOutReport", language: Language, *, in_full: bool) -> None:
    """Print what is known of a document, and by kind what of it is not quoted."""
    console, words = make_console(), _WORDS[language]
    said = report.to_json(language)
    console.print(Text(on_one_line(said["title"]), style="bold"))
    console.print(Text(on_one_line(words["about"].format(**said)), style="dim"))
    console.print(Text(words["left" if report.kinds else "nothing"]))
    for kind, about in zip(report.kinds, said["left_out"], strict=True):
        console.print(Text(words["kind"].format(**about)))
        for part in kind.parts if in_full else kind.parts[:1]:
            print_indented(console, _line(part, words, in_full=in_full), style="dim")
    if report.kinds and not in_full:
        console.print(Text(words["more"].format(**said), style="dim"))


def _line(part: "Part", words: Mapping[str, str], *, in_full: bool) -> str:
    text = on_one_line(part.text)
    shown = text if in_full or len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"{words['page'].format(page=part.page) if part.page else ''}{shown}"
