"""Compose the page of a brief: everything on it is a quote that was looked up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

import numpy as np

from assistant.domain import BlockKind, Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.drafting.draft import Draft, DraftLine
from assistant.partner.page import example
from assistant.partner.page.kinds import MOST, MOST_OF_A_LINE, kinds_named, kinds_spoken_of
from assistant.partner.page.runs import Run, is_no_action, runs_of
from assistant.partner.page.weighing import Kind, Weighing
from assistant.partner.purposes import Purpose, is_example
from assistant.partner.wording import pattern, prompt, text

FEWEST_STEPS = 2
LINES = {Part.ARRANGE: 2, Part.BEWARE: 2, Part.STEPS: 3}
KINDS = {Part.ARRANGE: Kind.ARRANGE, Part.BEWARE: Kind.BEWARE, Part.STEPS: Kind.STEPS}
CIVIL_SOCIETY = {"union", "ngo", "local"}
INVESTED = {"investees", "investors"}
LONG = 56  # words of a line that is no item of a list
AS_MUCH = 0.5  # of what the line for a need is called for that is called for most
NEEDED = 0.15  # how much of a need that is told of, clearly or less so, a line answers that is on the page for it
WORDY = 1 / 1000  # what a line has to answer more of a need for each word more
CLEARLY = 0.3  # and a line of another purpose's part on whom to approach
STANDS_OUT = 0.5  # how far a line stands out in its kind
HARDLY = 0.5  # how much further it may stand out in another one
PROMINENT = 5  # sentences of a kind that most are of it
HEADINGS = 2  # over what holds for everyone that are named
OFTEN = 3  # of the prominent sentences that stand under one heading


class Composer:
    """Composes the draft of one page."""

    def __init__(self, weighing: Weighing) -> None:
        self.weighing = weighing
        self.draft = Draft()
        self.kinds: set[str] = set()

    def compose(self) -> Draft:
        """Return the draft."""
        self._partners()
        self._best_of(Part.STEPS, self._practised(), LINES[Part.STEPS])
        for part in (Part.BEWARE, Part.ARRANGE):
            self._best_of(part, self._needed(part), LINES[part])
        for part in (Part.BEWARE, Part.ARRANGE):
            self._best_of(part, self._like_what_was_told(self._of_kind(KINDS[part])), 1)
        self._best_of(Part.STEPS, [run for run in self._needed(Part.ARRANGE) if _acts(run)], FEWEST_STEPS)
        self._best_of(Part.STEPS, [run for run in self._of_kind(Kind.STEPS) if _acts(run)], 1)
        found = example.nearest(self.weighing)
        self.draft.example = found.passages if found else ()
        self.draft.add(Part.EXAMPLE, example.lines(found, self.weighing) if found else ())
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

    def _of_kind(self, kind: Kind) -> list[Run]:
        """Return the lines that stand out in a kind, best first; what names partners for a need is none of these."""
        others = [self.weighing.figures(each, self._advice) for each in KINDS.values()]
        own = self.weighing.figures(kind, self._advice)
        least = np.array([0.0 if self.weighing.is_for(run) else STANDS_OUT for run in self._advice])
        is_it = (own >= least) & (own >= np.max(others, axis=0) - HARDLY)
        fitting = [run for run, fits in zip(self._advice, is_it, strict=True) if fits and self._suits(run)]
        called_for = [run for run in fitting if run.share(self.weighing.elsewhere) < NEEDED]
        return self.weighing.best(kind, called_for or fitting)

    def _needed(self, part: Part) -> list[Run]:
        """Return the lines that answer a need told of for a part of the page, best first."""
        answers = self.weighing.answers(part)
        passages = self.weighing.lookup.index.passages([passage_id for passage_id, _ in answers])
        runs = [run for run in self._runs(passages.values()) if run.share(answers) >= NEEDED]
        fitting = [run for run in runs if not self.weighing.is_about_others(run, near=True)]
        best = self.weighing.best(KINDS.get(part, Kind.PARTNERS), fitting)
        return sorted(best, key=lambda run: WORDY * run.words - run.share(answers))

    def _suits(self, run: Run) -> bool:
        """Tell whether a line is for this purpose or every one, and about the partners of the page or about all."""
        about = set(kinds_spoken_of(run)) & CIVIL_SOCIETY
        is_of_partners = _names_for_a_need(run) or (self.weighing.is_for(run) and kinds_named(run))
        if is_of_partners or self.weighing.is_for_another(run) or self.weighing.is_about_others(run, near=True):
            return False
        return not about or bool(self.kinds & CIVIL_SOCIETY)

    def _like_what_was_told(self, runs: Sequence[Run]) -> list[Run]:
        """Return lines that are more like what was told than the others, the best where none is."""
        like = [run for run in runs if self.weighing.likeness(run, runs) > 0]
        return like or list(runs[:1])

    def _partners(self) -> None:
        """Add the partners to approach, each kind once, best first, and why one needs others where few are named."""
        purposes = self.weighing.chosen or self.weighing.purposes
        runs = [run for purpose in purposes for run in self._reaching(purpose)]
        chosen = self._with_kinds(self._in_turn(purposes, [run for run in runs if self._kinds(run)]))
        for kinds, run in _as_listed(list(chosen)):
            self.kinds.update(kinds)
            names = " · ".join(text(f"kinds.{kind}", self.weighing.language) for kind in kinds)
            self.draft.add(Part.PARTNERS, [run], "" if _is_named(run) else names)
        if not self.draft.parts[Part.PARTNERS]:
            self._best_of(Part.PARTNERS, self.weighing.best(Kind.PARTNERS, runs), 1)

    def _reaching(self, purpose: Purpose) -> list[Run]:
        """Return lines on whom to work with; long ones and actions only where no others do."""
        runs = [run for run in self._runs(purpose.advice) if not self.weighing.is_about_others(run)]
        for fewer in (is_no_action, _is_short):
            kept = [run for run in runs if fewer(run)]
            runs = kept if any(map(kinds_named, kept)) else runs
        return runs

    def _in_turn(self, purposes: Sequence[Purpose], runs: Sequence[Run]) -> list[Run]:
        """Return lines about partners, best first but that of each chosen purpose first, and of the people to reach."""
        best = list(self._answering_needs(self.weighing.best(Kind.PARTNERS, runs)))
        if not self.weighing.chosen:
            return best
        ours = [next((run for run in best if run.items[0].passage in each.passages), None) for each in purposes]
        needed = self.weighing.answers(Part.PARTNERS)
        others = [run for run in self._needed(Part.PARTNERS) if self._kinds(run) and run.share(needed) >= CLEARLY]
        others = [run for run in others if not self.weighing.is_for(run)]
        first = [run for run in [*ours, *others[:1]] if run]
        return [*first, *(run for run in best if run not in first)]

    def _practised(self) -> list[Run]:
        """Return what the parts of the chosen purposes say to do: what is needed first, then in turn."""
        practised = [
            [run for run in self._runs(filter(_is_practice, purpose.advice)) if self._is_a_step(run)]
            for purpose in self.weighing.chosen
        ]
        answers = self.weighing.answers(Part.STEPS)
        in_turn = (run for row in zip_longest(*practised) for run in row if run)
        return sorted(in_turn, key=lambda run: -run.share(answers))

    def _is_a_step(self, run: Run) -> bool:
        invests = bool(self.weighing.situation.whom) and {*self.weighing.situation.whom} <= INVESTED
        is_for_buyers = invests and pattern("buys", run.items[0].document.language).search(run.claim().text)
        return _acts(run) and not (is_for_buyers or _is_for_a_need(run) or self.weighing.is_about_others(run))

    def _with_kinds(self, runs: Sequence[Run]) -> Iterator[tuple[list[str], Run]]:
        """Yield lines about partners, each with the kinds that it is the first to name."""
        seen: set[str] = set()
        used: set[tuple[str, int]] = set()
        for run in runs:
            new = [kind for kind in self._kinds(run) if kind not in seen][: min(MOST - len(seen), MOST_OF_A_LINE)]
            if new and not run.places & used:
                yield new, run
                seen.update(new)
                used |= run.places

    def _kinds(self, run: Run) -> list[str]:
        """Return the kinds of partners that a line recommends to who tells: investors to investors alone."""
        is_investor = bool(INVESTED & {*self.weighing.situation.whom})
        kinds = [kind for kind in kinds_named(run) if is_investor or kind != "investors"]
        return ["investors"] if "investors" in kinds else kinds

    def _answering_needs(self, runs: Sequence[Run]) -> Iterator[Run]:
        """Yield lines but for those for a need that what was told calls for far less than the best of these."""
        called_for = self.weighing.called_for(Kind.PARTNERS, runs)
        least: float | None = None
        for run, share in zip(runs, called_for, strict=True):
            if _is_for_a_need(run) and least is None:
                least = AS_MUCH * float(share)
            elif _is_for_a_need(run) and not share >= (least or 0.0) > 0:
                continue
            yield run

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

    def _best_of(self, part: Part, runs: Sequence[Run], most: int) -> None:
        for run in runs:
            if len(self.draft.parts[part]) < most:
                self.draft.add(part, [run])


def _names_for_a_need(run: Run) -> bool:
    """Tell whether a line is an item of a list that says whom to work with, as "Want to …? Work with …" does."""
    return _is_for_a_need(run) or (run.items[0].listed and bool(kinds_spoken_of(run)))


def _is_for_a_need(run: Run) -> bool:
    """Tell whether a line begins with a need, as a question."""
    return "?" in " ".join(item.text for item in run.items)[:-1]


def _is_practice(passage: Passage) -> bool:
    """Tell whether a passage stands under a heading that announces what to do."""
    return pattern("practice").search(passage.heading_path[-1] if passage.heading_path else "") is not None


def _acts(run: Run) -> bool:
    """Tell whether a line says what to do."""
    return any(pattern("acts", item.document.language).match(item.text) for item in run.items)


def _is_named(run: Run) -> bool:
    """Tell whether a line begins with a name of its own, as "Travel agencies: …" does."""
    return run.items[0].listed and pattern("named").match(run.items[0].text) is not None


def _as_listed(chosen: Sequence[tuple[list[str], Run]]) -> list[tuple[list[str], Run]]:
    """Return lines in their order, but for items of one list: these in the order of the list."""
    first: dict[tuple[str, ...], int] = {}
    for number, (_, run) in enumerate(chosen):
        first.setdefault(_list_of(run), number)
    return sorted(chosen, key=lambda each: (first[_list_of(each[1])], each[1].items[0].unit.start))


def _list_of(run: Run) -> tuple[str, ...]:
    item = run.items[0]
    return (item.document.id, *item.passage.heading_path, *([] if item.listed else [str(item.unit.start)]))


def _is_short(run: Run) -> bool:
    return run.items[0].listed or run.words <= LONG
