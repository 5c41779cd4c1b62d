"""Which sentences of an answer are confirmed: by the check where there is one, else by strict rules."""

import logging
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.answering.written.asking import Asked
from assistant.answering.written.check import Opinion, Verdict
from assistant.answering.written.drafts import Draft
from assistant.answering.written.passages import Material
from assistant.answering.written.prove import Candidate, Proof, Prover, confirmed, settled, unconfirmed
from assistant.errors import ChatModelFailed, Trouble
from assistant.watch import Watch, watch_for

DRAFTS = 30  # sentences that are looked at
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

    def examined(self, drafts: Iterable[Draft], asked: Asked) -> Iterator[Candidate]:
        """Yield each draft as far as it is certain, with what the rules would have the check look at."""
        said: set[str] = set()
        for draft in islice(drafts, DRAFTS):
            if draft.unsaid and not asked.material.asked:
                continue
            candidate = self.prover.examine(draft, asked.language, asked.material)
            if candidate.text in said:
                candidate = replace(candidate, quotes=(), fault=REPEATED)
            elif self.opinion is not None and candidate.is_open:
                candidate = replace(candidate, hints=self.prover.faults(candidate, candidate.quotes))
            said.add(candidate.text)
            yield candidate

    def judged(self, candidates: Sequence[Candidate], asked: Asked, share: float = 1.0) -> Iterator[Proof]:
        """Yield what becomes of each sentence, in order, as its verdict comes; ``share`` of the time left is given."""
        shown = [each for each in candidates if each.fault not in _NOT_ASKED]
        numbers = {id(each): number for number, each in enumerate(shown, start=1)}
        verdicts: dict[int, bool] = {}
        with closing(self._verdicts(shown, asked, share)) as coming:
            for candidate in candidates:
                proof, number = settled(candidate, asked.material), numbers.get(id(candidate), 0)
                while proof is None and number not in verdicts and (verdict := next(coming, None)):
                    verdicts[verdict.number] = verdict.is_confirmed
                if self.watch.stopped:
                    return
                yield proof or self._by_verdict(candidate, verdicts, number, asked.material)

    def _by_verdict(self, candidate: Candidate, verdicts: Mapping[int, bool], number: int, material: Material) -> Proof:
        """Prove a sentence by the check's verdict; by the rules where the check failed, and not where it said nothing.

        A check that gives no verdict at all has failed; of one that does, a sentence without one is not confirmed.
        """
        if verdicts.get(number):
            return confirmed(candidate)
        if number in verdicts or (verdicts and not self.trouble):
            return unconfirmed(candidate, NOT_CONFIRMED, material)
        if self.opinion is not None:
            self.trouble = self.trouble or Trouble.OTHER
        self.used_rules = True
        return self.prover.by_rules(candidate, material)

    def _verdicts(self, shown: Sequence[Candidate], asked: Asked, share: float) -> Generator[Verdict, None, None]:
        """Yield what the check says, as it comes; trouble ends it, also for the sentences that follow."""
        opinion = self.opinion
        if opinion is None or self.trouble or self.watch.stopped or not any(each.is_open for each in shown):
            return
        if not opinion.breaker.allows():
            self.trouble = Trouble.RESTING
            return
        watch = self.watch.share(share)
        try:
            yield from opinion.verdicts(shown, asked, watch)
        except ChatModelFailed as error:
            logger.warning("The check failed: %s", error.trouble)
            self.trouble = error.trouble
            opinion.breaker.failed()
        else:
            opinion.breaker.worked()
        finally:
            self.watch.add(watch)
            self.used.add(watch)
