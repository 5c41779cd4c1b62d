"""The nouns of the product, as frozen values. Imports the standard library only.

Offsets are in characters (code points) of a document's canonical text, half-open: ``text[start:end]``.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class Language(StrEnum):
    """A language that the assistant speaks."""

    EN = "en"
    NL = "nl"


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class BlockRole(StrEnum):
    """What a block is for. Only ``GUIDANCE`` is indexed and quoted."""

    GUIDANCE = "guidance"
    COVER = "cover"
    COLOPHON = "colophon"
    CREDIT = "credit"
    POINTER = "pointer"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table of a canonical text.

    ``marker`` is the list or heading number as it stands at ``start`` ("1. ", "- "), with its trailing space.
    ``level`` is 1 for the highest heading; for list items the nesting depth, from 0; else 0.
    ``page`` counts from 1 where the file has pages.
    """

    kind: BlockKind
    start: int
    end: int
    role: BlockRole = BlockRole.GUIDANCE
    level: int = 0
    page: int | None = None
    marker: str = ""

    @property
    def body_start(self) -> int:
        """Offset of the block's words, after its marker."""
        return self.start + len(self.marker)


@dataclass(frozen=True)
class Document:
    """One document of the corpus with its canonical text; ``date`` is as the publisher states it.

    ``pages`` holds the offset at which each page starts, empty where the file has no pages; ``translation_of`` the id
    of the document that it is a translation of, if any.
    """

    id: str
    title: str
    language: Language
    text: str
    blocks: tuple[Block, ...]
    publisher: str = ""
    url: str = ""
    date: str = ""
    kind: str = ""
    path: str = ""
    translation_of: str = ""
    pages: tuple[int, ...] = ()

    @cached_property
    def version(self) -> str:
        """The fingerprint of the canonical text: a quote is provable in every version that holds its offsets."""
        return sha256(self.text.encode()).hexdigest()[:12]

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that an offset is on; None where the file has no pages."""
        return max(bisect_right(self.pages, offset), 1) if self.pages else None


@dataclass(frozen=True)
class Passage:
    """A slice of a document that is found, ranked and quoted: ``document.text[start:end] == text``."""

    id: str
    document_id: str
    title: str
    language: Language
    heading_path: tuple[str, ...]
    start: int
    end: int
    text: str
    publisher: str = ""
    url: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation; ``role`` is ``user`` or ``assistant``."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with the score it was ranked by (higher is better) and its parts."""

    passage: Passage
    score: float
    dense: float = 0.0
    late: float = 0.0
    lexical: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a composer wants to show, and the words that prove it: ``document.text[start:end]``.

    ``listed`` says that it is an item of a list, ``joined`` that it explains the item before it; ``text`` may leave out
    line breaks and list markers of the quote.
    """

    text: str
    passage: Passage
    start: int
    end: int
    listed: bool = False
    joined: bool = False


class AnswerStatus(StrEnum):
    """How an answer ended. Refusing is a normal answer, not a fault."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    OFF_TOPIC = "off_topic"
    ERROR = "error"


class Composer(StrEnum):
    """What an answer was composed by."""

    EXTRACT = "extract"
    WRITTEN = "generate"
    CHECKED = "verified"
    BRIEF = "guide"
    LIST = "guide_list"


STRUCTURED = frozenset({Composer.BRIEF, Composer.LIST})
"""Answers with headings, or with names in bold before their words: a brief, and a list of quotes of the guide."""


@dataclass(frozen=True)
class Citation:
    """The exact words of a document that prove a sentence: ``document.text[start:end] == quote``.

    ``version`` is that of the document's text, so that the quote can still be shown when the document has changed.
    ``translation`` is a chat model's, into the answer's language: a help beside the quote, which proves nothing.
    """

    number: int
    passage_id: str
    document_id: str
    title: str
    publisher: str
    language: Language
    heading_path: tuple[str, ...]
    page: int | None
    url: str
    quote: str
    start: int
    end: int
    version: str = ""
    translation: str = ""


class Fate(StrEnum):
    """What became of a sentence that a chat model wrote, once it was held against its quote."""

    PROVEN = "proven"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence as a chat model wrote it, and what became of it: shown, shown with the nearest literal quote instead
    of the one given, replaced by its quote, or dropped. ``text`` is a record, not something to show as fact.
    """

    text: str
    outcome: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence shown as fact, with the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """An answer with everything needed to prove it later.

    ``standalone`` is the question as it was looked up, complete without the conversation. ``text`` is Markdown for a
    reader, with ``[1]`` markers; ``nearest`` holds passages shown beside a refusal, not as
    an answer; ``retrieved`` lists passage ids, best first, and ``scores`` what each was ranked by, 0
    where a reviewer and not the ranking found it; ``timings_ms`` holds
    milliseconds a step and ``total``. ``checked`` is the date (YYYY-MM-DD) on which reviewers checked an answer that is
    given as they left it, else empty, and ``ruling`` the name of their decision where one had a part in the answer.
    ``checks`` tells of each sentence that a chat model wrote, and ``fallback`` in a word why its sentences alone are
    not the answer (``slow``, ``unproven``, …), empty where they are or where none was asked.
    """

    answer_id: str
    question: str
    language: Language
    status: AnswerStatus
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    retrieved: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    composer: str = Composer.EXTRACT
    model: str | None = None
    corpus_version: str = ""
    prompt_version: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    standalone: str = ""
    checks: tuple[Check, ...] = ()
    fallback: str = ""
    checked: str = ""
    ruling: str = ""


@dataclass(frozen=True)
class SearchResult:
    """The passages found for a question, best first."""

    question: str
    language: Language
    hits: tuple[Hit, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages alone, best first."""
        return tuple(hit.passage for hit in self.hits)
