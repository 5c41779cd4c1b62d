"""A paper as Markdown; every word of a document is escaped, so that it shows as it stands there."""

import re

from assistant.body import rendered
from assistant.export.paper import Paper, Source

_SYNTAX = re.compile(r"([\\`*_\[\]<>~|&])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([#+=-])")


def write(paper: Paper) -> bytes:
    """Return the paper as UTF-8 Markdown."""
    blocks = [f"# {escape(paper.title)}"]
    blocks.append(rendered(paper.body, escape, _number))
    blocks.append(f"## {escape(paper.sources_title)}")
    blocks += [_source(source) for source in paper.sources]
    blocks += ["---", *(escape(line) for line in paper.colophon)]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def _source(source: Source) -> str:
    address = f" <{source.address}>" if source.address and not re.search(r"[<>\s]", source.address) else ""
    return f"{_number(source.number)} “{escape(source.quote)}” — {escape(source.where)}{address}"


def _number(number: int) -> str:
    return f"\\[{number}\\]"


def escape(text: str) -> str:
    """Return text as Markdown that shows exactly these words."""
    escaped = _SYNTAX.sub(r"\\\1", text)
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)
