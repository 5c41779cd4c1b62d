"""Asks a chat model for an answer and gives of it what is proven.

Whatever goes wrong ends the asking, never the answer.
"""

import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TypeVar

from assistant.answering.prompts import Prompt
from assistant.answering.written.asking import Asked
from assistant.answering.written.breaker import Breaker
from assistant.answering.written.check import Opinion
from assistant.answering.written.drafts import SCHEMA, Draft, drafts_from_lines, drafts_from_values, is_no_answer
from assistant.answering.written.judging import REPEATED, Judging
from assistant.answering.written.model import Model
from assistant.answering.written.prove import Candidate, Proof, Prover
from assistant.answering.written.rewrite import conversation, is_faithful
from assistant.answering.written.translate import Kept, none_kept, quotes_to_translate, translated, with_kept
from assistant.answering.written.usage import Prices, log, usage_of
from assistant.domain import Answer, Check, Citation, Claim, Fate, Language, Turn
from assistant.errors import ChatModelFailed, Trouble
from assistant.text.fence import fenced
from assistant.text.language import detect_language
from assistant.text.plain import plain
from assistant.watch import Waiting, Watch, watch_for

SENTENCES = 16  # sentences that are shown: a whole list with what leads it in
REWRITING = 0.3  # share of the time that writing a follow-up question in full may take
WRITING = 0.7  # share of the time left that writing may take, where a check is to come
QUICK = 0.5  # seconds waited after the first word; what is written sooner needs no check of a part of it
FIRST = 0.4  # share of the time left that the check of the first sentence may take
_BEGINNING = 40  # characters
_REPLIED = (Trouble.DECLINED, Trouble.FORM)  # its server is there all the same
CONTEXT = 8000  # tokens of passages that a model is given

logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True)
class Writer:
    """A chat model with its prompts by name and language, and the proof that its sentences must pass.

    ``timeout`` is in seconds, for one answer and all that is asked for it; ``check_prices`` are those of the model
    that checks; ``context`` is how many tokens of passages the model is given; ``opinion`` judges what its
    sentences mean, and where there is none strict rules do.
    """

    model: Model
    prompts: Mapping[tuple[str, Language], Prompt]
    prover: Prover
    timeout: float
    opinion: Opinion | None = None
    prices: Prices = (0.0, 0.0)
    check_prices: Prices = (0.0, 0.0)
    context: int = CONTEXT
    breaker: Breaker = field(default_factory=Breaker)

    def begin(self, stop: Event | None = None, kept: Kept = none_kept) -> "Writing":
        """Start the time for one answer; ``kept`` are the translations that there are, for which none is asked."""
        watch = watch_for(self.timeout, stop)
        return Writing(self, watch, Judging(self.prover, self.opinion, watch), kept)


@dataclass
class Writing:
    """The writing of one answer.

    ``trouble`` says why the model is not asked any further, ``declined`` that it said that nothing answers, ``unsaid``
    what it rightly said that the documents do not say.
    """

    writer: Writer
    watch: Watch
    judging: Judging
    kept: Kept = none_kept
    checks: list[Check] = field(default_factory=list)
    trouble: str = ""
    declined: bool = False
    unsaid: list[str] = field(default_factory=list)
    _versions: dict[str, str] = field(default_factory=dict)
    _started: float = field(default_factory=time.monotonic)
    _first: float | None = None
    _waiting: Waiting = field(default_factory=Waiting)

    @property
    def is_checked(self) -> bool:
        """Whether what it writes is judged by more than rules."""
        return self.writer.opinion is not None

    def rewrite(self, question: str, turns: Sequence[Turn], language: Language) -> str:
        """Return a follow-up question in full; empty where the model gives none that is still the same question."""
        if detect_language(question) is not language:  # it only asks for the other language
            return ""
        prompt = self._prompt("followup", language, conversation=conversation(turns), question=fenced(question))
        reply = "".join(self._asked(lambda watch: self.writer.model.text(prompt, watch), REWRITING))
        rewritten = plain(reply)
        return rewritten if is_faithful(rewritten, question, turns, language) else ""

    def write(self, asked: Asked) -> Iterator[tuple[Claim, ...]]:
        """Yield each sentence that is proven, with every quote that it rests on, as soon as that is known."""
        shown: set[str] = set()
        with closing(self._proofs(asked)) as proofs:
            for proof in proofs:
                if proof.unsaid:
                    self.unsaid.append(proof.unsaid)
                said = proof.claims[0].text.casefold() if proof.claims else ""
                if said in shown:
                    self.checks.append(Check(proof.check.text, Fate.DROPPED, REPEATED))
                    continue
                self.checks.append(proof.check)
                if proof.claims:
                    shown.add(said)
                    self._first = self._first or time.monotonic()
                    yield proof.claims
                if len(shown) == SENTENCES:
                    return

    def translate(self, citations: Sequence[Citation], language: Language) -> tuple[Citation, ...]:
        """Return citations with a translation beside each quote in another language, as far as there is a good one."""
        citations = with_kept(citations, language, self.kept)
        quotes = quotes_to_translate(citations, language)
        if not quotes or self.trouble:
            return tuple(citations)
        prompt = self._prompt("translate", language, quotes=quotes)
        reply = "".join(self._asked(lambda watch: self.writer.model.text(prompt, watch)))
        return translated(citations, reply, language, self.writer.prover.supports)

    def sign(self, answer: Answer) -> Answer:
        """Return an answer with what the model had to do with it, and log what it used."""
        if not self._versions:
            return answer
        writer = self.writer
        first = None if self._first is None else self._first - self._started
        used = usage_of(self.watch, self.judging.used, writer.prices, writer.check_prices, first)
        versions = " ".join(f"{name}:{digest}" for name, digest in sorted(self._versions.items()))
        signed = replace(
            answer, model=writer.model.name, prompt_version=versions, checks=tuple(self.checks), usage=used
        )
        log(writer.model.name, signed)
        return signed

    def _proofs(self, asked: Asked) -> Generator[Proof, None, None]:
        """Yield what becomes of each draft, in order.

        Rules decide at once. A check is asked when all is written, but for the first sentence of a model that takes its
        time: that one is judged and shown while the others are written.
        """
        group: list[Candidate] = []
        spare = not self.watch.calls  # whether the answer may take one call more
        with closing(self._drafts(asked)) as drafts:
            for candidate in self.judging.examined(drafts, asked):
                group.append(candidate)
                is_open = any(each.is_open for each in group)
                waits = self._waiting.seconds < QUICK or (is_open and not spare)
                if self.is_checked and waits:
                    continue
                spare = spare and not is_open
                yield from self._judged(group, asked, FIRST)
                group = []
        yield from self._judged(group, asked)

    def _judged(self, group: Sequence[Candidate], asked: Asked, share: float = 1.0) -> Iterator[Proof]:
        opinion, judging = self.writer.opinion, self.judging
        if opinion is not None and opinion.breaker is self.writer.breaker and self.trouble != Trouble.SLOW:
            judging.trouble = judging.trouble or self.trouble
        check = opinion.prompt(asked.language) if opinion and not judging.trouble else None
        if check and any(each.is_open for each in group):
            self._note(check)
        return judging.judged(group, asked, share)

    def _asking(self, asked: Asked) -> str:
        """Return the prompt for what is to be written."""
        names = asked.form(structured=self.writer.model.structured)
        form = "\n\n".join(self._prompt(name, asked.language).strip() for name in names)
        return self._prompt(asked.prompt, asked.language, form=form, **asked.values())

    def _drafts(self, asked: Asked) -> Generator[Draft, None, None]:
        """Yield what the model writes: as values where it has them, as lines where it has not or its server refuses."""
        model = self.writer.model
        share = WRITING if self.writer.opinion else 1.0
        if model.structured and not asked.on_a_page:
            prompt = self._asking(asked)
            yield from drafts_from_values(self._asked(lambda watch: model.values(prompt, SCHEMA, watch), share))
            if self.trouble != Trouble.FORM:
                return
            self.trouble = ""
        prompt = self._asking(asked)
        yield from drafts_from_lines(self._heard(self._asked(lambda watch: model.text(prompt, watch), share)))

    def _heard(self, pieces: Iterator[str]) -> Iterator[str]:
        """Note how a reply begins: one word may be all of it."""
        begun = ""
        for piece in pieces:
            begun = (begun + piece)[:_BEGINNING]
            yield piece
        self.declined = is_no_answer(begun)

    def _asked(self, ask: Callable[[Watch], Iterator[T]], share: float = 1.0) -> Iterator[T]:
        """Yield what the model gives; trouble ends it, and with it all asking the model for this answer."""
        breaker = self.writer.breaker
        if self.trouble or self.watch.stopped:
            return
        if not breaker.allows():
            self.trouble = Trouble.RESTING
            return
        watch = self.watch.share(share)
        given = False
        try:
            for piece in self._waiting.over(ask(watch)):
                given = True
                yield piece
        except GeneratorExit:
            if given:
                breaker.worked()
            raise
        except ChatModelFailed as error:
            self._fail(error, share)
        else:
            breaker.worked()
        finally:
            self.watch.add(watch)

    def _fail(self, error: ChatModelFailed, share: float) -> None:
        cause = type(error.__cause__).__name__ if error.__cause__ else ""
        logger.warning("%s failed: %s %s", self.writer.model.name, error.trouble, cause)
        if share == REWRITING and error.trouble is Trouble.SLOW:
            return  # a step that took its share leaves time for the next
        self.trouble = error.trouble
        if error.trouble not in _REPLIED:
            self.writer.breaker.failed()

    def _prompt(self, name: str, language: Language, **values: str) -> str:
        prompt = self.writer.prompts[name, language]
        self._note(prompt)
        return prompt.fill(**values)

    def _note(self, prompt: Prompt) -> None:
        self._versions[prompt.file.removesuffix(".md")] = prompt.digest
