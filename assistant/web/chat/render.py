"""An answer as the chat shows it: Markdown without any markup but ours, and the side panel of each citation."""

import re
import unicodedata
from dataclasses import dataclass, replace

from assistant.answering.events import Proven
from assistant.body import Part, PartKind, piece, rendered
from assistant.domain import Answer, Citation, Language, Passage
from assistant.export.paper import source_of
from assistant.locale.stated import publisher_in
from assistant.proof.provenance import Recalled
from assistant.text.dates import date_in
from assistant.web.messages import TEXTS
from assistant.web.pages.same_place import source_address

MAX_PANELS = 60
"""How many numbered copies of the panel's component there are; see ``frontend``."""

BREAK = "\N{WORD JOINER}"
"""Put inside an address, so that the chat does not make a link of it: escaping alone does not stop that."""

_SYNTAX = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)|:(?=[:a-zA-Z])")
_LINE_START = re.compile(r"^(?:(\d+)([.)])|([#>=+-]))")
_ADDRESS = re.compile(r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LABELS = (
    "publisher",
    "section",
    "page",
    "date",
    "language",
    "open_document",
    "cited_passage",
    "translation",
    "rate_citation",
    "rate_reason",
    "rate_reasons",
    "rate_comment",
    "rate_send",
    "rate_thanks",
    "rate_failed",
)
_KEPT_FORMATS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True)
class Panel:
    """What the side panel shows for one number; ``before + quote + after`` is the passage.

    ``answer_id`` is the answer whose citation can be called wrong; empty where nothing is kept. ``translation`` is
    that of a quote in another language than the answer's; ``source`` says where it stands in a line to be copied.
    """

    number: int
    ui_language: str
    language: str
    language_name: str
    before: str
    quote: str
    after: str
    title: str
    publisher: str
    section: str
    page: str
    date: str
    href: str
    labels: dict[str, object]
    answer_id: str = ""
    translation: str = ""
    section_translation: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """The words in the answer that open the panel."""
        return f"[{self.number}]"

    @property
    def props(self) -> dict[str, object]:
        """The properties of the panel's component."""
        return dict(vars(self))


def escape(text: str) -> str:
    """Return text as Markdown that shows exactly these words on one line: no markup, image, link or citation."""
    return _line_start(_inline(" ".join(text.split())))


def plain(markdown: str) -> str:
    """Return the words of Markdown made by this module."""
    return _ESCAPED.sub(r"\1", markdown.replace(BREAK, ""))


def markdown(answer: Answer) -> str:
    """Return an answer as Markdown: its body with all words escaped, and what is nearest to a refused question."""
    blocks = [rendered(map(_under_the_page, answer.body), escape)]
    if answer.nearest:
        blocks.append(f"**{TEXTS[answer.language].nearest}**")
        blocks.append("\n".join(_nearest_line(citation) for citation in nearest(answer)))
    return "\n\n".join(blocks)


def streamed(proven: Proven) -> str:
    """Return the piece of Markdown that a sentence adds to an answer that is being written."""
    return piece(proven.part, proven.after, escape)


def nearest(answer: Answer) -> tuple[Citation, ...]:
    """Return the passages shown beside a refusal, numbered on after the citations."""
    first = len(answer.citations) + 1
    return tuple(replace(citation, number=first + index) for index, citation in enumerate(answer.nearest))


def shown_citations(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations that a number in the chat opens."""
    return tuple(each for each in (*answer.citations, *nearest(answer)) if each.number <= MAX_PANELS)


def panels(recalled: Recalled, *, rated: bool = True) -> tuple[Panel, ...]:
    """Return what the side panel shows for each number of an answer; ``rated`` says that feedback can be kept."""
    answer = recalled.answer
    made = (
        panel(each, recalled.passages.get(each.passage_id), recalled.dates.get(each.document_id, ""), answer.language)
        for each in shown_citations(answer)
    )
    return tuple(replace(each, answer_id=answer.answer_id) for each in made) if rated else tuple(made)


def panel(citation: Citation, passage: Passage | None, date: str, language: Language) -> Panel:
    """Return what the side panel shows for a citation, in the language of the answer."""
    texts = TEXTS[language]
    before, after = _around(citation, passage)
    return Panel(
        number=citation.number,
        ui_language=language,
        language=citation.language,
        language_name=texts.languages[citation.language],
        before=before,
        quote=citation.quote,
        after=after,
        title=citation.title,
        publisher=publisher_in(citation.publisher, language),
        section=" › ".join(citation.heading_path),
        page=_page(citation, texts.recognised),
        date=date_in(date, language),
        href=source_address(citation),
        labels={name: getattr(texts, name) for name in _LABELS},
        translation=citation.translation,
        section_translation=" › ".join(citation.section),
        source=_source(citation, language),
    )


def _source(citation: Citation, language: Language) -> str:
    """Say where a quote stands, with the publisher's address where it has one, in a line."""
    source = source_of(citation, language)
    return " · ".join(filter(None, (source.where, source.address)))


def _page(citation: Citation, recognised: str) -> str:
    """Say on which page a quote stands, and whether its words were read from a picture."""
    return f"{citation.pages} ({recognised})" if citation.recognised else citation.pages


def _under_the_page(part: Part) -> Part:
    """Return a heading one level lower: the page's own title is the highest."""
    return replace(part, level=part.level + 1) if part.kind is PartKind.HEADING else part


def _printable(text: str) -> str:
    return "".join(
        char for char in text if char.isspace() or char in _KEPT_FORMATS or unicodedata.category(char)[0] != "C"
    )


def _inline(text: str) -> str:
    return _ADDRESS.sub(BREAK, _SYNTAX.sub(lambda found: "\\" + found[0], _printable(text)))


def _line_start(line: str) -> str:
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else "\\" + found[3], line)


def _nearest_line(citation: Citation) -> str:
    place = " › ".join(citation.path[-2:]) or citation.title
    return f"- {escape(citation.shown)} [{citation.number}] — {escape(place)}"


def _around(citation: Citation, passage: Passage | None) -> tuple[str, str]:
    """Return the passage's words before and after the quote; nothing when the quote is not in the passage."""
    if passage is None:
        return "", ""
    start, end = citation.start - passage.start, citation.end - passage.start
    if start < 0 or passage.text[start:end] != citation.quote:
        return "", ""
    return passage.text[:start].lstrip(), passage.text[end:].rstrip()
