"""What a chat says of a reader's own file, read again from the message that said it: for files, and for links."""

import re
from collections.abc import Iterator

from assistant.body import Part, PartKind
from assistant.domain import Language

_MARKUP = re.compile(r"(?<!\\)\*+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"\|(?: --- \|)+")
_CELLS = re.compile(r"(?<!\\)\|")


def parts_of(content: str, language: Language) -> tuple[Part, ...]:
    """Return a message about a file as parts: its quotes and the rows of its tables as items, without a number."""
    return tuple(_parts(content, language))


def _parts(content: str, language: Language) -> Iterator[Part]:
    for line in content.splitlines():
        if not line.strip() or _RULE.fullmatch(line.strip()):
            continue
        is_row, is_item = line.startswith("|"), line.startswith("- ")
        words = " · ".join(filter(None, map(str.strip, _CELLS.split(line)))) if is_row else line.removeprefix("- ")
        kind = PartKind.ITEM if is_row or is_item else PartKind.SAID
        yield Part(kind, _ESCAPED.sub(r"\1", _MARKUP.sub("", words)).replace("\N{WORD JOINER}", ""), language)
