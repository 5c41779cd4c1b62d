"""Brings the dialects of Markdown to what its parser knows: headings without a space, notes, front matter of sites."""

import re
from collections.abc import Iterator

from ingest.readers.omissions import LeftOut, Why

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_TIGHT = re.compile(r"( {0,3})(#{1,6})([^#\s].*)")
_SPACED = re.compile(r" {0,3}#{1,6} \S")
_NOTE = re.compile(r"(\s*)(?:!!!|\?\?\?|===)[+!]?\s*([\w -]*?)\s*(?:\"(.*)\")?\s*")
_NOTE_SIGNS = ("!!!", "???", "===")
_INLINE = (
    (re.compile(r"==(?=\S)([^=\n]+)(?<=\S)=="), r"\1"),
    (re.compile(r"(?<=[\w)])\^([\w+-]{1,8})\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<=\w)~(\w{1,4})~(?!~)"), r"<sub>\1</sub>"),
)
_CONTAINER = re.compile(r"(\s*):{3,}\s*(.*?)\s*")
_ALERT = re.compile(r"(\s*(?:>\s*)+)\[!(\w+)\][+-]?\s*(.*)")
_ATTRIBUTES = re.compile(
    r"\s*\{:?\s*[.#][^{}\n]*\}\s*$|(?<=[*_`)\]])\{:?\s*(?:[.#]|[\w-]+=)[^{}\n]*\}|(?<=\w) \{[.#][\w-]+\}"
)
_ONLY_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?:[.#][^{}]*|[\w-]+=[^{}]*)\}\s*")
_WIKI_LINK = re.compile(r"(?<!!)\[\[([^\[\]|\n]+\|)?([^\[\]|\n]+)\]\](?!\()")
_PLACES = re.compile(
    r"\s*(?:\[toc\]|\[\[_?toc_?\]\]|\{:toc\}|<!--.*?-->|\{\{[<%].*[>%]\}\}|\{%.*%\})\s*", re.IGNORECASE
)
_CONTAINER_NAME = re.compile(r"\{?\.?([\w-]+)\}?\s*(.*)")
_EDITS = (
    (re.compile(r"\{~~(.{0,2000}?)~>(.{0,2000}?)~~\}", re.DOTALL), Why.STRUCK, r"\2"),
    (re.compile(r"\{--(.{0,2000}?)--\}", re.DOTALL), Why.STRUCK, ""),
    (re.compile(r"\{>>(.{0,2000}?)<<\}", re.DOTALL), Why.COMMENT, ""),
    (re.compile(r"\{\+\+(.{0,2000}?)\+\+\}", re.DOTALL), None, r"\1"),
    (re.compile(r"\{==(.{0,2000}?)==\}", re.DOTALL), None, r"\1"),
)
_LONGEST_LINE = 2000


def as_commonmark(source: str, left_out: LeftOut) -> str:
    """Return a Markdown text in the dialect that is parsed; code stays as it is."""
    for pattern, why, kept in _EDITS:
        if why is not None:
            for found in pattern.finditer(source):
                left_out.add(why, found[1])
        source = pattern.sub(kept, source)
    return "\n".join(_lines(source.split("\n"), left_out))


def _lines(lines: list[str], left_out: LeftOut) -> Iterator[str]:
    tight = any(found and len(found[2]) > 1 for found in map(_TIGHT.match, lines))
    spaced = any(map(_SPACED.match, lines))
    fence, inside = "", ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif fence:
            fence = "" if mark and mark[1].startswith(fence) and not line.strip(" `~") else fence
        elif len(line) <= _LONGEST_LINE:
            note = _NOTE.fullmatch(line) if any(sign in line for sign in _NOTE_SIGNS) else None
            if note and (note[3] is not None or "===" not in line) and _is_indented(lines, index, len(note[1])):
                inside = note[1] + "    "
                yield from _titled(note[1], note[3] if note[3] is not None else "")
                continue
            if _PLACES.fullmatch(line):
                left_out.add(Why.CONTROL, line)
            if inside and line.strip() and not line.startswith(inside):
                inside = ""
            yield from _line(line.removeprefix(inside), alone=_stands_alone(lines, index, tight=tight, spaced=spaced))
            continue
        yield line


def _line(line: str, *, alone: bool) -> Iterator[str]:
    """Yield what stands for a line: none for a mark of the site's program, its title for the beginning of a note."""
    if _ONLY_ATTRIBUTES.fullmatch(line) or _PLACES.fullmatch(line):
        yield ""
        return
    if container := _CONTAINER.fullmatch(line) if ":::" in line else None:
        named = _CONTAINER_NAME.fullmatch(container[2])
        yield from _titled(container[1], named[2].strip("\"'{}[] ") if named else "")
        return
    if alert := _ALERT.fullmatch(line) if "[!" in line else None:
        yield f"{alert[1]}**{alert[3]}**" if alert[3] else alert[1].rstrip()
        return
    if tight := _TIGHT.fullmatch(line) if "#" in line[:10] else None:
        line = f"{tight[1]}{tight[2]} {tight[3].rstrip('# ')}" if len(tight[2]) > 1 or alone else line
    if "{" in line:
        line = _ATTRIBUTES.sub("", line)
    if "`" not in line:
        for pattern, kept in _INLINE:
            line = pattern.sub(kept, line)
    yield _WIKI_LINK.sub(r"\2", line) if "[[" in line else line


def _titled(indent: str, title: str) -> Iterator[str]:
    yield ""
    if title:
        yield f"{indent}**{title}**"
        yield ""


def _is_indented(lines: list[str], index: int, indent: int) -> bool:
    """Tell whether what follows a note's beginning stands further in."""
    after = next((line for line in lines[index + 1 : index + 4] if line.strip()), "")
    return len(after) - len(after.lstrip()) >= indent + 2


def _stands_alone(lines: list[str], index: int, *, tight: bool, spaced: bool) -> bool:
    """Tell whether a line such as ``#Who first`` is a heading and no hashtag: it stands by itself, as a title does."""
    before = lines[index - 1] if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    words = lines[index].strip().lstrip("#")
    titled = words[:1].isupper() or words[:1].isdigit()
    return not before.strip() and (not after.strip() or tight) and (titled or not spaced)
