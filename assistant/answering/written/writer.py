"""Asks a chat model for an answer and gives of it what is proven.

Whatever goes wrong ends the asking, never the answer.
"""

import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from threading import Event
from typing import Any, Protocol, TypeVar

from assistant.answering.prompts import Prompt, fenced
from assistant.answering.written.breaker import Breaker
from assistant.answering.written.drafts import SCHEMA, Draft, drafts_from_lines, drafts_from_values
from assistant.answering.written.passages import Material
from assistant.answering.written.prove import Prover
from assistant.answering.written.rewrite import conversation, is_faithful
from assistant.answering.written.translate import quotes_to_translate, translated
from assistant.domain import Answer, Check, Citation, Claim, Fate, Language, Turn
from assistant.errors import ChatModelFailed, Trouble
from assistant.text.language import detect_language
from assistant.text.plain import plain
from assistant.watch import Watch, watch_for

PROMPTS = ("answer", "answer_lines", "answer_fields", "followup", "translate", "entails")
DRAFTS = 30  # sentences that are looked at
SENTENCES = 16  # sentences that are shown: a whole list with what leads it in
REWRITING = 0.3  # share of the time that writing a follow-up question in full may take

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Model(Protocol):
    """A chat model: ``assistant.chat_model.ChatModel``, whose methods raise ``ChatModelFailed``."""

    @property
    def name(self) -> str:
        """``provider:model``."""

    @property
    def structured(self) -> bool:
        """Whether it gives values of a schema."""

    def text(self, prompt: str, watch: Watch) -> Iterator[str]:
        """Yield its reply piece by piece."""

    def values(self, prompt: str, schema: Mapping[str, Any], watch: Watch) -> Iterator[Mapping[str, Any]]:
        """Yield its reply as values, each time as far as they are known."""

    def reply(self, prompt: str, watch: Watch) -> str:
        """Return its whole reply."""


@dataclass(frozen=True)
class Writer:
    """A chat model with its prompts by name and language, and the proof that its sentences must pass.

    ``timeout`` is in seconds, for one answer and all that is asked for it; ``prices`` are those of a million tokens
    sent and received; ``asks_again`` says that the model itself gives a second opinion on each sentence.
    """

    model: Model
    prompts: Mapping[tuple[str, Language], Prompt]
    prover: Prover
    timeout: float
    asks_again: bool = False
    prices: tuple[float, float] = (0.0, 0.0)
    breaker: Breaker = field(default_factory=Breaker)

    def begin(self, stop: Event | None = None) -> "Writing":
        """Start the time for one answer."""
        return Writing(self, watch_for(self.timeout, stop))


@dataclass
class Writing:
    """The writing of one answer. ``trouble`` says why the model is not asked any further."""

    writer: Writer
    watch: Watch
    checks: list[Check] = field(default_factory=list)
    trouble: str = ""
    _versions: dict[str, str] = field(default_factory=dict)

    def rewrite(self, question: str, turns: Sequence[Turn], language: Language) -> str:
        """Return a follow-up question in full; empty where the model gives none that is still the same question."""
        if detect_language(question) is not language:  # it only asks for the other language
            return ""
        prompt = self._prompt("followup", language, conversation=conversation(turns), question=fenced(question))
        reply = "".join(self._asked(lambda watch: self.writer.model.text(prompt, watch), REWRITING))
        rewritten = plain(reply)
        return rewritten if is_faithful(rewritten, question, turns, language) else ""

    def write(self, question: str, language: Language, material: Material) -> Iterator[tuple[Claim, ...]]:
        """Yield each sentence that is proven, with every quote that proves it."""
        prover = self.writer.prover
        if self.writer.asks_again:
            prover = replace(prover, entails=self._entails)
        shown: set[str] = set()
        with closing(self._drafts(question, language, material)) as drafts:
            for draft in islice(drafts, DRAFTS):
                proof = prover.prove(draft, language, material)
                said = proof.claims[0].text.casefold() if proof.claims else ""
                if said in shown:
                    self.checks.append(Check(proof.check.text, Fate.DROPPED, "repeated"))
                    continue
                self.checks.append(proof.check)
                if proof.claims:
                    shown.add(said)
                    yield proof.claims
                if len(shown) == SENTENCES:
                    return

    def translate(self, citations: Sequence[Citation], language: Language) -> tuple[Citation, ...]:
        """Return citations with a translation beside each quote in another language, as far as there is a good one."""
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
        self._log(answer)
        versions = " ".join(f"{name}:{digest}" for name, digest in sorted(self._versions.items()))
        return replace(answer, model=self.writer.model.name, prompt_version=versions, checks=tuple(self.checks))

    def _drafts(self, question: str, language: Language, material: Material) -> Generator[Draft, None, None]:
        model = self.writer.model
        form = self._prompt(
            "answer_fields" if model.structured else "answer_lines", language, last=str(len(material.passages))
        )
        prompt = self._prompt(
            "answer", language, question=fenced(question), passages=material.fenced(language), form=form
        )
        if model.structured:
            yield from drafts_from_values(self._asked(lambda watch: model.values(prompt, SCHEMA, watch)))
        else:
            yield from drafts_from_lines(self._asked(lambda watch: model.text(prompt, watch)))

    def _asked(self, ask: Callable[[Watch], Iterator[T]], share: float = 1.0) -> Iterator[T]:
        """Yield what the model gives; trouble ends it, and with it all asking for this answer."""
        breaker = self.writer.breaker
        if self.trouble or self.watch.stopped:
            return
        if not breaker.allows():
            self.trouble = Trouble.RESTING
            return
        watch = self.watch.share(share)
        given = False
        try:
            for piece in ask(watch):
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
        if share == 1.0 or error.trouble is not Trouble.SLOW:  # a step that took its share leaves time for the next
            self.trouble = error.trouble
            self.writer.breaker.failed()

    def _entails(self, quote: str, sentence: str, language: Language) -> bool:
        prompt = self._prompt("entails", language, quote=fenced(quote), sentence=fenced(sentence))
        try:
            reply = self.writer.model.reply(prompt, self.watch)
        except ChatModelFailed:
            return False
        return plain(reply).casefold().startswith(("yes", "ja"))

    def _prompt(self, name: str, language: Language, **values: str) -> str:
        prompt = self.writer.prompts[name, language]
        self._versions[prompt.file.removesuffix(".md")] = prompt.digest
        return prompt.fill(**values)

    def _log(self, answer: Answer) -> None:
        fates = Counter(check.outcome.value for check in self.checks)
        told = ", ".join(f"{count} {fate}" for fate, count in fates.items()) or "no sentence"
        sent, received = self.watch.tokens_in, self.watch.tokens_out
        cost = (sent * self.writer.prices[0] + received * self.writer.prices[1]) / 1_000_000
        logger.info(
            "%s for answer %s: %s; %d tokens sent, %d received%s; %s",
            self.writer.model.name,
            answer.answer_id,
            told,
            sent,
            received,
            f", cost {cost:.6f}" if cost else "",
            answer.fallback or "complete",
        )
