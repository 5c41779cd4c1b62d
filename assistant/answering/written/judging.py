"""Which sentences of an answer are confirmed: by the check where there is one, else by strict rules."""

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from assistant.answering.written.check import Opinion, Verdict
from assistant.answering.written.passages import Material
from assistant.answering.written.prove import Candidate, Proof, Prover, confirmed, settled, unconfirmed
from assistant.domain import Language
from assistant.errors import ChatModelFailed, Trouble
from assistant.watch import Watch, watch_for

REPEATED, NOT_CONFIRMED = "repeated", "check"
_NOT_ASKED = ("empty", "length", REPEATED)

logger = logging.getLogger(__name__)


@dataclass
class Judging:
    """The judging of one answer.

    ``trouble`` says why the check gave no verdict, ``used_rules`` that strict rules decided on a sentence, and ``used``
    counts what the check took.
    """

    prover: Prover
    opinion: Opinion | None
    watch: Watch
    trouble: str = ""
    used_rules: bool = False
    used: Watch = field(default_factory=lambda: watch_for(0.0))

    def by_rules(self, candidate: Candidate, material: Material) -> Proof:
        """Return what becomes of a sentence without the check."""
        proof = settled(candidate, material)
        if proof is None:
            self.used_rules = True
            proof = self.prover.by_rules(candidate, material)
        return proof

    def judged(
        self, candidates: Sequence[Candidate], material: Material, language: Language, down: str = ""
    ) -> Iterator[Proof]:
        """Yield what becomes of each sentence, in order, as its verdict comes; ``down`` says why none is asked for."""
        self.trouble = down
        asked = [each for each in candidates if each.fault not in _NOT_ASKED]
        numbers = {id(each): number for number, each in enumerate(asked, start=1)}
        verdicts: dict[int, bool] = {}
        with closing(self._verdicts(asked, material, language)) as coming:
            for candidate in candidates:
                proof, number = settled(candidate, material), numbers.get(id(candidate), 0)
                while proof is None and number not in verdicts and (verdict := next(coming, None)):
                    verdicts[verdict.number] = verdict.is_confirmed
                if self.watch.stopped:
                    return
                yield proof or self._by_verdict(candidate, verdicts, number, material)

    def _by_verdict(self, candidate: Candidate, verdicts: Mapping[int, bool], number: int, material: Material) -> Proof:
        """Prove a sentence by the check's verdict; by the rules where the check failed, and not where it said nothing.

        A check that gives no verdict at all has failed; of one that does, a sentence without one is not confirmed.
        """
        if verdicts.get(number):
            return confirmed(candidate)
        if number in verdicts or (verdicts and not self.trouble):
            return unconfirmed(candidate, NOT_CONFIRMED, material)
        self.trouble = self.trouble or Trouble.OTHER
        return self.by_rules(candidate, material)

    def _verdicts(
        self, asked: Sequence[Candidate], material: Material, language: Language
    ) -> Generator[Verdict, None, None]:
        """Yield what the check says, as it comes; trouble ends it."""
        opinion = self.opinion
        if opinion is None or self.trouble or self.watch.stopped or not any(each.is_open for each in asked):
            return
        if not opinion.breaker.allows():
            self.trouble = Trouble.RESTING
            return
        watch = self.watch.share(1.0)
        try:
            yield from opinion.verdicts(asked, language, watch, material.fenced(language))
        except ChatModelFailed as error:
            logger.warning("The check failed: %s", error.trouble)
            self.trouble = error.trouble
            opinion.breaker.failed()
        else:
            opinion.breaker.worked()
        finally:
            self.watch.add(watch)
            self.used.add(watch)
