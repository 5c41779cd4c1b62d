"""What is measured of written answers: the figures of natural questions, and what became of the sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean, median

from rich.table import Table

from assistant.domain import Answer, Document, Fate
from evals.natural.case import Located, NaturalCase
from evals.natural.figures import Figure, figures_of


@dataclass(frozen=True)
class Scored:
    """Cases with their answers."""

    name: str
    answers: tuple[tuple[NaturalCase, Answer], ...]
    located: Located
    documents: Sequence[Document]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of every case."""
        return tuple(
            each
            for case, answer in self.answers
            for each in (*figures_of(case, answer, self.located), *_noise(case, answer, self.located))
        )

    @cached_property
    def fates(self) -> Counter[Fate]:
        """How many sentences met which fate."""
        return Counter(check.outcome for _, answer in self.answers for check in answer.checks)

    @property
    def proven(self) -> tuple[int, int]:
        """How many of the quotes shown stand in their document to the letter, and of how many."""
        texts = {document.id: document.text for document in self.documents}
        cited = [each for _, answer in self.answers for each in answer.citations]
        return sum(texts[each.document_id][each.start : each.end] == each.quote for each in cited), len(cited)

    @property
    def unproven(self) -> int:
        """How many sentences are shown as fact without a quote."""
        return sum(not part.citations for _, answer in self.answers for part in answer.sentences)

    def of(self, name: str) -> str:
        """Return the mean, or for words the median, of a figure over all groups, with the number of cases."""
        values = [each.value for each in self.figures if each.name == name]
        middle = median if name == "words" else mean
        return f"{middle(values):.3f} ({len(values)})" if values else "–"

    def fate(self, *fates: Fate) -> str:
        """Return which share of the sentences met one of some fates."""
        total, part = sum(self.fates.values()), sum(self.fates[each] for each in fates)
        return f"{part / total:.3f} ({part} of {total})" if total else "–"


def _noise(case: NaturalCase, answer: Answer, located: Located) -> Iterator[Figure]:
    """Yield the share of the sentences none of whose quotes was asked for or helps.

    A written sentence may rest on a second quote that only says whom it is about; by quotes, that counts as noise.
    """
    if not case.needs or not answer.status.answers or not answer.sentences:
        return
    wanted = [*case.helpful, *(place for need in case.needs for place in need)]
    useful = {each.number for each in answer.citations if any(located.holds(each, place) for place in wanted)}
    share = mean(not useful & set(part.citations) for part in answer.sentences)
    yield Figure("noise by sentence", case.kind.value, case.language.value, share)


def table(scored: Sequence[Scored]) -> Table:
    """Return a row a figure, a column each."""
    shown = Table("what", *(each.name for each in scored))
    for name in sorted({each.name for one in scored for each in one.figures}):
        shown.add_row(name, *(each.of(name) for each in scored))
    shown.add_row("sentences shown", *(each.fate(Fate.PROVEN, Fate.CORRECTED) for each in scored))
    shown.add_row("sentences replaced", *(each.fate(Fate.REPLACED) for each in scored))
    shown.add_row("sentences dropped", *(each.fate(Fate.DROPPED) for each in scored))
    shown.add_row("quotes to the letter", *("{} of {}".format(*each.proven) for each in scored))
    shown.add_row("sentences without a quote", *(str(each.unproven) for each in scored))
    return shown


def listed(scored: Scored) -> Iterator[str]:
    """Yield each question with its answer, its figures and what became of the model's sentences."""
    for case, answer in scored.answers:
        values = ", ".join(f"{each.name} {each.value:.2f}" for each in figures_of(case, answer, scored.located))
        yield f"\n=== {case.id} {case.kind} [{answer.status}, {answer.composer}, {answer.fallback or 'whole'}] {values}"
        yield f"? {case.question}" + (f"  (lacks: {case.missing})" if case.missing else "")
        yield answer.text
        for check in answer.checks:
            if check.outcome not in (Fate.PROVEN, Fate.CORRECTED):
                yield f"   {check.outcome} {check.reason}: {check.text}"
