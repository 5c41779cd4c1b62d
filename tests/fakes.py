"""Stand-ins that behave as the real parts do, only small, scripted and immediate."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from threading import Event
from uuid import uuid4

from assistant.answering.events import Finished, Proven
from assistant.body import Part, PartKind, said
from assistant.domain import (
    Answer,
    AnswerStatus,
    Block,
    BlockKind,
    BlockRole,
    Citation,
    Document,
    Hit,
    Language,
    Passage,
    SearchResult,
    Turn,
)
from assistant.errors import ModelUnavailable, QuestionError, UnknownDocument
from assistant.proof.versions import Source, Standing
from assistant.text.memory import Memory, Origin, Translated, unit_key

Lines = Sequence[tuple[BlockKind, int, str]]


def make_document(document_id: str, language: Language, title: str, lines: Lines) -> Document:
    """Return a document whose blocks are the given lines (kind, level, words)."""
    blocks: list[Block] = []
    text = ""
    for kind, level, words in lines:
        marker = "- " if kind is BlockKind.LIST_ITEM else ""
        role = BlockRole.CREDIT if words.startswith("©") else BlockRole.GUIDANCE
        blocks.append(
            Block(kind, len(text), len(text) + len(marker + words), role, level, len(blocks) // 4 + 1, marker)
        )
        text += f"{marker}{words}\n\n"
    return Document(document_id, title, language, text, tuple(blocks), "SER", "https://www.ser.nl/", "November 2024")


ENGLISH = make_document(
    "partners",
    Language.EN,
    "Meaningful stakeholder dialogue: Who to partner up with?",
    [
        (BlockKind.HEADING, 1, "Increasing influence"),
        (BlockKind.HEADING, 2, "Theory"),
        (BlockKind.PARAGRAPH, 0, "A single company often has little influence in its supply chain."),
        (
            BlockKind.PARAGRAPH,
            0,
            "Together with other companies you reach more. Joint influence makes change possible.",
        ),
        (BlockKind.LIST_ITEM, 0, "Look for companies that buy from the same supplier."),
        (BlockKind.LIST_ITEM, 0, "Contact a local trade union or NGO."),
        *(
            (BlockKind.PARAGRAPH, 0, f"Paragraph {number}. " + "Take time for a dialogue. " * 12)
            for number in range(12)
        ),
        (BlockKind.HEADING, 1, "Tips"),
        (BlockKind.PARAGRAPH, 0, "Discuss expectations before you start."),
        (BlockKind.PARAGRAPH, 0, "© SER, The Hague."),
    ],
)
DUTCH = make_document(
    "kledingmerk",
    Language.NL,
    "Casus: multi-stakeholderdialoog bij een kledingmerk",
    [
        (BlockKind.HEADING, 1, "Elementen"),
        (BlockKind.HEADING, 2, "Transparantie"),
        (
            BlockKind.PARAGRAPH,
            0,
            "Het bedrijf deelde vooraf informatie. Zo wisten deelnemers wat er van ze werd verwacht.",
        ),
    ],
)


def cite(document: Document, words: str, number: int, heading_path: tuple[str, ...]) -> Citation:
    """Return a citation of the words where they first stand in the document."""
    start = document.text.index(words)
    return Citation(
        number,
        f"{document.id}/0",
        document.id,
        document.title,
        document.publisher,
        document.language,
        heading_path,
        1,
        document.url,
        words,
        start,
        start + len(words),
    )


INFLUENCE = "Joint influence makes change possible."
UNION = "Contact a local trade union or NGO."
HOSTILE = "See ![p](https://evil.example/p.png) [click](https://evil.example) www.evil.example <script>x</script> [1]"
HOSTILE_DOCUMENT = make_document("hostile", Language.EN, "# <b>Title</b>", [(BlockKind.PARAGRAPH, 0, HOSTILE)])
SUGGESTED = {
    Language.EN: ("How do we find companies that buy there too?", "Which trade unions can help us?"),
    Language.NL: ("Hoe delen we vooraf informatie?", "Welke vakbonden kunnen ons helpen?"),
}
SHARED = "Het bedrijf deelde vooraf informatie."


FAULTS = {
    "break": RuntimeError("the secret inside"),
    "no model": ModelUnavailable("The embedding server http://secret does not answer."),
}


class FakeAssistant:
    """Answers by the question's first word: ``break`` raises, ``unknown`` refuses, ``hostile`` quotes markup.

    ``slow`` takes its time, and ``no model`` has nothing to embed with.

    ``write`` is answered as by a chat model, and ``write on`` until it is stopped.
    """

    corpus_version = "fake"
    scope: tuple[str, ...] = ()

    def within(self, documents: Collection[str]) -> "FakeAssistant":
        """Return an assistant whose answers say that they are from some documents only."""
        if not documents:
            return self
        if unknown := [each for each in documents if self.document(each) is None]:
            raise UnknownDocument(unknown)
        limited = FakeAssistant()
        limited.scope = tuple(documents)
        return limited

    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """Return the scripted answer; in the other language it says so and nothing else changes."""
        answer = self._scripted(question, history)
        if self.scope:
            told = Part(PartKind.NOTE, f"Only looked in: {', '.join(self.scope)}", answer.language)
            answer = replace(answer, body=(*answer.body, told), scope=self.scope)
        return answer if language in (None, answer.language) else replace(answer, language=language)

    def _scripted(self, question: str, history: Sequence[Turn]) -> Answer:
        if len(question) > 4000:
            raise QuestionError("The question has more than 4000 characters.")
        if question.startswith("slow"):
            time.sleep(2)
        if fault := next((error for start, error in FAULTS.items() if question.startswith(start)), None):
            raise fault
        if question.startswith("history"):
            told = ", ".join(f"{turn.role} said {len(turn.content)} characters" for turn in history)
            return Answer(str(uuid4()), question, Language.EN, AnswerStatus.ANSWERED, said(told, Language.EN))
        if question.startswith("hostile"):
            return _answer(
                question, Language.EN, "The documents say:", [(HOSTILE, cite(HOSTILE_DOCUMENT, HOSTILE, 1, ()))]
            )
        if question.startswith("unknown"):
            return self._refusal(question)
        if question.startswith(("Hoe", "Welke", "Voor")):
            return _answer(
                question, Language.NL, "De documenten zeggen:", [(SHARED, cite(DUTCH, SHARED, 1, ("Elementen",)))]
            )
        path = ("Increasing influence", "Theory")
        quotes = [(INFLUENCE, cite(ENGLISH, INFLUENCE, 1, path)), (UNION, cite(ENGLISH, UNION, 2, path))]
        return _answer(question, Language.EN, "The documents say:", quotes)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        stop: Event | None = None,
        language: Language | None = None,
    ) -> Iterator[Proven | Finished]:
        """Give the scripted answer, one that is written sentence by sentence."""
        answer = self.ask(question, history, language)
        if question.startswith("write"):
            first, second = (replace(each, kind=PartKind.SENTENCE) for each in answer.sentences)
            second = replace(second, joined=True)
            yield Proven(first, answer.citations[:1])
            if question.startswith("write on"):
                assert stop is not None
                assert stop.wait(10)
                answer = replace(answer, body=(first, *said("Stopped.", Language.EN)), fallback="stopped")
            else:
                yield Proven(second, answer.citations[1:], after=first)
                answer = replace(answer, body=(first, second), composer="generate")
        yield Finished(answer)

    def suggest(self, answer: Answer, history: Sequence[Turn] = ()) -> tuple[str, ...]:
        """Return the questions of the answer's language that were not asked yet; none after a refusal.

        ``odd`` breaks it.
        """
        if answer.question.startswith("odd"):
            raise RuntimeError("the secret inside")
        asked = {answer.question, *(turn.content for turn in history)}
        offered = SUGGESTED[answer.language] if answer.citations else ()
        return tuple(question for question in offered if question not in asked)

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find the first passage of each document."""
        passages = [self.passage(f"{each.id}/0") for each in self.documents()]
        hits = tuple(Hit(passage, 1.0 / rank) for rank, passage in enumerate(passages, start=1) if passage)
        return SearchResult(question, Language.EN, hits[:limit])

    def documents(self) -> tuple[Document, ...]:
        """Return the documents."""
        return ENGLISH, DUTCH, HOSTILE_DOCUMENT

    def document(self, document_id: str) -> Document | None:
        """Return one of the documents."""
        return {each.id: each for each in self.documents()}.get(document_id)

    def source(self, document_id: str, version: str = "") -> Source | None:
        """Return one of the documents as it is; the name of a standing as the version gives it that standing."""
        document = self.document(document_id)
        standing = Standing(version) if version in set(Standing) else Standing.CURRENT
        return Source(document, standing, document if standing is Standing.OUTDATED else None) if document else None

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translation of one heading."""
        units = {unit_key("Theory"): Translated("Theorie", Origin.PERSON)}
        return Memory(document_id, language, units)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage that holds the start of a document."""
        document = self.document(passage_id.removesuffix("/0"))
        if document is None:
            return None
        end = min(600, len(document.text))
        return Passage(passage_id, document.id, document.title, document.language, (), 0, end, document.text[:end])

    def made_from(self, version: str) -> "FakeAssistant":
        """Return itself: there is one version."""
        return self

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the one passage of a document."""
        found = self.passage(f"{document_id}/0")
        return (found,) if found else ()

    def _refusal(self, question: str) -> Answer:
        nearest = (cite(ENGLISH, INFLUENCE, 1, ("Increasing influence",)),)
        body = said("The documents do not say this.", Language.EN)
        return Answer(str(uuid4()), question, Language.EN, AnswerStatus.NO_EVIDENCE, body, nearest=nearest)


def _answer(question: str, language: Language, lead_in: str, quotes: list[tuple[str, Citation]]) -> Answer:
    items = (Part(PartKind.ITEM, words, citation.language, (citation.number,)) for words, citation in quotes)
    return Answer(
        str(uuid4()),
        question,
        language,
        AnswerStatus.ANSWERED,
        (*said(lead_in, language), *items),
        tuple(citation for _, citation in quotes),
    )
