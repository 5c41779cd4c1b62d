"""A paper as the text of an e-mail: nothing but words, for programs that show no formatting."""

from collections.abc import Iterator, Sequence

from assistant.body import INDENT, Part, PartKind
from assistant.export.paper import Paper, Source


def write(paper: Paper) -> bytes:
    """Return the paper as UTF-8 text; lines are as long as their words, which the program that shows them breaks."""
    blocks = [_underlined(paper.title, "="), *_blocks(paper)]
    blocks.append(_underlined(paper.sources_title, "-") + "\n" + "\n".join(_sources(paper)))
    blocks += ["-- \n" + "\n".join(paper.colophon)]
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(paper: Paper) -> Iterator[str]:
    """Yield paragraphs, headings with what stands under them, and lists."""
    block: list[str] = []
    after_heading = False
    items_before = False
    for line in paper.lines:
        is_item = line[0].kind is PartKind.ITEM
        if block and not (after_heading or (items_before and is_item)):
            yield "\n".join(block)
            block = []
        block.append(_line(line))
        after_heading, items_before = line[0].kind is PartKind.HEADING, is_item
    if block:
        yield "\n".join(block)


def _line(parts: Sequence[Part]) -> str:
    first = parts[0]
    if first.kind is PartKind.HEADING:
        return _underlined(_words(first), "=" if first.level == 1 else "-")
    sign = f"{INDENT * first.level}{first.marker or '-'} " if first.kind is PartKind.ITEM else ""
    joint = " – " if first.kind is PartKind.ITEM else " "
    return sign + joint.join(map(_words, parts))


def _words(part: Part) -> str:
    lead = part.lead + (":" if part.lead and part.words else "")
    return " ".join(filter(None, (lead, part.words, *(f"[{number}]" for number in part.citations))))


def _sources(paper: Paper) -> Iterator[str]:
    """Yield a line for each source: its words where the text has them in another language, its place, its address once.

    What is quoted in the reader's own language stands in the text already.
    """
    known: set[str] = set()
    for source in paper.sources:
        address = source.address if source.address not in known else ""
        known.add(source.address)
        yield " ".join(filter(None, (f"{source.number}.", _original(source, paper), source.where, address)))


def _original(source: Source, paper: Paper) -> str:
    return f"“{source.quote}” –" if source.language is not paper.language else ""


def _underlined(words: str, sign: str) -> str:
    return f"{words}\n{sign * min(len(words), 72)}"
