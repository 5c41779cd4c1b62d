"""The nearest practical example, in three lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Language, Passage
from assistant.partner.lookup import Quotable
from assistant.partner.page.runs import Run, leans_back
from assistant.partner.page.weighing import Kind, Weighing
from assistant.partner.purposes import is_example
from assistant.partner.wording import answer_words
from assistant.text.mentions import territories
from assistant.text.places import set_in

LINES = 3
THERE = 0.4  # what an example from the country in question is worth, in the figures of ``Lookup.fit``
FOR_PURPOSE = 0.55  # what an example written for a chosen purpose is worth
CALLED_FOR = 0.8  # what an example is worth that answers all that was told


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
        called_for = CALLED_FOR * min(1.0, float(weighing.called_for(None, runs).sum())) if runs else 0.0
        is_ours = any(passage.id in ours for passage in example.passages)
        return (
            weighing.lookup.fit(told, example.passages)
            + THERE * bool(example.countries & there)
            + FOR_PURPOSE * is_ours
            + called_for
        )

    return max(_examples(weighing, told), key=worth, default=None)


def lines(example: Example, weighing: Weighing) -> list[Run]:
    """Return the lines of an example: how it begins, and what most tells of partners and answers what was told."""
    items = weighing.lookup.quotables(example.passages)
    first, rest = [Run((item,)) for item in items[:1]], [Run((item,)) for item in items[1:] if _stands(item)]
    best = weighing.best(Kind.PARTNERS, rest)[: LINES - 1]
    return first + sorted(best, key=lambda run: items.index(run.items[0]))


def _stands(item: Quotable) -> bool:
    return item.text.endswith((".", "!")) and not (item.listed and leans_back(item))


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
