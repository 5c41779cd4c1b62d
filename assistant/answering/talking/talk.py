"""What is not a question to the documents: small talk, a word alone, and the last answer in another form."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.events import Proven
from assistant.answering.ports import AnswerIndex
from assistant.answering.talking.conversation import REWORKS, last_question
from assistant.answering.talking.itself import is_vague, small_talk, speaks, spoken
from assistant.answering.talking.rework import REWORKED, SHORTER
from assistant.answering.talking.shorter import Shortening
from assistant.answering.written.rework import MORE, last_quotes, rework_of, reworked
from assistant.answering.written.writer import Writing
from assistant.domain import Answer, Composer, Language, Turn
from assistant.question.understand import QuestionEncoder, Understood, understand
from assistant.search.ports import Resemblance

Ask = Callable[[str, Sequence[Turn], Language | None], Answer]


@dataclass(frozen=True)
class Talk:
    """What answers it: ``ask`` gives the last answer again without a chat model, ``writing`` writes it anew."""

    encoder: QuestionEncoder
    index: AnswerIndex
    ask: Ask
    writing: Writing | None

    def of(
        self, asked: Understood, like: Resemblance, history: Sequence[Turn]
    ) -> Generator[Proven, None, Answer | None]:
        """Return what the assistant says itself, or the last answer in another form; None where it is asked neither.

        What a chat model puts differently is given as it is proven.
        """
        kind = small_talk(like)
        if not kind.startswith(REWORKS) or is_vague(asked.text, like):
            return spoken(kind, asked, like, self.index.documents(), self.index.known_questions())
        before = last_question(history, self.encoder, self.index)
        rework = REWORKED.get(kind)
        cannot = "not_reworked" if self.writing else "needs_model"
        by_itself = rework is not None or kind == SHORTER
        if not before or (not by_itself and (self.writing is None or kind == MORE)):
            return speaks(cannot if before else "nothing_before", asked.text, asked.language, ())
        again = self.ask(before[-1].content, before[:-1], asked.language)
        if not again.status.answers:
            return again
        made = None
        if self.writing and kind != MORE:
            last = replace(again, citations=last_quotes(history) or again.citations)
            made = yield from reworked(self.writing, rework_of(asked, history), last, self.index, kind)
        if made is None and kind == SHORTER:
            made = self._shorter(again, before[-1].content, history[len(before) :])
            cannot = cannot if self.writing else "shortest"
        elif made is None and rework is not None:
            made = rework(again)
        # The words asked for another form, not a question: reviewers do not judge it as an answer to them.
        return replace(made, composer=Composer.REWORK) if made else speaks(cannot, asked.text, asked.language, ())

    def _shorter(self, answer: Answer, question: str, since: Sequence[Turn]) -> Answer | None:
        """Return the answer to a question made shorter once more than was asked since, None where it cannot be."""
        asked = [self._like(turn.content) for turn in since if turn.role == "user" and turn.content.strip()]
        times = 1 + sum(small_talk(each) == SHORTER for each in asked)
        return Shortening(self.index.document, self._like(question).places).of(answer, times)

    def _like(self, text: str) -> Resemblance:
        return self.index.resembles(understand(text, self.encoder).query.encoded.vector)
