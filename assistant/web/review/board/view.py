"""The dashboard as it is laid out: each figure in words, each picture with its shapes, in the reader's language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent

from assistant.domain import AnswerStatus, Language
from assistant.review.estimate import Estimate
from assistant.review.verdict import Verdict
from assistant.store.review.statistics import Missing
from assistant.web.messages import TEXTS
from assistant.web.review.board.charts import LineChart, StackChart, line_chart, stack_chart, top_of
from assistant.web.review.board.figures import Board, Quality
from assistant.web.review.board.files import Cell, Table
from assistant.web.review.board.letter import others
from assistant.web.review.board.period import LOCALES, day
from assistant.web.review.board.tables import kind_of
from assistant.web.review.board.texts import BOARD_TEXTS

OPINIONS = ("good", "citation", "bad")
DECIMALS = 2


@dataclass(frozen=True)
class Headline:
    """A figure at the top; ``meaning`` says what it rests on."""

    name: str
    figure: str
    meaning: str = ""


@dataclass(frozen=True)
class Panel:
    """A picture of a part of the answers; ``title`` names it, ``description`` tells it without the picture."""

    id: str
    part: str
    title: str
    description: str
    chart: LineChart | StackChart


class BoardView:
    """Lays a period's figures out in a language."""

    def __init__(self, board: Board, language: Language) -> None:
        self.board = board
        self.language = language
        self.texts = BOARD_TEXTS[language]
        self.languages = TEXTS[language].languages
        self.labels = board.span.labels(language)

    @property
    def headlines(self) -> tuple[Headline, ...]:
        """The figures that matter most."""
        return (self._right(), *self._counts(), self._opinion(), self._agreement())

    @property
    def quality(self) -> tuple[Panel, ...]:
        """The share of right answers over time: all, and each language."""
        return tuple(self._quality(self.board.quality(each)) for each in (None, *self.board.languages))

    @property
    def endings(self) -> tuple[Panel, ...]:
        """How the answers of each language ended, over time."""
        names = {each.value: name for each, name in self.texts.statuses.items()}
        counts = Counter[tuple[Language, int, str]]()
        for each in self.board.tallies:
            counts[each.language, each.bin, each.status.value] += each.answers
        return self._stacks("endings", self.texts.endings_picture, counts, names)

    @property
    def feedback(self) -> tuple[Panel, ...]:
        """What readers said of the answers of each language, over time."""
        names = {each: self.texts.feedback_kinds[each] for each in OPINIONS}
        counts = Counter[tuple[Language, int, str]]()
        for each in self.board.said:
            if not (each.good and each.on_citation):
                counts[each.language, each.bin, kind_of(each)] += each.opinions
        return self._stacks("feedback", self.texts.feedback_picture, counts, names)

    @property
    def endings_shown(self) -> tuple[AnswerStatus, ...]:
        """The endings that there are, for the legend."""
        there = {each.status for each in self.board.tallies}
        return tuple(each for each in AnswerStatus if each in there)

    @property
    def models(self) -> str:
        """What the chat models were used for, in a line; empty where none was asked."""
        used, texts = self.board.used, self.texts
        if not used:
            return ""
        sums = {name: self.number(sum(getattr(each, name) for each in used)) for name in ("answers", "calls")}
        told = [texts.models_sum.format(**sums, tokens=self.number(sum(each.tokens for each in used)))]
        timed = [(each.first_ms, each.answers) for each in used if each.first_ms is not None]
        if timed:
            seconds = sum(first * count for first, count in timed) / sum(count for _, count in timed) / 1000
            told.append(texts.models_first.format(seconds=self.number(round(seconds, 1))))
        if cost := sum(each.cost for each in used):
            told.append(texts.models_cost.format(cost=self.number(round(cost, DECIMALS))))
        return " · ".join(told)

    def told(self, each: Missing) -> str:
        """Return what is known of a question without an answer, in a line."""
        texts = self.texts
        times = texts.asked.of(each.asked, number=self.number(each.asked))
        last = texts.last_asked.format(date=day(each.last_at, self.language))
        return " · ".join(
            (times, texts.statuses[each.status], self.languages[each.language], last, self._verdict(each.verdict))
        )

    def others(self, each: Missing) -> list[str]:
        """Return the other words in which a question without an answer was put."""
        return [other.question for other in others(each, self.board.wordings)]

    def number(self, value: float) -> str:
        """Return a number as people write it."""
        return str(format_decimal(value, locale=LOCALES[self.language]))

    def percent(self, share: float) -> str:
        """Return a share as people write it."""
        return str(format_percent(share, locale=LOCALES[self.language]))

    def cell(self, table: Table, column: int, cell: Cell) -> str:
        """Return a table's cell as people read it."""
        if cell is None:
            return "–"
        if isinstance(cell, str):
            return cell
        return self.percent(cell) if column in table.shares else self.number(cell)

    def told_estimate(self, words: str, estimate: Estimate, **values: str) -> str:
        """Fill an estimate into a text."""
        return words.format(
            share=self.percent(estimate.share),
            low=self.percent(estimate.low),
            high=self.percent(estimate.high),
            count=self.number(estimate.count),
            **values,
        )

    def _right(self) -> Headline:
        overall, texts = self.board.quality(None).overall, self.texts
        if overall is None:
            return Headline(texts.right_share, "–", texts.right_none)
        return Headline(texts.right_share, self.percent(overall.share), self.told_estimate(texts.right_of, overall))

    def _counts(self) -> Iterator[Headline]:
        board, texts = self.board, self.texts
        by_language = Counter[Language]()
        for each in board.tallies:
            by_language[each.language] += each.answers
        spoken = (f"{self.languages[each]}: {self.number(by_language[each])}" for each in board.languages)
        yield Headline(texts.answers_given, self.number(board.answers), " · ".join(spoken))
        beside = texts.off_topic_beside.of(board.off_topic, number=self.number(board.off_topic))
        meaning = (
            f"{self.number(board.not_answered)} · {beside}" if board.off_topic else self.number(board.not_answered)
        )
        yield Headline(texts.not_answered, self._share(board.not_answered), meaning)
        yield Headline(texts.checked_given, self.number(board.checked), self._share(board.checked))

    def _opinion(self) -> Headline:
        board, texts = self.board, self.texts
        if not board.opinions:
            return Headline(texts.good_share, "–", texts.good_none)
        share = self.percent(board.good / board.opinions)
        return Headline(texts.good_share, share, texts.good_of.format(count=self.number(board.opinions)))

    def _agreement(self) -> Headline:
        found, texts = self.board.agreement, self.texts
        if not found.pairs:
            return Headline(texts.agreement, "–", texts.agreement_none)
        kappa = "–" if found.kappa != found.kappa else self.number(round(found.kappa, DECIMALS))
        return Headline(texts.agreement, kappa, texts.agreement_of.format(agreed=found.agreed, pairs=found.pairs))

    def _share(self, count: int) -> str:
        return self.percent(count / self.board.answers) if self.board.answers else "–"

    def _verdict(self, verdict: str) -> str:
        if not verdict:
            return self.texts.missing_unreviewed
        if verdict == Verdict.RIGHT:
            return self.texts.missing_confirmed
        return self.texts.missing_judged.format(verdict=self.texts.verdicts[Verdict(verdict)])

    def _quality(self, quality: Quality) -> Panel:
        part = self._part(quality.language)
        told = [
            self.told_estimate(self.texts.quality_point, each, bin=label) if each else ""
            for label, each in zip(self.labels, quality.bins, strict=True)
        ]
        chart = line_chart(quality.bins, self.labels, told, self.percent)
        description = self.told_estimate(self.texts.between, quality.overall) if quality.overall else "–"
        title = self.texts.quality_picture.format(part=part)
        return Panel(f"quality-{quality.language or 'all'}", part, title, description, chart)

    def _stacks(
        self, id: str, title: str, counts: Counter[tuple[Language, int, str]], names: dict[str, str]
    ) -> tuple[Panel, ...]:
        """Return a picture of each language, all on one scale."""
        bins = self.board.span.bins
        stacks = {
            language: [{kind: counts[language, number, kind] for kind in names} for number in bins]
            for language in self.board.languages
        }
        top = top_of([sum(stack.values()) for each in stacks.values() for stack in each])
        return tuple(
            Panel(
                f"{id}-{language}",
                self.languages[language],
                title.format(part=self.languages[language]),
                self._summed(stacks[language], names),
                stack_chart(stacks[language], self.labels, self._told(stacks[language], names), top),
            )
            for language in self.board.languages
        )

    def _told(self, stacks: Sequence[dict[str, int]], names: dict[str, str]) -> list[dict[str, str]]:
        return [
            {
                kind: self.texts.bar_point.format(bin=label, kind=names[kind], count=self.number(count))
                for kind, count in stack.items()
            }
            for label, stack in zip(self.labels, stacks, strict=True)
        ]

    def _summed(self, stacks: Sequence[dict[str, int]], names: dict[str, str]) -> str:
        sums = {kind: sum(stack[kind] for stack in stacks) for kind in names}
        return ", ".join(f"{names[kind]}: {self.number(count)}" for kind, count in sums.items() if count) or "–"

    def _part(self, language: Language | None) -> str:
        return self.languages[language] if language else self.texts.together
