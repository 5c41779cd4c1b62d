"""The dashboard's tables: what its pictures show, in numbers, as they are shown beside them and as files."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.domain import AnswerStatus, Language
from assistant.review.estimate import Estimate
from assistant.review.verdict import Verdict
from assistant.store.review.statistics import Said
from assistant.web.messages import TEXTS
from assistant.web.review.board.figures import Board
from assistant.web.review.board.files import Cell, Table
from assistant.web.review.board.table_texts import TABLE_TEXTS
from assistant.web.review.board.texts import BOARD_TEXTS

Row = tuple[Cell, ...]


def tables_of(board: Board, language: Language) -> dict[str, Table]:
    """Return all tables by name."""
    writer = _Writer(board, language)
    made = (
        writer.table("quality", "from language share low high reviewed sampled", writer.quality(), {2, 3, 4}),
        writer.table("verdicts", "language verdict answers of_all", writer.verdicts(), {3}),
        writer.table("answers", "from language status answers", writer.endings()),
        writer.table("refusals", "language status answers of_all", writer.totals(), {3}),
        writer.table("missing", "question language status asked last_at verdict", writer.missing()),
        writer.table("documents", "document title language answers", writer.documents()),
        writer.table("feedback", "from language kind opinions", writer.feedback()),
        writer.table("models", "from model answers calls tokens_in tokens_out first cost", writer.models()),
        writer.table("decisions", "decision state questions", writer.decisions()),
    )
    return {each.name: each for each in made}


def kind_of(said: Said) -> str:
    """Return what an opinion is counted as, a key of the texts' ``feedback_kinds``."""
    return "good" if said.good else "citation" if said.on_citation else "bad"


class _Writer:
    """Writes a period's figures in a language."""

    def __init__(self, board: Board, language: Language) -> None:
        self.board = board
        self.texts = BOARD_TEXTS[language]
        self.named = TABLE_TEXTS[language]
        self.languages = TEXTS[language].languages

    def table(self, name: str, columns: str, rows: Iterable[Row], shares: Iterable[int] = ()) -> Table:
        header = tuple(self.named.columns[each] for each in columns.split())
        return Table(name, self.named.titles[name], header, tuple(rows), frozenset(shares))

    def part(self, language: Language | None) -> str:
        return self.languages[language] if language else self.texts.together

    def parts(self) -> Iterator[Language | None]:
        yield None
        yield from self.board.languages

    def quality(self) -> Iterator[Row]:
        for language in self.parts():
            quality = self.board.quality(language)
            sampled = Counter[int]()
            for each in self.board.sampled:
                sampled[each.bin] += each.answers if language in (None, each.language) else 0
            for number, day in enumerate(self.board.span.days):
                yield day, self.part(language), *_interval(quality.bins[number]), sampled[number]

    def verdicts(self) -> Iterator[Row]:
        for language in self.parts():
            counts = self.board.verdicts(language)
            for verdict in Verdict:
                share = _share(counts[verdict], sum(counts.values()))
                yield self.part(language), self.texts.verdicts[verdict], counts[verdict], share

    def endings(self) -> Iterator[Row]:
        counts = Counter[tuple[int, Language, AnswerStatus]]()
        for each in self.board.tallies:
            counts[each.bin, each.language, each.status] += each.answers
        for (number, language, status), count in sorted(counts.items()):
            yield self.board.span.days[number], self.part(language), self.texts.statuses[status], count

    def totals(self) -> Iterator[Row]:
        for language in self.parts():
            counts = Counter[AnswerStatus]()
            for each in self.board.tallies:
                counts[each.status] += each.answers if language in (None, each.language) else 0
            for status in AnswerStatus:
                if counts[status] or status not in (AnswerStatus.ASSISTANT, AnswerStatus.ERROR):
                    share = _share(counts[status], counts.total())
                    yield self.part(language), self.texts.statuses[status], counts[status], share

    def missing(self) -> Iterator[Row]:
        for each in self.board.missing:
            verdict = self.texts.verdicts[Verdict(each.verdict)] if each.verdict else ""
            status = self.texts.statuses[each.status]
            last = each.last_at.date().isoformat()
            yield each.question, self.part(each.language), status, each.asked, last, verdict

    def documents(self) -> Iterator[Row]:
        for each in self.board.uses:
            yield each.id, each.title, self.part(each.language) if each.language else "", each.answers

    def feedback(self) -> Iterator[Row]:
        counts = Counter[tuple[int, Language, str]]()
        for each in self.board.said:
            if not (each.good and each.on_citation):
                counts[each.bin, each.language, kind_of(each)] += each.opinions
        for (number, language, kind), count in sorted(counts.items()):
            yield self.board.span.days[number], self.part(language), self.texts.feedback_kinds[kind], count

    def models(self) -> Iterator[Row]:
        for each in self.board.used:
            first = None if each.first_ms is None else round(each.first_ms / 1000, 1)
            counts = (each.answers, each.calls, each.tokens_in, each.tokens_out)
            cost = round(each.cost, 4) if each.cost else None
            yield self.board.span.days[each.bin], each.model, *counts, first, cost

    def decisions(self) -> Iterator[Row]:
        for each in self.board.decided:
            state = self.texts.in_use if each.in_use else self.texts.out_of_use
            yield self.texts.rulings[each.kind], state, each.questions


def _interval(estimate: Estimate | None) -> Row:
    if estimate is None:
        return None, None, None, 0
    return round(estimate.share, 4), round(estimate.low, 4), round(estimate.high, 4), estimate.count


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
