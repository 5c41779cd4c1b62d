"""``python -m evals.bench.scale.same``: are answers from the index in PostgreSQL those from files?

With ``ASSISTANT_INDEX`` set, after an ingest. Asks the questions of the dev split, of both sets of cases, of both
indexes; prints the figures of natural questions beside each other, and each case whose answer or passages differ.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Assistant
from assistant.bootstrap import open_assistant
from assistant.domain import Answer, Turn
from assistant.settings import load_settings
from evals.cases.case import load_cases
from evals.cases.selection import select
from evals.natural.__main__ import ask
from evals.natural.case import Located, load
from evals.natural.figures import Figure, figures_of, summed_up

BEST = 10
NEAR = 0.005
"""Scores that differ by no more are a near tie: `halfvec` and the order of sums move them by less."""


@dataclass(frozen=True)
class Pair:
    """The assistant over each of the two."""

    files: Assistant
    database: Assistant

    def difference(self, question: str, answers: Sequence[Answer]) -> str:
        """Return what differs for a question, empty where nothing does."""
        one, other = answers
        hits, others = (each.search(question, BEST).hits for each in (self.files, self.database))
        told = [] if (one.text, one.citations) == (other.text, other.citations) else ["another answer"]
        if [hit.passage.id for hit in hits] != [hit.passage.id for hit in others]:
            apart = max(abs(mine.score - its.score) for mine, its in zip(hits, others, strict=False))
            told.append(f"other passages, {'a near tie' if apart <= NEAR else 'no near tie'}: {apart:.4f} apart")
        return "; ".join(told)


def main() -> int:
    """Print the figures and the differences; return 1 where an answer differs."""
    settings = load_settings()
    if not settings.index:
        sys.stderr.write("Set ASSISTANT_INDEX and run `ser-assistant ingest` first.\n")
        return 2
    pair = Pair(open_assistant(settings.model_copy(update={"index": ""})), open_assistant(settings))
    located = Located(pair.files.documents())
    figures: tuple[list[Figure], list[Figure]] = ([], [])
    differences = {}
    for case in load("dev"):
        answers = [ask(each, case) for each in (pair.files, pair.database)]
        for kept, answer in zip(figures, answers, strict=True):
            kept.extend(figures_of(case, answer, located))
        differences[case.id] = pair.difference(case.question, answers)
    for name, question, history in _cases():
        answers = [each.ask(question, history) for each in (pair.files, pair.database)]
        differences[name] = pair.difference(question, answers)
    _show(figures)
    found = {name: told for name, told in differences.items() if told}
    sys.stdout.writelines(f"{name}: {told}\n" for name, told in found.items())
    answered = sum("another answer" in told for told in found.values())
    sys.stdout.write(
        f"{len(differences)} questions: {answered} with another answer, {len(found)} with any difference\n"
    )
    return 1 if answered else 0


def _cases() -> Iterator[tuple[str, str, tuple[Turn, ...]]]:
    for case in select(load_cases(), split="dev"):
        yield case.id, case.question, case.history


def _show(figures: tuple[Sequence[Figure], Sequence[Figure]]) -> None:
    files, database = map(summed_up, figures)
    sys.stdout.write(f"{'natural questions, dev':24}{'':26}{'files':>10}{'PostgreSQL':>12}\n")
    for (group, name), columns in sorted(files.items()):
        other = database[group, name]["all"][0]
        sys.stdout.write(f"{group:24}{name:26}{columns['all'][0]:10.3f}{other:12.3f}\n")


if __name__ == "__main__":
    sys.exit(main())
