"""Compose the page of a brief: everything on it is a quote that was looked up."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.domain import BlockKind, Claim, Passage
from assistant.partner.brief import Part
from assistant.partner.drafting.draft import Draft, DraftLine
from assistant.partner.page import example
from assistant.partner.page.kinds import MOST, kinds_named
from assistant.partner.page.runs import Run, runs_of
from assistant.partner.page.weighing import Kind, Weighing
from assistant.partner.purposes import is_example
from assistant.partner.wording import prompt, text

LINES = {Part.ARRANGE: 2, Part.BEWARE: 2, Part.STEPS: 3}
PROMINENT = 5  # sentences of a kind that most are of it
HEADINGS = 2  # that are named
OFTEN = 3  # of these that stand under one heading
KINDS = {Part.ARRANGE: Kind.ARRANGE, Part.BEWARE: Kind.BEWARE, Part.STEPS: Kind.STEPS}


class Composer:
    """Composes the draft of one page."""

    def __init__(self, weighing: Weighing) -> None:
        self.weighing = weighing
        self.draft = Draft()

    def compose(self) -> Draft:
        """Return the draft."""
        self._partners()
        for part, kind in KINDS.items():
            self._best_of(part, self.weighing.best(kind, self._advice), LINES[part])
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
        return self._runs(dict.fromkeys(passages))

    def _runs(self, passages: Sequence[Passage] | dict[Passage, None]) -> list[Run]:
        advising = [passage for passage in passages if not is_example(passage)]
        return list(runs_of(self.weighing.lookup.quotables(advising)))

    def _partners(self) -> None:
        """Add the partners to approach, each kind once, best first, and why one works with others here."""
        purposes = self.weighing.chosen or self.weighing.purposes
        runs = self._runs([passage for purpose in purposes for passage in purpose.advice])
        for kinds, run in self._with_kinds([run for run in runs if kinds_named(run)]):
            names = " · ".join(text(f"kinds.{kind}", self.weighing.language) for kind in kinds)
            self.draft.add(Part.PARTNERS, [run], names)
        reasons = [run for run in runs if not run.items[0].listed and not kinds_named(run)]
        self._best_of(
            Part.PARTNERS, self.weighing.best(Kind.REASONS, reasons), len(self.draft.parts[Part.PARTNERS]) + 1
        )

    def _with_kinds(self, runs: Sequence[Run]) -> Iterator[tuple[list[str], Run]]:
        """Yield lines about partners, best first, each with the kinds that it is the first to name."""
        left, seen = MOST, set[str]()
        for _, run in self.weighing.best(Kind.PARTNERS, runs):
            new = [kind for kind in kinds_named(run) if kind not in seen][:left]
            if new:
                yield new, run
                seen.update(new)
                left -= len(new)
            if not left:
                return

    def _general(self) -> Iterator[Claim]:
        """Yield the headings under which stands, in no purpose's part, what to arrange and to beware of."""
        own = {passage.id for purpose in self.weighing.purposes for passage in purpose.passages}
        elsewhere = [run for run in self._advice if run.items[0].passage.id not in own]
        best = [run for kind in KINDS.values() for _, run in self.weighing.usual(kind, elsewhere)[:PROMINENT]]
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

    def _best_of(self, part: Part, weighed: Sequence[tuple[float, Run]], most: int) -> None:
        for _, run in weighed:
            if len(self.draft.parts[part]) >= most:
                return
            if not run.places & self.draft.quoted:
                self.draft.add(part, [run])
