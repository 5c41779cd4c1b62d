"""How much each sentence of the documents says for a situation, by what it is about and by what was told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from assistant.domain import Language
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup, Quotable, Scores, sentences_of
from assistant.partner.page.runs import Run
from assistant.partner.purposes import Purpose
from assistant.partner.wording import answer_words, asks, prompt

STRANGE, LIKE = 0.4, 0.65  # how like a known question a text is for that to count for nothing, and in full
CALLED_FOR = 4.0  # what a sentence gets that answers all that was told, in standard deviations of its kind
OWN = 1.0  # what a sentence gets that is written for a chosen purpose
FOR_ALL = -0.5  # and that is written for everyone
OF_ANOTHER = -1.5  # and for one that was not chosen
FURTHEST = 2.0  # standard deviations; a sentence that is about its kind alone does not count for more


class Kind(StrEnum):
    """What a sentence of the advice is about."""

    PARTNERS = "partners"
    REASONS = "reasons"
    ARRANGE = "arrange"
    BEWARE = "beware"
    STEPS = "steps"


@dataclass(frozen=True)
class Weighing:
    """Weighs sentences for a situation; ``purposes`` are all that the documents list, ``chosen`` those meant."""

    lookup: Lookup
    language: Language
    situation: Situation
    purposes: Sequence[Purpose]
    chosen: Sequence[Purpose]

    def best(self, kind: Kind, runs: Sequence[Run], told: float = CALLED_FOR) -> list[tuple[float, Run]]:
        """Return runs of one kind with their weights, best first."""
        if not runs:
            return []
        items = [run.items[0] for run in runs]
        weights = self._of_kind(kind, items) + self._of_purpose(items) + told * self.called_for(kind, runs)
        order = np.argsort(-weights, kind="stable")
        return [(float(weights[place]), runs[place]) for place in order]

    def usual(self, kind: Kind, runs: Sequence[Run]) -> list[tuple[float, Run]]:
        """Return runs with how far they stand out in a kind, whatever was told, furthest first."""
        figures = self._of_kind(kind, [run.items[0] for run in runs])
        return [(float(figures[place]), runs[place]) for place in np.argsort(-figures, kind="stable")]

    def called_for(self, kind: Kind | None, runs: Sequence[Run]) -> Scores:
        """Return what each run has of the answers to what was told, and to what is asked for its kind."""
        answered = dict(self._told)
        if kind:
            for place, share in self._answered(self._asked(kind)).items():
                answered[place] = answered.get(place, 0.0) + share
        found = (sum(share for place, share in answered.items() if run.holds(*place)) for run in runs)
        return np.array(list(found), np.float64)

    def _of_kind(self, kind: Kind, items: Sequence[Quotable]) -> Scores:
        figures: Scores = self.lookup.prominence(prompt(kind), items)
        return np.minimum(figures, FURTHEST)

    def _of_purpose(self, items: Sequence[Quotable]) -> Scores:
        own = {passage.id for purpose in self.chosen for passage in purpose.passages}
        all_of_them = {passage.id for purpose in self.purposes for passage in purpose.passages}
        return np.array(
            [
                OWN if item.passage.id in own else OF_ANOTHER if item.passage.id in all_of_them else FOR_ALL
                for item in items
            ]
        )

    @cached_property
    def _told(self) -> Mapping[tuple[str, int], float]:
        about = self.situation.about
        return self._answered([about, *sentences_of(about)] if about else [])

    def _answered(self, texts: Sequence[str]) -> dict[tuple[str, int], float]:
        """Return which places answer questions like some texts, by document and offset, and how much of them."""
        found: dict[tuple[str, int], float] = {}
        for text in texts:
            weight = float(np.clip((self.lookup.likeness(text) - STRANGE) / (LIKE - STRANGE), 0, 1))
            for place in self.lookup.places(text):
                key = place.passage_id, place.start
                found[key] = found.get(key, 0.0) + weight * place.share
        return found

    def _asked(self, kind: Kind) -> list[str]:
        """Return what somebody in this situation would ask for a part of the page."""
        return list(self._questions(kind))

    def _questions(self, kind: Kind) -> Iterator[str]:
        for value in self.situation.whom:
            yield asks(f"{kind}_whom", self.language).format(answer_words("whom", value)[self.language].lower())
        for purpose in self.chosen:
            yield asks(f"{kind}_purpose", self.language).format(purpose.text.lower())
