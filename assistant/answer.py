"""The main path: from a question to an answer in which every sentence is proven, or to an honest no."""

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event

from assistant.answering import scope
from assistant.answering.editions import Editions, narrowed
from assistant.answering.events import Finished, Proven
from assistant.answering.evidence import Evidence, Lack, assess
from assistant.answering.extract import Extractor
from assistant.answering.ports import AnswerIndex, Generations
from assistant.answering.shape.places import by_place
from assistant.answering.shape.several import one_by_one, together
from assistant.answering.suggest import MOST, Suggester
from assistant.answering.talking.added import repeated
from assistant.answering.talking.conversation import understood
from assistant.answering.talking.talk import Talk
from assistant.answering.translated import in_language
from assistant.answering.wording import answered, refused, scores_of, which_languages, with_editions
from assistant.answering.written.compose import Assignment, write
from assistant.answering.written.passages import read_on
from assistant.answering.written.writer import Writer, Writing
from assistant.clock import Clock
from assistant.domain import Answer, Claim, Language, Missing, SearchResult, Turn
from assistant.library import Library
from assistant.proof.verify import verify_quoted
from assistant.proof.versions import Kept, NothingKept
from assistant.question.followup import asks_on
from assistant.question.query import Query
from assistant.question.understand import EncodesOnce, QuestionEncoder, Understood, understand
from assistant.review.checked import (
    NoRulings,
    Rulings,
    checked_answer,
    checked_on,
    passages_without_barred,
    still_refused,
    without_barred,
)
from assistant.review.ruling import Ruling
from assistant.search.rerank import Ranker, rerank
from assistant.search.retrieve import Retrieved, retrieve
from assistant.search.topic import TopicModel
from assistant.search.translations import one_of_each
from assistant.text.memory import Corrections, NoCorrections


@dataclass(frozen=True)
class Assistant(Library):
    """Answers questions from the index in service."""

    index: Generations
    encoder: QuestionEncoder
    topic: TopicModel
    ranker: Ranker | None = None
    kept: Kept = field(default_factory=NothingKept)
    writer: Writer | None = None
    rulings: Rulings = field(default_factory=NoRulings)
    corrections: Corrections = field(default_factory=NoCorrections)
    suggester: Suggester = field(default_factory=Suggester)
    talks: bool = True

    @property
    def corpus_version(self) -> str:
        """The version of the corpus that the next answer is made from."""
        return self.index.get().version

    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """Answer a question from the documents, or say that they do not answer it.

        The answer is in the language of the question, or the one that is asked for.

        Raises:
            QuestionError: when the question is empty or far too long.
            IndexUnavailable: when there is no index.
        """
        events = self.stream(question, history, language=language)
        finished = next(event for event in events if isinstance(event, Finished))
        return finished.answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        stop: Event | None = None,
        language: Language | None = None,
    ) -> Iterator[Proven | Finished]:
        """Answer like ``ask``, and give each sentence that a chat model writes as soon as it is proven.

        Setting ``stop``, or closing the iterator, breaks the chat model off.
        """
        yield from replace(self, encoder=EncodesOnce(self.encoder))._stream(question, history, stop, language)

    def _stream(
        self, question: str, history: Sequence[Turn], stop: Event | None, language: Language | None
    ) -> Iterator[Proven | Finished]:
        clock = Clock()
        index = self.index.get()
        writing = self.writer.begin(stop, self.translator(index).of) if self.writer else None
        with clock.step("understand"):
            asked = understood(question, self.encoder, history, index, writing.rewrite if writing else None)
            asked = replace(asked, language=language or asked.language)
        with clock.step("review"):
            ruling = self.rulings.find(asked)
        with clock.step("retrieve"):
            found, editions = self._find(asked, index)
        answer = self._decided(ruling, asked, found, index) if ruling else None
        if answer is None and self.talks and not asked.shown:
            talk = Talk(self.encoder, index, replace(self, writer=None).ask, writing)
            answer = yield from talk.of(asked, found.like, history)
        if answer is None:
            answer = yield from self._answer(asked, found, index, ruling, writing, clock)
        with clock.step("translate"):
            translator = self.translator(index)
            answer = repeated(by_place(in_language(answer, translator), translator), asked.shown)
            answer = scope.told(with_editions(answer, editions), index)
        scores = scores_of(answer, found)
        yield Finished(
            replace(
                answer,
                question=question,
                body=answer.body if asked.spoken else (which_languages(asked.language), *answer.body),
                standalone=asked.text,
                retrieved=tuple(scores),
                scores=tuple(scores.values()),
                corpus_version=index.version,
                timings_ms=clock.timings(),
                ruling=ruling.group_id if ruling and (answer.checked or ruling.barred) else "",
            )
        )

    def _decided(self, ruling: Ruling, asked: Understood, found: Retrieved, index: AnswerIndex) -> Answer | None:
        """Return what reviewers decided that the answer is, None where they did not or it no longer holds."""
        if still_refused(ruling, found):
            evidence = Evidence(False, (Missing(Lack.WORDS),))
            decided = refused(asked, evidence, self._nearest(asked, found, index), index.document)
            return replace(decided, checked=checked_on(ruling))

        def unmentioned(claims: Sequence[Claim]) -> list[Missing]:
            missing = self._assess(asked, claims, found, index).missing
            return [each for each in missing if each.kind == Lack.MENTION]

        return checked_answer(ruling, asked, index, unmentioned)

    def _answer(
        self,
        asked: Understood,
        found: Retrieved,
        index: AnswerIndex,
        ruling: Ruling | None,
        writing: Writing | None,
        clock: Clock,
    ) -> Generator[Proven, None, Answer]:
        """Answer from what was found; what reviewers found not to answer this question is left out."""

        def look_up(part: Understood) -> tuple[list[Claim], Evidence]:
            found, _ = self._find(part, index)
            claims = without_barred(ruling, self._compose(part, found, index))
            claims = [claim for claim in claims if verify_quoted(claim, index.document).proven]
            return claims, self._assess(part, claims, found, index)

        with clock.step("parts"):
            replies = [] if writing or asked.follows else one_by_one(asked, self.encoder, index, look_up)
        if replies:
            return together(asked, replies, index.document)
        with clock.step("compose"):
            composed = self._compose(asked, found, index)
            claims = without_barred(ruling, composed)
        with clock.step("verify"):
            claims = [claim for claim in claims if verify_quoted(claim, index.document).proven]
        with clock.step("evidence"):
            evidence = self._assess(asked, claims, found, index)
        if composed and not claims:
            rejected = Evidence(False, (Missing(Lack.REJECTED),))
            answer = refused(asked, rejected, self._nearest(asked, found, index), index.document)
        elif not evidence.answers and (writing is None or evidence.off_topic or not writing.is_checked):
            answer = refused(asked, evidence, self._nearest(asked, found, index), index.document)
        elif writing is None:
            answer = answered(asked, claims, evidence, index.document)
        else:
            with clock.step("write"):
                assess_written = partial(self._assess, asked, found=found, index=index)
                given = passages_without_barred(ruling, read_on(asked.query, asked.language, found, index))
                task = Assignment(asked, given, claims, evidence, assess_written, index)
                answer = yield from write(writing, task)
        return writing.sign(answer) if writing else answer

    def _retrieve(self, query: Query, index: AnswerIndex, limit: int = 10) -> Retrieved:
        found = retrieve(query, index, limit)
        return rerank(query.text, found, self.ranker) if self.ranker else found

    def _find(self, asked: Understood, index: AnswerIndex) -> tuple[Retrieved, dict[str, Editions]]:
        """Return what is found for a question, one of each that is there in two languages, and of which edition."""
        found = one_of_each(self._retrieve(asked.query, index), asked.language, index.translation_group)
        return narrowed(found, asked.text, index.document)

    def _compose(self, asked: Understood, found: Retrieved, index: AnswerIndex) -> list[Claim]:
        return self._extractor(asked, index).compose(asked.query, asked.asked_in, found)

    def _extractor(self, asked: Understood, index: AnswerIndex) -> Extractor:
        memory = self.translator(index).memory
        more = bool(asked.shown) and asks_on(asked.added)
        return Extractor(index.document, index.passages_of, memory, asked.shown, more)

    def _nearest(self, asked: Understood, found: Retrieved, index: AnswerIndex) -> list[Claim]:
        claims = self._extractor(asked, index).nearest(asked.query, found)
        return [claim for claim in claims if verify_quoted(claim, index.document).proven]

    def _assess(self, asked: Understood, claims: Sequence[Claim], found: Retrieved, index: AnswerIndex) -> Evidence:
        if not self.topic.on_topic(asked.query, found, index.borders):
            return Evidence(False, (Missing(Lack.TOPIC),))
        if not claims:
            return Evidence(False, (Missing(Lack.WORDS),))
        return assess(replace(asked, language=asked.asked_in), claims, found, index)

    def suggest(self, answer: Answer, history: Sequence[Turn] = ()) -> tuple[str, ...]:
        """Return questions to go on with after an answer, each of which the documents answer.

        One much like what was asked, whose answer reviewers have checked, comes first.
        """
        by_itself = replace(self, writer=None).ask
        found = self.suggester.suggest(answer, history, self.index.get(), encoder=self.encoder, ask=by_itself)
        asked = answer.standalone or answer.question
        near = "" if answer.checked else self.rulings.near(asked, answer.language)
        if not near or near in (asked, *(turn.content for turn in history)):
            return found
        return tuple(dict.fromkeys((near, *found)))[:MOST]

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Return the passages found for a question, best first."""
        asked = understand(question, self.encoder)
        found = self._retrieve(asked.query, self.index.get(), limit)
        return SearchResult(question, asked.language, found.hits)

    def within(self, documents: Collection[str]) -> "Assistant":
        """Return an assistant that knows some documents only, and their translations; of none: all."""
        return replace(self, index=scope.Within(self.index, frozenset(documents))) if documents else self
