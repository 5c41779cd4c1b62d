"""Compose a partner brief from the documents' structure: everything in it is a quote that was looked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain import Claim, Language, Passage
from assistant.partner import names
from assistant.partner.brief import Part
from assistant.partner.drafting.draft import Draft, DraftGroup, DraftLine
from assistant.partner.interview.situation import Situation
from assistant.partner.lookup import Lookup, Quotable
from assistant.partner.purposes import Purpose, is_example
from assistant.partner.runs import Run, leads_in, whole, with_its_list
from assistant.partner.sorting import Kind, prominence, refers, sort_advice
from assistant.partner.wording import Theme, Words, answer_words, prompt, text, themes
from assistant.text.mentions import territories

HEADINGS = 0.9  # what the headings above a sentence count for in finding a theme
NEXT_BEST = 0.8  # of the best, for a sentence that is given because the best one is quoted already
HOLDS = 0.4  # how well a sentence must meet a theme at least
OF_ANOTHER = 0.85  # what the score of a sentence written for a purpose that was not chosen is multiplied by
OWN_LANGUAGE = 1.05  # what the score of a sentence in the reader's language is multiplied by
TOLD = 0.5  # how well a sentence of an example must meet what was told
HAVE = 0.45  # how well a sentence must meet what there is already
EXAMPLE_LENGTH = 14  # sentences and list items
THERE = 0.4  # what an example from the country in question is worth, in the figures of ``Lookup.fit``
FOR_PURPOSE = 0.55  # what an example written for a chosen purpose is worth


@dataclass(frozen=True)
class Composer:
    """Composes the draft of one brief; ``purposes`` are all that the documents list, ``chosen`` those meant."""

    lookup: Lookup
    language: Language
    situation: Situation
    purposes: Sequence[Purpose]
    chosen: Sequence[Purpose]

    def compose(self) -> Draft:
        """Return the draft; organisations come last, since they refer to what is quoted elsewhere."""
        draft = Draft()
        sorted_advice = self._sorted_advice()
        self._partners(draft, sorted_advice)
        self._example(draft)
        for part, kind in ((Part.ARRANGE, Kind.ARRANGE), (Part.BEWARE, Kind.BEWARE)):
            runs = [run for _, advice in sorted_advice for found, run in advice if found is kind]
            draft.add(part, text(f"{part}_purpose", self.language), runs)
            for theme in self._themes(part):
                draft.add(part, theme.title[self.language], self._on(theme, draft))
        self._steps(draft, [run for _, advice in sorted_advice for found, run in advice if found is Kind.STEPS])
        self._organisations(draft)
        return draft

    @property
    def told(self) -> list[Words]:
        """What was told of whom to reach and of the situation, in words."""
        whom = [answer_words("whom", value) for value in self.situation.whom]
        return whom + [dict.fromkeys(Language, self.situation.about)] * bool(self.situation.about)

    @property
    def _others(self) -> set[str]:
        """The passages written for a purpose that is not meant."""
        return {passage.id for purpose in self.purposes if purpose not in self.chosen for passage in purpose.passages}

    def _scope(self, passages: Iterable[Passage]) -> list[Quotable]:
        """Return what can be quoted as advice: examples are shown apart, and who asks wants no questions."""
        items = self.lookup.quotables(passage for passage in passages if not is_example(passage))
        return [item for item in items if not item.text.endswith("?")]

    def _sorted_advice(self) -> list[tuple[Purpose, list[tuple[Kind, Run]]]]:
        found = [passage for kind in Kind for passage in self.lookup.find(prompt(kind))]
        advice = [passage for purpose in self.chosen for passage in purpose.advice]
        prominent = prominence(self.lookup, self.lookup.quotables([*advice, *found]))
        return [(purpose, sort_advice(self.lookup, purpose, prominent, self.told)) for purpose in self.chosen]

    def _partners(self, draft: Draft, sorted_advice: Sequence[tuple[Purpose, list[tuple[Kind, Run]]]]) -> None:
        for purpose, advice in sorted_advice:
            runs = [run for kind, run in advice if kind is Kind.PARTNERS]
            draft.add(Part.PARTNERS, purpose.item.text, runs, purpose.item.claim())
        if not self.chosen:
            for purpose in self.purposes:
                explained = [Run((purpose.explanation,))] if purpose.explanation else []
                draft.add(Part.PARTNERS, purpose.item.text, explained, purpose.item.claim())
        for value in self.situation.have:
            self._with(draft, answer_words("have", value))

    def _with(self, draft: Draft, words: Words) -> None:
        """Add the sentence that best says what to do with what there is already, and for which purpose it does."""
        purpose_of = {
            item.place: purpose for purpose in self.purposes for item in self.lookup.quotables(purpose.advice)
        }
        advice = self.lookup.quotables(passage for purpose in self.purposes for passage in purpose.advice)
        for item in self._best(words, [item for item in advice if not leads_in(item)], HAVE)[:1]:
            purpose = purpose_of[item.place]
            name = "partners_with" if purpose in self.chosen else "partners_with_other"
            draft.add(Part.PARTNERS, text(name, self.language, purpose=purpose.text), [Run((item,))])

    def _themes(self, part: str) -> list[Theme]:
        told = {f"sure.{self.situation.sure}"} | ({"abroad"} if self._is_abroad() else set())
        return [theme for theme in themes(part) if not theme.when or theme.when in told]

    def _is_abroad(self) -> bool:
        return bool(self.situation.where) and territories(self.situation.where) != {"NL"}

    def _on(self, theme: Theme, draft: Draft) -> list[Run]:
        """Return the best sentence on a theme that is not quoted yet, with what it needs to be understood."""
        items = self._scope(self.lookup.find(theme.prompt))
        for item in self._best(theme.prompt, items, HOLDS, HEADINGS):
            runs = with_its_list(item, items)
            if not any(run.places & draft.quoted.keys() for run in runs):
                return runs
        return []

    def _best(self, words: Words, items: Sequence[Quotable], least: float, context: float = 0.0) -> list[Quotable]:
        """Return the items that meet words well enough, best first."""
        scores = self.lookup.scores(words, items, context)
        for place, item in enumerate(items):
            scores[place] *= OF_ANOTHER if item.passage.id in self._others else 1.0
            scores[place] *= OWN_LANGUAGE if item.document.language is self.language else 1.0
        order = np.argsort(-scores, kind="stable")
        return [items[place] for place in order if scores[place] >= max(least, NEXT_BEST * scores.max())]

    def _example(self, draft: Draft) -> None:
        candidates: dict[tuple[str, tuple[str, ...]], list[Passage]] = {}
        ours = {passage.id for purpose in self.chosen for passage in purpose.passages}
        told = self._told_text()
        found = [passage for purpose in self.purposes for passage in purpose.passages]
        for passage in [*found, *self.lookup.find(dict.fromkeys(Language, told))]:
            if is_example(passage):
                group = candidates.setdefault((passage.document_id, passage.heading_path), [])
                group += [passage] * (passage not in group)
        there = territories(self.situation.where) | territories(self.situation.about)

        def worth(passages: Sequence[Passage]) -> float:
            named = set().union(*(territories(passage.text) for passage in passages))
            bonus = THERE * bool(named & there) + FOR_PURPOSE * any(passage.id in ours for passage in passages)
            return self.lookup.fit(told, passages) + bonus

        best = max(candidates.values(), key=worth, default=[])
        items = self.lookup.quotables(sorted(best, key=lambda passage: passage.start))
        draft.example = tuple(items)
        draft.add(Part.EXAMPLE, "", whole(items, EXAMPLE_LENGTH))

    def _told_text(self) -> str:
        told = self.situation
        whom = [answer_words("whom", value)[self.language] for value in told.whom]
        parts = [told.about, *whom, told.where, *(purpose.text for purpose in self.chosen if not told.about)]
        return ". ".join(part for part in parts if part)

    def _steps(self, draft: Draft, runs: Sequence[Run]) -> None:
        general = {theme.when: self._on(theme, draft) for theme in self._themes("steps")}
        early = [run for when, found in general.items() if when == "sure.exploring" for run in found]
        late = [run for when, found in general.items() if when != "sure.exploring" for run in found]
        own = [run for run in runs if not all(refers(item) for item in run.items)]  # a mere reference is a tool below
        draft.add(Part.STEPS, text("steps_first", self.language), [*early, *own, *late])
        advice = self.lookup.quotables(passage for purpose in self.chosen for passage in purpose.advice)
        found: dict[str, DraftLine] = {}
        for item in dict.fromkeys([*advice, *self._quoted_items(draft)]):
            for title in names.tools(item):
                if not any(names.same(title, other) for other in found):
                    found[title] = self._named(draft, item, title)
        self._add_named(draft, Part.STEPS, "steps_tools", found)

    def _organisations(self, draft: Draft) -> None:
        """Add who is named: in the advice and what is quoted beside it, then in examples, each once."""
        advice = self.lookup.quotables(passage for purpose in self.chosen for passage in purpose.advice)
        examples = self.lookup.quotables(
            passage for purpose in self.chosen for passage in purpose.passages if is_example(passage)
        )
        named: dict[str, None] = {}
        for heading, items in (
            ("organisations_advised", [*advice, *self._quoted_items(draft, Part.PARTNERS)]),
            ("organisations_example", [*draft.example, *examples, *self._examples_with(self.told)]),
        ):
            found: dict[str, DraftLine] = {}
            for item in dict.fromkeys(items):
                for name in names.organisations(item):
                    if names.key(name) not in named:
                        named[names.key(name)] = None
                        found[name] = self._named(draft, item, name)
            self._add_named(draft, Part.ORGANISATIONS, heading, found)

    def _examples_with(self, told: Sequence[Words]) -> list[Quotable]:
        """Return what examples say that clearly are about what was told."""
        found: list[Quotable] = []
        for words in told:
            for passage in self.lookup.find(words):
                fits = is_example(passage) and passage.id not in self._others
                items = self.lookup.quotables([passage]) if fits else []
                if items and self.lookup.scores(words, items).max() >= TOLD:
                    found += items
        return found

    def _add_named(self, draft: Draft, part: Part, heading: str, found: dict[str, DraftLine]) -> None:
        if found:
            draft.groups[part].append(DraftGroup(text(heading, self.language), tuple(found.values())))

    def _quoted_items(self, draft: Draft, *parts: Part) -> list[Quotable]:
        claims = [line.claim for part in parts or Part for group in draft.groups[part] for line in group.lines]
        passages = {claim.passage.id: claim.passage for claim in claims}
        items = self.lookup.quotables(passages.values())
        return [item for item in items if any(_holds(claim, item) for claim in claims)]

    def _named(self, draft: Draft, item: Quotable, name: str) -> DraftLine:
        """Return a line for a name: the name alone where its sentence is quoted already, else with its sentence."""
        claim = draft.quoted.get(item.place)
        if claim is None:
            draft.quoted[item.place] = item.claim()
        return DraftLine(claim or item.claim(), name, short=claim is not None)


def _holds(claim: Claim, item: Quotable) -> bool:
    return claim.passage.document_id == item.document.id and claim.start <= item.unit.start < claim.end
