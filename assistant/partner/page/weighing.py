"""How much each sentence of the documents says for a situation, by what it is about and by what was told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from assistant.domain import Language
from assistant.partner.interview.groups import groups, groups_spoken_of
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup, Quotable, Scores, sentences_of
from assistant.partner.needs import Need, needs, pieces, told_needs
from assistant.partner.page.runs import Run
from assistant.partner.purposes import Purpose
from assistant.partner.wording import answer_words, asks, pattern, prompt
from assistant.text.mentions import territories
from assistant.text.places import set_in

STRANGE, LIKE = 0.4, 0.65  # how like a known question a text is for that to count for nothing, and in full
CALLED_FOR = 4.0  # what a sentence gets that answers all that was told, in standard deviations of its kind
OF_A_PURPOSE, OF_PEOPLE = (
    0.3,
    0.45,
)  # how far a need is told of that comes with a purpose or people, not with what was told
NEEDED = 1.5  # what a need counts that is told of, beside a question like what was told
OWN = 1.0  # what a sentence gets that is written for a chosen purpose
PLACED = 0.7  # what it gets that is said to be about where it is, and loses where it is about elsewhere
PEOPLE = 4.0  # what it gets that is about the people to reach, by how well it meets them
TOLD = 9.0  # what it gets that has the words of what was told, by how well it meets them
FURTHEST = 0.5  # standard deviations; a sentence that is about its kind alone does not count for more
TOO_LONG = 0.03  # what it loses for each word


REACHED_FOR = {"workers", "communities", "suppliers"}
"""Groups that documents give advice on reaching; the others come by in it as partners too."""

INVESTED = {"investees", "investors"}
"""Groups that have a word in common with what is done for other ends, as in investing in trust."""

EMPLOYERS = {"suppliers"}
"""Who is near the workers: what is said of them may concern these."""


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

    def best(self, kind: Kind, runs: Sequence[Run]) -> list[Run]:
        """Return runs of one kind, best first."""
        if not runs:
            return []
        weights = np.minimum(self.figures(kind, runs), FURTHEST) + CALLED_FOR * self.called_for(kind, runs)
        weights += self._of_purpose(runs) + self._of_place(runs) - TOO_LONG * np.array([run.words for run in runs])
        weights += PEOPLE * self._of_people(runs) if kind is Kind.PARTNERS else TOLD * self._of_words(runs)
        return [runs[place] for place in np.argsort(-weights, kind="stable")]

    def figures(self, kind: Kind, runs: Sequence[Run]) -> Scores:
        """Return how far runs stand out in a kind, by what it says last, whatever was told."""
        return self.lookup.prominence(prompt(kind), [run.items[-1] for run in runs])

    def called_for(self, kind: Kind | None, runs: Sequence[Run]) -> Scores:
        """Return what each run has of the answers to what was told, and to what is needed and asked for its kind."""
        answered = Counter(self._told)
        for part in {need.part for need in self.needs}:
            answered.update({place: NEEDED * share for place, share in self.answers(part).items()})
        if kind:
            answered.update(self._answered(list(self._questions(kind))))
        return np.array([run.share(answered) for run in runs], np.float64)

    @cached_property
    def needs(self) -> Mapping[Need, float]:
        """The needs told of, each with how clearly; less so those that come with the purposes and the people."""
        found = dict(told_needs(self.lookup, self.situation.about)) if self.situation.about else {}
        usual = [(each.text, OF_A_PURPOSE) for each in self.chosen]
        usual += [(answer_words("whom", value)[self.language], OF_PEOPLE) for value in self.situation.whom]
        for words, weight in usual:
            for need, clear in told_needs(self.lookup, words).items():
                found[need] = max(found.get(need, 0.0), weight * clear)
        return found

    @cached_property
    def elsewhere(self) -> Mapping[tuple[str, int], float]:
        """Which places answer the needs that are not told of."""
        return self._places(dict.fromkeys((need for need in needs() if need not in self.needs), 1.0))

    def answers(self, part: str) -> Mapping[tuple[str, int], float]:
        """Return which places answer the needs told of for a part of the page, and how much of them."""
        return self._places({need: clear for need, clear in self.needs.items() if need.part == part})

    def _places(self, told: Mapping[Need, float]) -> Mapping[tuple[str, int], float]:
        found: dict[tuple[str, int], float] = {}
        for need, clear in told.items():
            for asked in need.asks[self.language][:1]:
                for place in self.lookup.places(asked):
                    key = place.passage_id, place.start
                    found[key] = found.get(key, 0.0) + clear * place.share
        return found

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

    def is_about_ours(self, run: Run) -> bool:
        """Tell whether a line is about reaching the people to be reached."""
        return bool(self._reached & self._spoken_of(run))

    @cached_property
    def _reached(self) -> set[str]:
        return {_wider().get(value, value) for value in self.situation.whom}

    def _spoken_of(self, run: Run) -> set[str]:
        document, text = run.items[0].document, " ".join(item.text for item in run.items)
        named = groups_spoken_of(text, document.language, self.lookup.index.glossary)
        return {_wider()[key] for key in named - INVESTED} & REACHED_FOR

    def likeness(self, run: Run, runs: Sequence[Run]) -> float:
        """Return how much more than other lines a line is like what was told."""
        if not self.situation.about:
            return 0.0
        place = list(runs).index(run)
        return float(TOLD * self._of_words(runs)[place] + CALLED_FOR * self.called_for(None, runs)[place])

    @cached_property
    def countries(self) -> set[str]:
        """The countries that the situation is set in."""
        return set(set_in(self.situation.where))

    def _of_purpose(self, runs: Sequence[Run]) -> Scores:
        return np.array([OWN * self.is_for(run) for run in runs])

    def _of_place(self, runs: Sequence[Run]) -> Scores:
        return np.array([self._placed(run.items[0]) for run in runs])

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

    def _of_people(self, runs: Sequence[Run]) -> Scores:
        """Return how well each run meets the people to reach, beside how well the runs do so on the whole."""
        known = {group.key: group for group in groups()}
        ways = [answer_words("whom", value) for value in self.situation.whom]
        for value in self.situation.whom:
            if value in known:
                ways += [
                    dict(zip(Language, pair, strict=True)) for pair in zip(*known[value].told.values(), strict=False)
                ]
        items = [run.items[-1] for run in runs]
        met = np.array([self.lookup.scores(way, items) for way in ways]) if ways else np.zeros((1, len(items)))
        best: Scores = met.max(axis=0) - met.max(axis=0).mean()
        return best

    def _of_words(self, runs: Sequence[Run]) -> Scores:
        """Return how well each run meets a sentence of what was told, beside how well the runs do so on the whole."""
        items = [run.items[-1] for run in runs]
        told = [dict.fromkeys(Language, each) for each in sentences_of(self.situation.about)]
        met = np.array([self.lookup.scores(each, items) for each in told]) if told else np.zeros((1, len(items)))
        best: Scores = met.max(axis=0) - met.max(axis=0).mean()
        return best

    @cached_property
    def _told(self) -> Mapping[tuple[str, int], float]:
        about = self.situation.about
        return self._answered(list(pieces(about)) if about else [])

    def _answered(self, texts: Sequence[str]) -> dict[tuple[str, int], float]:
        """Return which places answer questions like some texts, by passage and offset, and how much of them."""
        found: dict[tuple[str, int], float] = {}
        for text in texts:
            weight = float(np.clip((self.lookup.likeness(text) - STRANGE) / (LIKE - STRANGE), 0, 1))
            for place in self.lookup.places(text):
                key = place.passage_id, place.start
                found[key] = found.get(key, 0.0) + weight * place.share
        return found

    def _questions(self, kind: Kind) -> Iterator[str]:
        """Yield what somebody in this situation would ask for a part of the page."""
        for value in self.situation.whom if kind is Kind.PARTNERS else ():
            yield asks(f"{kind}_whom", self.language).format(answer_words("whom", value)[self.language].lower())
        for purpose in self.chosen:
            yield asks(f"{kind}_purpose", self.language).format(purpose.text.lower())


def _wider() -> Mapping[str, str]:
    """Return for each group the one that advice is given for."""
    return {group.key: group.within or group.key for group in groups()}
