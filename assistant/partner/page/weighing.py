"""How much each sentence of the documents says for a situation, by what it is about and by what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from assistant.domain import Language
from assistant.partner.interview.advised import Role
from assistant.partner.interview.groups import groups, groups_spoken_of
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup, Quotable, Scores
from assistant.partner.page.runs import Run
from assistant.partner.purposes import Purpose
from assistant.partner.wording import answer_words, pattern, prompt
from assistant.text.mentions import territories
from assistant.text.places import set_in

ADVISED = 10.0  # what a sentence gets for each time that an adviser would give it
OWN = 3.0  # what a sentence gets that is written for a chosen purpose
ANOTHER = 1.0  # what it loses that is written for a purpose that was not chosen
PLACED = 0.7  # what it gets that is said to be about where it is, and loses where it is about elsewhere
FURTHEST = 2.0  # standard deviations; a sentence that is about its kind alone does not count for more
TOO_LONG = 0.08  # what it loses for each word

REACHED_FOR = {"workers", "communities", "suppliers"}
"""Groups that documents give advice on reaching; the others come by in it as partners too."""

INVESTED = {"investees", "investors"}
"""Groups that have a word in common with what is done for other ends, as in investing in trust."""

EMPLOYERS = {"suppliers"}
"""Who is near the workers: what is said of them may concern these."""


class Kind(StrEnum):
    """What a sentence of the advice is about."""

    PARTNERS = "partners"
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

    def best(self, kind: Kind, runs: Sequence[Run]) -> list[Run]:
        """Return runs of one kind, best first."""
        return [runs[place] for place in np.argsort(-self.weights(kind, runs), kind="stable")]

    def weights(self, kind: Kind, runs: Sequence[Run]) -> Scores:
        """Return how much each run is worth for a part of the page."""
        if not runs:
            return np.zeros(0)
        weights = np.minimum(self.figures(kind, runs), FURTHEST) + ADVISED * self.advised(Role(kind), runs)
        weights += np.array([self._for_purpose(run) - TOO_LONG * run.words for run in runs])
        placed: Scores = weights + np.array([self._placed(run.items[0]) for run in runs])
        return placed

    def figures(self, kind: Kind, runs: Sequence[Run]) -> Scores:
        """Return how far runs stand out in a kind, by what it says last, whatever was told."""
        return self.lookup.prominence(prompt(kind), [run.items[-1] for run in runs])

    def advised(self, role: Role, runs: Sequence[Run]) -> Scores:
        """Return how much an adviser would give each run for a role, by the sentence of it that is given most."""
        items = list(dict.fromkeys(item for run in runs for item in run.items))
        scores = self.lookup.advised(role, self.told, [(item.text, item.document.language) for item in items])
        of_item = dict(zip(items, scores.tolist(), strict=True))
        return np.array([max(of_item[item] for item in run.items) for run in runs])

    @cached_property
    def told(self) -> str:
        """What was told, in one text; where only answers were given, what these are called."""
        whom = [answer_words("whom", value)[Language.EN] for value in self.situation.whom]
        chosen = [each.item.text for each in self.chosen]
        return self.situation.about or ". ".join([*chosen, *whom])

    def is_for_another(self, run: Run) -> bool:
        """Tell whether a line is written for a purpose that was not chosen."""
        all_of_them = {passage.id for purpose in self.purposes for passage in purpose.passages}
        return run.items[0].passage.id in all_of_them and not self.is_for(run)

    def is_for(self, run: Run) -> bool:
        """Tell whether a line is written for a chosen purpose."""
        return any(run.items[0].passage in purpose.passages for purpose in self.chosen)

    def is_about_others(self, run: Run, *, near: bool = False) -> bool:
        """Tell whether a line is about people of another group than those to be reached, or than those near them."""
        ours, theirs = self._reached, self._spoken_of(run)
        ours = ours | (EMPLOYERS if near and "workers" in ours else set())
        return bool(ours and theirs) and not ours & theirs

    @cached_property
    def _reached(self) -> set[str]:
        return {_wider().get(value, value) for value in self.situation.whom}

    def _spoken_of(self, run: Run) -> set[str]:
        document, text = run.items[0].document, " ".join(item.text for item in run.items)
        named = groups_spoken_of(text, document.language, self.lookup.index.glossary)
        return {_wider()[key] for key in named - INVESTED} & REACHED_FOR

    @cached_property
    def countries(self) -> set[str]:
        """The countries that the situation is set in."""
        return set(set_in(self.situation.where))

    def _for_purpose(self, run: Run) -> float:
        if self.is_for(run):
            return OWN
        return -ANOTHER if self.chosen and self.is_for_another(run) else 0.0

    def _placed(self, item: Quotable) -> float:
        """Return what a line is worth for where it is said to be about, in its headings or its document's title."""
        if not self.situation.where:
            return 0.0
        about = " ".join((item.document.title, *item.passage.heading_path))
        is_abroad = self.countries != {"NL"}
        if pattern("abroad").search(about):
            return PLACED if is_abroad else -PLACED
        named = territories(about)
        return 0.0 if not named else PLACED if named & self.countries else -PLACED


def _wider() -> Mapping[str, str]:
    """Return for each group the one that advice is given for."""
    return {group.key: group.within or group.key for group in groups()}
