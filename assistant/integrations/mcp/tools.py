"""The tools: ask, search, document, brief. Each takes a form and returns a value, and the same for people to read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from threading import Event
from typing import Any

from pydantic import BaseModel

from assistant.answering.events import Finished
from assistant.domain import Answer
from assistant.integrations.mcp import forms
from assistant.integrations.mcp.port import Answers, Guides, Host, Refused
from assistant.integrations.mcp.progress import Tell
from assistant.integrations.mcp.results import Answered, Found, Piece
from assistant.integrations.mcp.texts import MCP_TEXTS
from assistant.text.language import detect_language

Outcome = tuple[BaseModel, str]


@dataclass(frozen=True)
class Call:
    """A call on its way: where it is worked on, and what tells how far it is."""

    assistant: Answers
    guide: Guides | None
    host: Host
    tell: Tell

    async def ask(self, form: forms.Ask) -> Outcome:
        """Answer a question; who cancels the call breaks a chat model off."""
        stop = Event()

        def answer() -> Answer:
            history = [each.turn for each in form.history]
            for event in self.assistant.stream(form.question, history, stop, form.language):
                if isinstance(event, Finished):
                    if not stop.is_set():  # else nobody is given it
                        self.host.keep(event.answer)
                    return event.answer
                self.tell(event.part.text)
            raise AssertionError("an answer always ends")

        self.tell(MCP_TEXTS[form.language or self.host.language].looking)
        try:
            answered = await self.host.run(answer)
        finally:
            stop.set()
        value = Answered.of(answered, self.host.link)
        return value, value.markdown(answered)

    async def search(self, form: forms.Search) -> Outcome:
        """Find passages."""
        found = await self.host.run(lambda: self.assistant.search(form.question, form.limit))
        value = Found.of(found, self.host.link)
        return value, value.markdown()

    async def document(self, form: forms.Read) -> Outcome:
        """Cut a piece out of a document."""
        document = await self.host.run(lambda: self.assistant.document(form.document_id))
        if document is None:
            raise Refused(MCP_TEXTS[self.host.language].no_document)
        value = Piece.of(document, form.start, form.length, self.host.link)
        return value, value.markdown()

    async def brief(self, form: forms.Brief) -> Outcome:
        """Gather what the documents say for a situation."""
        language = form.language or detect_language(form.situation)

        def gather() -> Answer:
            assert self.guide is not None
            answer = self.guide.brief_answer(self.guide.understand(form.situation, language), language)
            self.host.keep(answer)
            return answer

        self.tell(MCP_TEXTS[language].gathering)
        answer = await self.host.run(gather)
        value = Answered.of(answer, self.host.link)
        return value, value.markdown(answer)


@dataclass(frozen=True)
class Tool:
    """A tool as clients see it."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    returns: type[BaseModel]
    does: Callable[[Call, Any], Awaitable[Outcome]]


TOOLS = (
    Tool(
        "ask",
        "Ask the guidance",
        "Answer a question from the SER's guidance on meaningful stakeholder dialogue: with whom a company should "
        "partner, for which purpose, and how. Every sentence is proven by a literal quote with a link to its place; "
        "what the documents do not say is refused. Show the quotes and links with what you take from it.",
        forms.Ask,
        Answered,
        Call.ask,
    ),
    Tool(
        "search",
        "Search the documents",
        "Find the passages of the documents for a question, best first. They are what was found, not an answer.",
        forms.Search,
        Found,
        Call.search,
    ),
    Tool(
        "document",
        "Read a document",
        "Read a piece of a document's text, for example around a quote.",
        forms.Read,
        Piece,
        Call.document,
    ),
    Tool(
        "brief",
        "Write a partner brief",
        "Gather what the guidance says about partners for a company's situation, told in its own words: whom to "
        "approach, what to arrange, what to beware of, an example. Every line is a quote with a link to its place.",
        forms.Brief,
        Answered,
        Call.brief,
    ),
)
