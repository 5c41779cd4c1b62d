"""A paper as Markdown; every word of a document is escaped, so that it shows as it stands there."""

import re

from assistant.export.paper import Item, Paper, Part, Source, Words

_SYNTAX = re.compile(r"([\\`*_\[\]<>~|&])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([#+=-])")


def write(paper: Paper) -> bytes:
    """Return the paper as UTF-8 Markdown."""
    blocks = [f"# {_escape(paper.title)}"]
    for part in paper.parts:
        blocks += _part(part)
    blocks.append(f"## {_escape(paper.sources_title)}")
    blocks += [_source(source) for source in paper.sources]
    blocks += ["---", *(_escape(line) for line in paper.colophon)]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def _part(part: Part) -> list[str]:
    """Return the heading and its lines; list items that follow each other make one block."""
    blocks = [f"{'#' * part.level} {_escape(part.heading)}{_markers(part.numbers)}" if part.heading else ""]
    for item, before in zip(part.items, (None, *part.items), strict=False):
        line = _line(item)
        if item.listed and before is not None and before.listed:
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return blocks


def _line(item: Item) -> str:
    lead = f"**{_escape(item.lead)}**" if item.lead else ""
    words = " ".join(filter(None, map(_words, item.words)))
    separator = ": " if lead and item.words[0].text else " " if lead else ""
    return f"{'- ' if item.listed else ''}{lead}{separator}{words}"


def _words(words: Words) -> str:
    text = _escape(words.text)
    return f"{text}{_markers(words.numbers)}".strip()


def _markers(numbers: tuple[int, ...]) -> str:
    return "".join(f" \\[{number}\\]" for number in numbers)


def _source(source: Source) -> str:
    address = f" <{source.address}>" if source.address and not re.search(r"[<>\s]", source.address) else ""
    return f"\\[{source.number}\\] “{_escape(source.quote)}” — {_escape(source.where)}{address}"


def _escape(text: str) -> str:
    escaped = _SYNTAX.sub(r"\\\1", text)
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)
