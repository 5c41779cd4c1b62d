"""From documents to passages: slices that follow the structure and hold whole sentences and list items."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.document import QUOTED
from assistant.domain import Block, BlockKind, Document, Passage
from assistant.text.sentences import row_spans, sentence_spans

_LONGER = 2  # times the limit: what an item or a row that is kept whole may measure; the model reads 512 tokens


@dataclass(frozen=True, slots=True)
class _Atom:
    """The smallest slice that is kept whole; ``glued`` says that it stays with the one after it."""

    start: int
    end: int
    size: int
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    """Neighbouring quoted blocks of one role below one heading, that included, and the titles of all headings above."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]


def split(document: Document, count_tokens: Callable[[str], int], limit: int = 250) -> tuple[Passage, ...]:
    """Cut a document into passages of at most ``limit`` tokens that cover what is quoted of it, without overlap."""
    passages = []
    seen: Counter[str] = Counter()
    splitter = _Splitter(document, count_tokens, limit)
    for section in _sections(document):
        for start, end in splitter.spans(section.blocks):
            text = document.text[start:end]
            digest = hashlib.sha256("\n".join((*section.path, text)).encode()).hexdigest()[:12]
            seen[digest] += 1
            suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
            passages.append(
                Passage(
                    id=f"{document.id}:{digest}{suffix}",
                    document_id=document.id,
                    title=document.title,
                    language=document.language,
                    heading_path=section.path,
                    start=start,
                    end=end,
                    text=text,
                    publisher=document.publisher,
                    url=document.url,
                    page=_page(section.blocks, start),
                )
            )
    return tuple(passages)


def _page(blocks: tuple[Block, ...], start: int) -> int | None:
    return next(block.page for block in reversed(blocks) if block.start <= start)


def _sections(document: Document) -> Iterator[_Section]:
    """Divide what is quoted at headings and where the role changes; a heading without text goes with what follows."""
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for block in document.blocks:
        heading = block.kind is BlockKind.HEADING
        quoted = block.role in QUOTED
        opens = heading and not (blocks and _is_above(blocks[-1], block))
        if blocks and (opens or block.role is not blocks[-1].role):
            yield _Section(_titles(path, document.title), tuple(blocks))
            blocks = []
        if heading and quoted:
            path = [*((level, title) for level, title in path if level < block.level)]
            path.append((block.level, document.text[block.start : block.end]))
        if quoted:
            blocks.append(block)
    if blocks:
        yield _Section(_titles(path, document.title), tuple(blocks))


def _is_above(block: Block, heading: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level < heading.level


def _titles(path: list[tuple[int, str]], title: str) -> tuple[str, ...]:
    titles = tuple(text for _, text in path)
    return titles[1:] if titles[:1] == (title,) else titles


class _Splitter:
    """Packs the blocks of one section after another."""

    def __init__(self, document: Document, count_tokens: Callable[[str], int], limit: int) -> None:
        self._document = document
        self._count_tokens = count_tokens
        self._limit = limit

    def spans(self, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each passage of a section."""
        units = list(self._units(self._atoms(blocks)))
        total = sum(map(_size, units))
        even = total / max(1, -(-total // self._limit))
        pending: list[_Atom] = []
        for unit in units:
            size, more = _size(pending), _size(unit)
            if pending and (size + more > self._limit or size + more / 2 > even):
                yield pending[0].start, pending[-1].end
                pending = []
            pending += unit
        if pending:
            yield pending[0].start, pending[-1].end

    def _units(self, atoms: list[_Atom]) -> Iterator[list[_Atom]]:
        """Yield atoms that stay together, as far as they fit."""
        unit: list[_Atom] = []
        for atom in atoms:
            if unit and (not unit[-1].glued or _size(unit) + atom.size > self._limit):
                yield unit
                unit = []
            unit.append(atom)
        if unit:
            yield unit

    def _atoms(self, blocks: tuple[Block, ...]) -> list[_Atom]:
        atoms: list[_Atom] = []
        whole = self._whole_lists(blocks)
        for position, (block, after) in enumerate(pairwise((*blocks, None))):
            assert block is not None
            pieces = self._pieces(block)
            glued = after is not None and (self._leads_in(block, after) or position in whole)
            atoms += [*pieces[:-1], replace(pieces[-1], glued=glued)]
        return atoms

    def _leads_in(self, block: Block, after: Block) -> bool:
        announces = self._document.text[block.start : block.end].endswith(":")
        return block.kind is BlockKind.HEADING or (announces and after.kind is not BlockKind.HEADING)

    def _whole_lists(self, blocks: tuple[Block, ...]) -> set[int]:
        """Return the positions of the list items that are followed by another one in a list that fits."""
        whole: set[int] = set()
        run: list[int] = []
        for position in range(len(blocks) + 1):
            if position < len(blocks) and blocks[position].kind is BlockKind.LIST_ITEM:
                run.append(position)
                continue
            lead = run and run[0] > 0 and self._leads_in(blocks[run[0] - 1], blocks[run[0]])
            first = run[0] - 1 if lead else (run[0] if run else 0)
            if run and self._tokens(blocks[first].start, blocks[run[-1]].end) <= self._limit:
                whole.update(run[:-1])
            run = []
        return whole

    def _pieces(self, block: Block) -> list[_Atom]:
        """Return a block as one atom, or as its sentences or rows where it is longer than a passage.

        An item of a list is quoted whole, so it may fill a passage of its own that is longer; and so a row of a table.
        """
        size = self._tokens(block.start, block.end)
        if size <= (self._limit * _LONGER if block.kind is BlockKind.LIST_ITEM else self._limit):
            return [_Atom(block.start, block.end, size)]
        text = self._document.text[block.start : block.end]
        spans = row_spans(text) if block.kind is BlockKind.TABLE else sentence_spans(text, self._document.language)
        atoms = []
        most = self._limit * _LONGER if block.kind is BlockKind.TABLE else self._limit
        for start, end in spans or [(0, len(text))]:
            atoms += self._words(block.start + start, block.start + end, most)
        return atoms

    def _words(self, start: int, end: int, most: int) -> list[_Atom]:
        """Return a sentence or row as one atom, or halved between cells, at a space, or anywhere, until each fits."""
        size = self._tokens(start, end)
        if size <= most or end - start < 2:
            return [_Atom(start, end, size)]
        text = self._document.text
        middle = (start + end) // 2
        bar = text.rfind(" | ", (start + middle) // 2, middle) + 2
        space = bar if bar > 1 else text.rfind(" ", start + 1, middle)
        left = space if space > 0 else middle
        right = left + 1 if space > 0 else left
        return [*self._words(start, left, self._limit), *self._words(right, end, self._limit)]

    def _tokens(self, start: int, end: int) -> int:
        return self._count_tokens(self._document.text[start:end])


def _size(atoms: list[_Atom]) -> int:
    return sum(atom.size for atom in atoms)
