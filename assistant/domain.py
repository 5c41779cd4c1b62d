"""The nouns of the product, as frozen values. Imports the standard library and other nouns only.

Those that stand in files of their own, languages and documents, are to be had from here as well.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from assistant.body import Part, rendered
from assistant.document import Block as Block
from assistant.document import BlockKind as BlockKind
from assistant.document import BlockRole as BlockRole
from assistant.document import Document as Document
from assistant.document import Passage as Passage
from assistant.language import Language as Language


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation; ``role`` is ``user`` or ``assistant``.

    ``citations`` are the quotes of an answer, where it is known what they were.
    """

    role: str
    content: str
    citations: "tuple[Citation, ...]" = ()


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
    line breaks and list markers of the quote; ``part`` is the part of a page that it is for, empty elsewhere.
    """

    text: str
    passage: Passage
    start: int
    end: int
    listed: bool = False
    joined: bool = False
    part: str = ""


class AnswerStatus(StrEnum):
    """How an answer ended. Refusing is a normal answer, not a fault; ``ASSISTANT`` is the assistant on itself."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    OFF_TOPIC = "off_topic"
    ASSISTANT = "assistant"
    ERROR = "error"

    @property
    def answers(self) -> bool:
        """Whether the documents answer at least a part of the question."""
        return self in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


class Composer(StrEnum):
    """What an answer was composed by."""

    EXTRACT = "extract"
    WRITTEN = "generate"
    CHECKED = "verified"
    BRIEF = "guide"
    LIST = "guide_list"
    ITSELF = "itself"
    REWORK = "rework"


STRUCTURED = frozenset({Composer.BRIEF, Composer.LIST})
"""Answers with headings, or with names in bold before their words: a brief, and a list of quotes of the guide."""


@dataclass(frozen=True)
class Citation:
    """The exact words of a document that prove a sentence: ``document.text[start:end] == quote``.

    ``version`` is that of the document's text, so that the quote can still be shown when the document has changed.
    ``translation`` is the quote in the answer's language where it is in another one, and ``section`` the headings above
    it: a help beside the original, which proves nothing. ``recognised`` says that the words were read from a picture of
    the page, so that letters of them may be wrong. ``date`` is the document's, as its publisher states it.
    ``last_page`` is the page that it ends on, where that is another than ``page``.
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
    section: tuple[str, ...] = ()
    recognised: bool = False
    date: str = ""
    last_page: int | None = None

    @property
    def pages(self) -> str:
        """The page that it stands on, or the first and the last of several; empty where there are no pages."""
        return "–".join(str(each) for each in (self.page, self.last_page) if each)

    @property
    def shown(self) -> str:
        """The quote as its reader reads it."""
        return self.translation or self.quote

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above it as its reader reads them."""
        return self.section or self.heading_path


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
class Usage:
    """What an answer took of chat models: calls, tokens sent and received, milliseconds until its first sentence was
    proven (None: none was), and its price (0: not known).
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    first_ms: float | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the documents do not hold: a ``kind`` of thing, or ``what`` is the name or term."""

    kind: str
    what: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer with everything needed to prove it later.

    ``standalone`` is the question as it was looked up, complete without the conversation. ``nearest`` holds passages
    shown beside a refusal, not as an answer; ``retrieved`` lists passage ids, best first, and ``scores`` what each was
    ranked by, 0 where a reviewer and not the ranking found it; ``timings_ms`` holds milliseconds a step and ``total``.
    ``missing`` is what was asked for and the documents do not hold, ``confidence`` how sure the answer is, from 0 to 1.
    ``checked`` is the date (YYYY-MM-DD) on which reviewers checked an answer that is
    given as they left it, else empty, and ``ruling`` the name of their decision where one had a part in the answer.
    ``checks`` tells of each sentence that a chat model wrote, and ``fallback`` in a word why its sentences alone are
    not the answer (``slow``, ``unproven``, …), empty where they are or where none was asked.
    ``usage`` is what chat models were used for it, None where none was. ``scope`` names the documents that it was
    looked up in, where the reader chose some; empty: all.
    """

    answer_id: str
    question: str
    language: Language
    status: AnswerStatus
    body: tuple[Part, ...]
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
    missing: tuple[Missing, ...] = ()
    confidence: float | None = None
    usage: Usage | None = None
    scope: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The body as Markdown for a reader, with ``[1]`` markers; to be shown or read, never to be taken apart."""
        return rendered(self.body)

    @cached_property
    def sentences(self) -> tuple[Part, ...]:
        """The parts that are shown as fact."""
        return tuple(part for part in self.body if part.is_fact)


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
