"""A reader's own file, quoted: each quote says that it is the file's, and where in it it stands."""

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.domain import Answer, AnswerStatus, BlockKind, Citation, Document, Language
from assistant.web.chat.render import escape
from assistant.web.files.texts import FILE_TEXTS

CELL = " | "
"""What stands between the cells of a row in the text of a document."""

_OF_A_FILE = re.compile(
    r"\b(?:my|our|the|this|that|attached|mijn|ons|onze|het|de|dit|dat|die|deze|bijgevoegde?) "
    r"(?:(?:own|attached|eigen|bijgevoegde) )?(?:\w+ ?)?"
    r"(?:file|report|document|attachment|pdf|audit|bestand|verslag|rapport|bijlage)\b",
    re.IGNORECASE,
)


def asks_of_file(question: str) -> bool:
    """Tell whether a question is plainly about a file: "in my report", "mijn verslag"."""
    return bool(_OF_A_FILE.search(question))


def words_of(answer: Answer, name: str, language: Language, document: Callable[[str], Document | None]) -> str:
    """Return the message in Markdown, nothing for small talk; only words of the file are shown as the file's."""
    if answer.status is AnswerStatus.ASSISTANT:
        return ""
    texts, shown = FILE_TEXTS[language], escape(name)
    quoted = answer.citations if answer.status.answers else answer.nearest
    if not quoted:
        return texts.silent.format(name=shown)
    opening = texts.says if answer.status.answers else texts.near
    blocks = [block for each in quoted for block in _blocks(each, _place(each, language, document(each.document_id)))]
    text = opening.format(name=shown) + "\n\n"
    return text + "".join(f"{before}{block}" for before, block in _spaced(blocks))


def _spaced(blocks: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield blocks with what stands before each: the items of one list stand under each other."""
    for place, block in enumerate(blocks):
        listed = place > 0 and all(each.startswith("- ") for each in blocks[place - 1 : place + 1])
        yield "" if place == 0 else "\n" if listed else "\n\n", block


def _blocks(citation: Citation, place: str) -> Iterator[str]:
    """Yield a quote with its place, a table as one."""
    rows = [line.split(CELL) for line in citation.quote.splitlines() if line.strip()]
    if len(rows) < 2 or any(len(row) != len(rows[0]) or len(row) < 2 for row in rows):
        yield f"- “{escape(citation.quote)}” — *{place}*"
        return
    yield f"*{place[:1].upper()}{place[1:]}:*"
    head, *body = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    yield "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _cell(text: str) -> str:
    return escape(text) or "–"


def _place(citation: Citation, language: Language, document: Document | None) -> str:
    """Say where a quote stands: on a page, else under a heading, else in which paragraph."""
    texts = FILE_TEXTS[language]
    if citation.page:
        return texts.place.format(page=citation.pages)
    if citation.heading_path:
        return texts.section.format(section=escape(citation.heading_path[-1]))
    blocks = document.blocks if document else ()
    number = sum(each.start <= citation.start and each.kind is not BlockKind.HEADING for each in blocks)
    return texts.paragraph.format(number=number) if number else texts.whole
