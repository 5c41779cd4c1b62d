"""Compose the page of a brief: everything on it is a quote that was looked up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from assistant.domain import BlockKind, Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.drafting.draft import Draft, DraftLine
from assistant.partner.page import example
from assistant.partner.page.kinds import MOST, MOST_OF_A_LINE, kinds_named, recommends
from assistant.partner.page.runs import Run, runs_of
from assistant.partner.page.weighing import Kind, Weighing
from assistant.partner.purposes import is_example
from assistant.partner.wording import pattern, prompt, text

LINES = {Part.ARRANGE: 2, Part.BEWARE: 2, Part.STEPS: 3}
"""Lines of a part, at most."""
MOST_LINES = max(LINES.values())
FEWEST = ((Part.STEPS, 1), (Part.BEWARE, 1), (Part.ARRANGE, 1), (Part.STEPS, 2))
"""Lines that a part has whatever they are worth, in the order in which they are chosen."""
KINDS = {Part.ARRANGE: Kind.ARRANGE, Part.BEWARE: Kind.BEWARE, Part.STEPS: Kind.STEPS}
INVESTED = {"investees", "investors"}
WORTH = 0.5  # what a line is worth at least that stands beside as many others as a part has at least
OF_EXAMPLE = 2.0  # what a further line of the example is worth
PROMINENT = 5  # sentences of a kind that most are of it
HEADINGS = 2  # over what holds for everyone that are named
OFTEN = 3  # of the prominent sentences that stand under one heading


class Composer:
    """Composes the draft of one page."""

    def __init__(self, weighing: Weighing) -> None:
        self.weighing = weighing
        self.draft = Draft()

    def compose(self) -> Draft:
        """Return the draft."""
        self._partners()
        self._advise()
        found = example.nearest(self.weighing)
        self.draft.example = found.passages if found else ()
        self.draft.add(Part.EXAMPLE, example.lines(found, self.weighing) if found else (), worth=OF_EXAMPLE)
        self.draft.general = tuple(DraftLine(claim) for claim in self._general())
        return self.draft

    @cached_property
    def _advice(self) -> list[Run]:
        """All lines that advise, in whatever part of the documents they stand."""
        lookup = self.weighing.lookup
        passages = [passage for kind in Kind for passage in lookup.find(prompt(kind))]
        passages += [passage for purpose in self.weighing.purposes for passage in purpose.passages]
        listing = {each.item.passage.heading_path for each in self.weighing.purposes}
        return self._runs(passage for passage in dict.fromkeys(passages) if passage.heading_path not in listing)

    def _runs(self, passages: Iterable[Passage]) -> list[Run]:
        advising = [passage for passage in passages if not is_example(passage)]
        return list(runs_of(self.weighing.lookup.quotables(advising)))

    def _partners(self) -> None:
        """Add whom to approach and why, best first: each kind of partner once."""
        of_purposes = {passage.id for purpose in self.weighing.purposes for passage in purpose.passages}
        runs = [run for run in self._fitting if self._kinds(run) or (_holds(of_purposes, run) and _says_why(run))]
        weights = self.weighing.weights(Kind.PARTNERS, runs)
        best = [(runs[place], float(weights[place])) for place in np.argsort(-weights, kind="stable")]
        ours = [(run, worth) for run, worth in best if self.weighing.is_for(run)][:1]
        best = [*ours, *(each for each in best if each not in ours)]
        for kinds, run, worth in _as_listed(list(self._with_kinds(best))):
            names = " · ".join(text(f"kinds.{kind}", self.weighing.language) for kind in kinds)
            self.draft.add(Part.PARTNERS, [run], "" if _is_named(run) else names, worth)

    def _advise(self) -> None:
        """Add what to arrange, to beware of and to do: each line where it is worth most, the best first."""
        runs = self._fitting
        weights = {part: self.weighing.weights(kind, runs) for part, kind in KINDS.items()}
        weights[Part.STEPS][[not _acts(run) for run in runs]] = -np.inf
        worth = {part: list(zip(weights[part].tolist(), runs, strict=True)) for part in KINDS}
        for part, most in FEWEST:
            self._add_best([(weight, part, run) for weight, run in worth[part]], most)
        places = [(weight, part, run) for part in KINDS for weight, run in worth[part] if weight >= WORTH]
        self._add_best(places, MOST_LINES)

    def _add_best(self, places: Iterable[tuple[float, Part, Run]], most: int) -> None:
        for worth, part, run in sorted(places, key=lambda place: -place[0]):
            if worth > -np.inf and len(self.draft.parts[part]) < min(most, LINES[part]):
                self.draft.add(part, [run], worth=worth)

    @cached_property
    def _fitting(self) -> list[Run]:
        """The lines that advise and are about the people to be reached, or about all; of what is for another purpose
        only what may answer something that was told."""
        ours = [run for run in self._advice if not self.weighing.is_about_others(run, near=True)]
        is_told = self.weighing.situation.about or not self.weighing.chosen
        return ours if is_told else [run for run in ours if not self.weighing.is_for_another(run)]

    def _with_kinds(self, runs: Sequence[tuple[Run, float]]) -> Iterator[tuple[list[str], Run, float]]:
        """Yield lines about partners with the kinds that each is the first to name, and those that say why."""
        seen: set[str] = set()
        used: set[tuple[str, int]] = set()
        found = others = 0
        for run, worth in runs:
            is_other = bool(self.weighing.chosen) and not self.weighing.is_for(run)
            kinds = self._kinds(run)
            new = [kind for kind in kinds if kind not in seen][: min(MOST - len(seen), MOST_OF_A_LINE)]
            is_enough = found == MOST or (found and worth < WORTH)
            if is_enough or (is_other and (others or not self.weighing.situation.about)) or (kinds and not new):
                continue
            if not run.places & used:
                yield new, run, worth
                found, others = found + 1, others + is_other
                seen.update(new)
                used |= run.places

    def _kinds(self, run: Run) -> list[str]:
        """Return the kinds of partners that a line recommends to who tells: investors to investors alone."""
        is_investor = bool(INVESTED & {*self.weighing.situation.whom})
        kinds = [kind for kind in kinds_named(run) if is_investor or kind != "investors"]
        return ["investors"] if "investors" in kinds else kinds

    def _general(self) -> Iterator[Claim]:
        """Yield the headings under which stands, in no purpose's part, what to arrange and to beware of."""
        own = {passage.id for purpose in self.weighing.purposes for passage in purpose.passages}
        elsewhere = [run for run in self._advice if run.items[0].passage.id not in own]
        figures = [self.weighing.figures(kind, elsewhere) for kind in KINDS.values()] if elsewhere else []
        best = [elsewhere[place] for each in figures for place in np.argsort(-each)[:PROMINENT]]
        over = Counter((run.items[0].document.id, run.items[0].passage.heading_path[:1]) for run in best)
        for (document_id, path), count in over.most_common(HEADINGS):
            if count >= OFTEN and path:
                yield from self._heading(document_id, path)

    def _heading(self, document_id: str, path: tuple[str, ...]) -> Iterator[Claim]:
        """Yield the claim that a heading is."""
        document = self.weighing.lookup.index.document(document_id)
        for passage in self.weighing.lookup.index.passages_of(document_id):
            for block in document.blocks if document and passage.heading_path == path else ():
                is_it = block.kind is BlockKind.HEADING and passage.start <= block.start < passage.end
                if document and is_it and document.text[block.start : block.end].endswith(path[0]):
                    yield Claim(path[0], passage, block.end - len(path[0]), block.end)
                    return


def _says_why(run: Run) -> bool:
    """Tell whether a line may stand beside partners that names none: no action, but to work with somebody."""
    return not _acts(run) or (recommends(run) and not pattern("names_a_tool").search(run.claim().text))


def _holds(passages: Collection[str], run: Run) -> bool:
    return run.items[0].passage.id in passages


def _acts(run: Run) -> bool:
    """Tell whether a line says what to do from its first word on."""
    return pattern("acts", run.items[0].document.language).match(run.items[0].text) is not None


def _is_named(run: Run) -> bool:
    """Tell whether a line begins with a name of its own, as "Travel agencies: …" does."""
    return run.items[0].listed and pattern("named").match(run.items[0].text) is not None


def _as_listed(chosen: Sequence[tuple[list[str], Run, float]]) -> list[tuple[list[str], Run, float]]:
    """Return lines in their order, but for items of one list: these in the order of the list."""
    first: dict[tuple[str, ...], int] = {}
    for number, (_, run, _) in enumerate(chosen):
        first.setdefault(_list_of(run), number)
    return sorted(chosen, key=lambda each: (first[_list_of(each[1])], each[1].items[0].unit.start))


def _list_of(run: Run) -> tuple[str, ...]:
    item = run.items[0]
    return (item.document.id, *item.passage.heading_path, *([] if item.listed else [str(item.unit.start)]))
