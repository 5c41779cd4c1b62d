"""The main path: from a question to an answer in which every sentence is proven, or to an honest no."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.domain import (
    Answer,
    AnswerStatus,
    Citation,
    Claim,
    Document,
    Hit,
    Language,
    Passage,
    SearchResult,
    Sentence,
    Turn,
)
from assistant.evidence import Evidence, Lack, Missing, assess
from assistant.extract import Extractor
from assistant.phrases import phrase
from assistant.retrieve import Query, Retrieved, Searchable, retrieve
from assistant.topic import TopicModel
from assistant.understand import QuestionEncoder, Understood, understand
from assistant.verify import verify_quoted

NEAREST = 3

DocumentById = Callable[[str], Document | None]


class Reranker(Protocol):
    """Puts found passages in a better order."""

    def rerank(self, question: str, found: Retrieved) -> Retrieved:
        """Return the same passages in another order."""


class AnswerIndex(Searchable, Protocol):
    """One generation of the index, as answering needs it."""

    @property
    def version(self) -> str:
        """The corpus version."""

    def document(self, document_id: str) -> Document | None:
        """Return a document, or None."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""

    def frequency(self, stem: str, language: Language) -> int:
        """Return in how many passages of a language a stem occurs."""


class InService(Protocol):
    """Gives the generation of the index that is in service now."""

    def get(self) -> AnswerIndex:
        """Return it, or raise IndexUnavailable."""


@dataclass(frozen=True)
class Assistant:
    """Answers questions from the index in service."""

    index: InService
    encoder: QuestionEncoder
    topic: TopicModel
    reranker: Reranker | None = None

    @property
    def corpus_version(self) -> str:
        """The version of the corpus that the next answer is made from."""
        return self.index.get().version

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question from the documents, or say that they do not answer it.

        Raises:
            QuestionError: when the question is empty or far too long.
            IndexUnavailable: when there is no index.
        """
        clock = _Clock()
        index = self.index.get()
        with clock.step("understand"):
            asked = understand(question, self.encoder, history)
        with clock.step("retrieve"):
            found = self._retrieve(asked.query, index)
        with clock.step("compose"):
            claims = self._compose(asked, found, index)
        with clock.step("verify"):
            claims = [claim for claim in claims if verify_quoted(claim, index.document).proven]
        with clock.step("evidence"):
            evidence = self._assess(asked, claims, found, index)
        if evidence.answers:
            answer = _answered(asked, claims, evidence, index.document)
        else:
            answer = _refused(asked, evidence.missing, found.hits, index.document)
        return replace(
            answer,
            question=question,
            text=answer.text if asked.spoken else f"{phrase('languages', asked.language)}\n\n{answer.text}",
            standalone=asked.text,
            retrieved=tuple(hit.passage.id for hit in found.hits),
            corpus_version=index.version,
            timings_ms=clock.timings(),
        )

    def _retrieve(self, query: Query, index: AnswerIndex, limit: int = 10) -> Retrieved:
        found = retrieve(query, index, limit)
        return self.reranker.rerank(query.text, found) if self.reranker else found

    def _compose(self, asked: Understood, found: Retrieved, index: AnswerIndex) -> list[Claim]:
        return Extractor(index.document, index.passages_of).compose(asked.query, asked.language, found)

    def _assess(self, asked: Understood, claims: Sequence[Claim], found: Retrieved, index: AnswerIndex) -> Evidence:
        if not self.topic.on_topic(asked.query, found):
            return Evidence(False, (Missing(Lack.TOPIC),))
        if not claims:
            return Evidence(False, (Missing(Lack.WORDS),))
        return assess(asked, claims, found, index.frequency)

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Return the passages found for a question, best first."""
        asked = understand(question, self.encoder)
        found = self._retrieve(asked.query, self.index.get(), limit)
        return SearchResult(question, asked.language, found.hits)

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text, or None."""
        return self.index.get().document(document_id)

    def documents(self) -> tuple[Document, ...]:
        """Return all documents by id."""
        return self.index.get().documents()

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage, or None."""
        return self.index.get().passages([passage_id]).get(passage_id)


def _answered(asked: Understood, claims: Sequence[Claim], evidence: Evidence, document: DocumentById) -> Answer:
    citations = tuple(_citation(number, claim, document) for number, claim in enumerate(claims, start=1))
    sentences = tuple(Sentence(claim.text, (number,)) for number, claim in enumerate(claims, start=1))
    partial = any(item.lack is not Lack.MENTION for item in evidence.missing)
    text = [_lead_in(asked.language, claims), _body(claims)]
    if partial:
        text.append(f"{phrase('partial', asked.language)} {_says_what(evidence.missing, asked.language)}")
    elif evidence.missing:
        text.append(f"{_says_what(evidence.missing, asked.language)} {phrase('in_general', asked.language)}")
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.PARTIAL if partial else AnswerStatus.ANSWERED,
        text="\n\n".join(text),
        sentences=sentences,
        citations=citations,
    )


def _refused(asked: Understood, missing: Sequence[Missing], hits: Sequence[Hit], document: DocumentById) -> Answer:
    off_topic = any(item.lack is Lack.TOPIC for item in missing)
    shown = () if off_topic else hits[:NEAREST]
    nearest = tuple(_nearest(number, hit, document) for number, hit in enumerate(shown, start=1))
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.OFF_TOPIC if off_topic else AnswerStatus.NO_EVIDENCE,
        text=phrase("off_topic", asked.language) if off_topic else _says_no(missing, asked.language),
        nearest=nearest,
    )


def _says_no(missing: Sequence[Missing], language: Language) -> str:
    return " ".join([phrase("no_evidence", language), _says_what(missing, language), phrase("see_nearest", language)])


def _says_what(missing: Sequence[Missing], language: Language) -> str:
    """Name what the documents do not hold."""
    names = ", ".join(item.what for item in missing if item.lack is Lack.MENTION)
    said = [phrase("missing_mention", language, names=names)] if names else []
    said += [phrase(f"missing_{item.lack}", language) for item in missing if item.lack is not Lack.MENTION]
    return " ".join(dict.fromkeys(said))


def _lead_in(language: Language, claims: Sequence[Claim]) -> str:
    languages = {claim.passage.language for claim in claims}
    name = "lead_in" if languages == {language} else "lead_in_mixed" if language in languages else "lead_in_other"
    by_ser = all("SER" in claim.passage.publisher for claim in claims)
    return phrase(name if by_ser else f"{name}_theirs", language)


def _body(claims: Sequence[Claim]) -> str:
    """Write the claims as Markdown: list items as a list, sentences of one passage as one paragraph."""
    parts: list[str] = []
    for number, claim in enumerate(claims, start=1):
        parts.append(_between(claims[number - 2], claim) if number > 1 else "")
        parts.append(f"{'- ' if claim.listed else ''}{claim.text} [{number}]")
    return "".join(parts)


def _between(before: Claim, claim: Claim) -> str:
    if claim.joined:
        return " – "
    if claim.listed and (before.listed or before.joined):
        return "\n"
    together = before.passage.id == claim.passage.id and not before.listed and not claim.listed
    return " " if together else "\n\n"


def _citation(number: int, claim: Claim, document: DocumentById) -> Citation:
    passage = claim.passage
    source = document(passage.document_id)
    page = source.page_at(claim.start) if source else None
    quote = passage.text[claim.start - passage.start : claim.end - passage.start]
    return Citation(
        number=number,
        passage_id=passage.id,
        document_id=passage.document_id,
        title=passage.title,
        publisher=passage.publisher,
        language=passage.language,
        heading_path=passage.heading_path,
        page=page or passage.page,
        url=passage.url,
        quote=quote,
        start=claim.start,
        end=claim.end,
        version=source.version if source else "",
    )


def _nearest(number: int, hit: Hit, document: DocumentById) -> Citation:
    return _citation(number, Claim(hit.passage.text, hit.passage, hit.passage.start, hit.passage.end), document)


@dataclass
class _Clock:
    """Milliseconds a step, and in all."""

    started: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.steps[name] = round((time.perf_counter() - begun) * 1000, 2)

    def timings(self) -> dict[str, float]:
        return self.steps | {"total": round((time.perf_counter() - self.started) * 1000, 2)}
