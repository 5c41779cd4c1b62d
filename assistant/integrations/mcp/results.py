"""What the tools return: values for programs, and the same as Markdown with a link behind each quote for people."""

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.body import rendered
from assistant.domain import Answer, Citation, Document, Hit, Language, SearchResult
from assistant.export.markdown import escape
from assistant.integrations.mcp.texts import MCP_TEXTS

Link = Callable[..., str]


class Value(BaseModel):
    """A value that a tool returns."""

    model_config = ConfigDict(frozen=True)


class Cited(Value):
    """The exact words of a document; ``link`` opens it at them. A translation is a help, and proves nothing."""

    number: int
    quote: str
    translation: str
    document_id: str
    title: str
    publisher: str
    language: Language
    section: list[str]
    page: int | None
    start: int
    end: int
    link: str

    @classmethod
    def of(cls, citation: Citation, link: Link) -> "Cited":
        """Return a citation with its link."""
        return cls(
            number=citation.number,
            quote=citation.quote,
            translation=citation.translation,
            document_id=citation.document_id,
            title=citation.title,
            publisher=citation.publisher,
            language=citation.language,
            section=list(citation.path),
            page=citation.page,
            start=citation.start,
            end=citation.end,
            link=link(citation.document_id, citation.start, citation.end, citation.version),
        )


class Sentence(Value):
    """A sentence that is shown as a fact, with the numbers of the citations that prove it."""

    text: str
    citations: list[int]


class Answered(Value):
    """An answer. ``status`` is ``answered``, ``partial``, ``no_evidence``, ``off_topic`` or ``assistant``.

    ``text`` is Markdown with ``[1]`` for a citation; ``nearest`` holds what is close to a question that is refused.
    """

    answer_id: str
    status: str
    language: Language
    text: str
    sentences: list[Sentence]
    citations: list[Cited]
    nearest: list[Cited]
    corpus_version: str

    @classmethod
    def of(cls, answer: Answer, link: Link) -> "Answered":
        """Return an answer with its links."""
        return cls(
            answer_id=answer.answer_id,
            status=answer.status.value,
            language=answer.language,
            text=answer.text,
            sentences=[Sentence(text=each.text, citations=list(each.citations)) for each in answer.sentences],
            citations=[Cited.of(each, link) for each in answer.citations],
            nearest=[Cited.of(each, link) for each in answer.nearest],
            corpus_version=answer.corpus_version,
        )

    def markdown(self, answer: Answer) -> str:
        """Return it for people: each number is a link, and the sources stand below with their words."""
        texts, links = MCP_TEXTS[self.language], {each.number: each.link for each in self.citations}
        blocks = [rendered(answer.body, escape, lambda number: f"[\\[{number}\\]]({links[number]})")]
        for title, cited in ((texts.sources, self.citations), (texts.nearest, self.nearest)):
            if cited:
                blocks.append("\n".join([f"**{title}**", "", *(_source(each, texts.page) for each in cited)]))
        return "\n\n".join(blocks)


class Passage(Value):
    """A passage that was found, with the score that it was ranked by."""

    document_id: str
    title: str
    language: Language
    section: list[str]
    page: int | None
    start: int
    end: int
    text: str
    score: float
    link: str

    @classmethod
    def of(cls, hit: Hit, link: Link) -> "Passage":
        """Return a hit with its link."""
        passage = hit.passage
        return cls(
            document_id=passage.document_id,
            title=passage.title,
            language=passage.language,
            section=list(passage.heading_path),
            page=passage.page,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            score=float(hit.score),
            link=link(passage.document_id, passage.start, passage.end),
        )


class Found(Value):
    """The passages for a question, best first. They are what was found, not an answer."""

    language: Language
    passages: list[Passage]

    @classmethod
    def of(cls, result: SearchResult, link: Link) -> "Found":
        """Return a search result with its links."""
        return cls(language=result.language, passages=[Passage.of(each, link) for each in result.hits])

    def markdown(self) -> str:
        """Return it for people."""
        return "\n\n".join(
            f"{number}. [{escape(each.title)}]({each.link})\n\n{quoted(each.text)}"
            for number, each in enumerate(self.passages, start=1)
        )


class Piece(Value):
    """A piece of a document's text, ``text[start:end]`` of ``length`` characters."""

    document_id: str
    title: str
    publisher: str
    language: Language
    date: str
    version: str
    start: int
    end: int
    length: int
    text: str
    link: str

    @classmethod
    def of(cls, document: Document, start: int, length: int, link: Link) -> "Piece":
        """Cut a piece out of a document."""
        text = document.text[start : start + length]
        end = start + len(text)
        return cls(
            document_id=document.id,
            title=document.title,
            publisher=document.publisher,
            language=document.language,
            date=document.date,
            version=document.version,
            start=start,
            end=end,
            length=len(document.text),
            text=text,
            link=link(document.id, start, end, document.version),
        )

    def markdown(self) -> str:
        """Return it for people."""
        return f"[{escape(self.title)}]({self.link})\n\n{quoted(self.text)}"


def quoted(text: str) -> str:
    """Return a document's words as a quotation that shows exactly them."""
    return "\n".join(f"> {escape(line)}".rstrip() for line in text.splitlines())


def schema_of(form: type[BaseModel]) -> dict[str, Any]:
    """Return what describes a form or a value to a client."""
    return form.model_json_schema()


def _source(cited: Cited, page: str) -> str:
    place: Sequence[str] = [cited.title, *cited.section[-1:], *([page.format(number=cited.page)] if cited.page else [])]
    return f"- [\\[{cited.number}\\]]({cited.link}) “{escape(cited.quote)}” – {escape(', '.join(place))}"
