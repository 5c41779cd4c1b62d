"""The nearest practical example, told from its start without a gap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

import numpy as np

from assistant.domain import Language, Passage
from assistant.partner.interview.advised import Role
from assistant.partner.lookup import Quotable
from assistant.partner.page.runs import Run, by_passage, leans_back, paragraphs
from assistant.partner.page.weighing import Weighing
from assistant.partner.purposes import is_example
from assistant.partner.wording import answer_words
from assistant.text.mentions import territories
from assistant.text.places import set_in

SENTENCES = 9
WORDS = 100  # of an example that its lines may have, but for the line that brings it so far
THERE = 0.4  # what an example from the country in question is worth, in the figures of ``Lookup.fit``
FOR_PURPOSE = 0.3  # what an example written for a chosen purpose is worth
ADVISED = 3.0  # what an example is worth for each time that an adviser would give it


@dataclass(frozen=True)
class Example:
    """An example: the passages under its heading."""

    passages: tuple[Passage, ...]

    @property
    def countries(self) -> set[str]:
        """The countries that it names."""
        return set().union(*(territories(passage.text) for passage in self.passages))


def nearest(weighing: Weighing) -> Example | None:
    """Return the example that comes closest to a situation, None where the documents have none."""
    told, ours = _told(weighing), {passage.id for purpose in weighing.chosen for passage in purpose.passages}
    there = set(set_in(f"{weighing.situation.where} {weighing.situation.about}"))

    def worth(example: Example) -> float:
        runs = [Run((item,)) for item in weighing.lookup.quotables(example.passages)]
        advised = max(weighing.advised(Role.EXAMPLE, runs).tolist(), default=0.0)
        is_ours = any(passage.id in ours for passage in example.passages)
        fit = weighing.lookup.fit(told, example.passages)
        return fit + ADVISED * advised + THERE * bool(example.countries & there) + FOR_PURPOSE * is_ours

    return max(_examples(weighing, told), key=worth, default=None)


def lines(example: Example, weighing: Weighing) -> list[Run]:
    """Return the lines of an example: its sentences from the first on, as they stand; of a list that ends it the best.

    So who helped and what they did is told after what was needed, and no sentence leans on one that is not shown.
    """
    items = _from_a_beginning(weighing.lookup.quotables(example.passages))
    told = [item for item in takewhile(lambda item: not item.listed, items) if item.text.endswith((".", "!", ":"))]
    chosen = list(_within([Run((item,)) for item in told], SENTENCES))
    best: list[Run] = []
    if chosen and chosen[-1].items[-1].text.endswith(":"):
        listed = [Run((item,)) for item in items[len(told) :] if item.listed and not item.text.endswith("?")]
        words = sum(run.words for run in chosen)
        best = list(_within(_best(weighing, listed), SENTENCES - len(chosen), words))
        chosen = chosen if best else chosen[:-1]
    paragraphs = [Run(tuple(each)) for each in by_passage([run.items[0] for run in chosen])]
    return [*paragraphs, *sorted(best, key=lambda run: items.index(run.items[0]))]


def _best(weighing: Weighing, runs: Sequence[Run]) -> list[Run]:
    return [runs[place] for place in np.argsort(-weighing.advised(Role.EXAMPLE, runs), kind="stable")]


def _from_a_beginning(items: Sequence[Quotable]) -> Sequence[Quotable]:
    """Return items from the first paragraph on that does not point to what is above it, all where each does."""
    starts = [paragraph[0] for paragraph in paragraphs(items) if not leans_back(paragraph[0])]
    return items[items.index(starts[0]) :] if starts and not starts[0].listed else items


def _within(runs: Iterable[Run], most: int, words: int = 0) -> Iterator[Run]:
    """Yield runs until there are so many, or enough words."""
    for run in islice(runs, most):
        if words >= WORDS:
            return
        words += run.words
        yield run


def _examples(weighing: Weighing, told: str) -> Iterable[Example]:
    found: dict[tuple[str, tuple[str, ...]], list[Passage]] = {}
    passages = [passage for purpose in weighing.purposes for passage in purpose.passages]
    for passage in [*passages, *weighing.lookup.find(dict.fromkeys(Language, told))]:
        if is_example(passage):
            group = found.setdefault((passage.document_id, passage.heading_path), [])
            group += [passage] * (passage not in group)
    return [Example(tuple(sorted(each, key=lambda passage: passage.start))) for each in found.values()]


def _told(weighing: Weighing) -> str:
    told, language = weighing.situation, weighing.language
    whom = [answer_words("whom", value)[language] for value in told.whom]
    parts: Sequence[str] = [told.about, *whom, told.where, *(each.text for each in weighing.chosen if not told.about)]
    return ". ".join(part for part in parts if part)
