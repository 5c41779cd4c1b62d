"""A brief as an answer, so that it is kept, shown again, cited and exported like every other answer."""

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from assistant.answering.written.drafts import PagePart
from assistant.body import Part, PartKind
from assistant.domain import Answer, AnswerStatus, Citation, Composer, Language
from assistant.partner.brief import Brief, BriefSection, Line
from assistant.partner.interview.situation import Situation
from assistant.partner.wording import pattern, step_text, text
from assistant.proof.verify import same_words


def as_answer(brief: Brief) -> Answer:
    """Return a brief as an answer; the situation is its standalone question."""
    return Answer(
        answer_id=brief.brief_id,
        question=f"{brief.title}: {told}" if (told := told_of(brief)) else brief.title,
        language=brief.language,
        status=AnswerStatus.ANSWERED,
        body=tuple(_Writing(brief).parts()),
        citations=brief.citations,
        retrieved=tuple(dict.fromkeys(citation.passage_id for citation in brief.citations)),
        composer=Composer.BRIEF,
        model=brief.model,
        corpus_version=brief.corpus_version,
        prompt_version=brief.prompt_version,
        checks=brief.checks,
        standalone=json.dumps(brief.situation.to_json(), ensure_ascii=False),
    )


def list_answer(
    rows: Sequence[Sequence[tuple[str, int]]], citations: tuple[Citation, ...], language: Language, corpus_version: str
) -> Answer:
    """Return quotes as a list; each row has a name, in bold, and what explains it, each with its citation's number."""
    spoken = {citation.number: citation.language for citation in citations}
    parts = []
    for (name, first), *explained in (row for row in rows if row):
        parts.append(Part(PartKind.ITEM, name, spoken[first], (first,), lead=name))
        parts += [Part(PartKind.ITEM, words, spoken[each], (each,), joined=True) for words, each in explained]
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=step_text("start_question", language),
        language=language,
        status=AnswerStatus.ANSWERED,
        body=tuple(parts),
        citations=citations,
        composer=Composer.LIST,
        corpus_version=corpus_version,
    )


def page_words(answer: Answer) -> int:
    """Return how many words a brief has before its appendix, but for what somebody told."""
    situation = situation_of(answer)
    told = _unmarked(situation.about) if situation else ""
    page = takewhile(lambda part: part.level != 1, answer.body[1:])
    parts = (part for part in page if not told or part.text != told)
    return sum(len(f"{part.lead} {part.words}".split()) for part in (answer.body[0], *parts))


def situation_of(answer: Answer) -> Situation | None:
    """Return the situation that an answer is a brief for, None when it is none."""
    if answer.composer != Composer.BRIEF:
        return None
    return Situation.from_json(json.loads(answer.standalone))


def told_of(brief: Brief) -> str:
    """Return in one line what was told, and how it was understood."""
    return "; ".join(filter(None, (*(value for _, value in brief.asked), brief.situation.about)))


_NAMES_A_TOOL = pattern("names_a_tool")


@dataclass(frozen=True)
class _Writing:
    """The parts of a brief."""

    brief: Brief

    def parts(self) -> Iterator[Part]:
        """Yield all parts: the page, and after what a chat model wrote the quotes that it is made from."""
        brief = self.brief
        yield self._own(PartKind.HEADING, brief.title, level=1)
        yield self._own(PartKind.SAID, brief.intro)
        about = [(text("situation_about", brief.language), brief.situation.about)] if brief.situation.about else []
        for label, value in (*about, *brief.asked):
            yield self._own(PartKind.ITEM, _unmarked(value), lead=label)
        yield from self._page()
        for section in brief.sections:
            yield from self._section(section)
        yield from self._remarks("missing", brief.missing)
        yield from self._remarks("change", [brief.change] if brief.change else [])
        yield from self._for_everyone()

    def _page(self) -> Iterator[Part]:
        """Yield what a chat model wrote, part by part, and that what comes after are the quotes."""
        lines = self.brief.summary
        if not lines:
            return
        yield self._title("summary")
        for part in dict.fromkeys(["", *PagePart]):
            own = [line for line in lines if line.part == part]
            if own and part:
                yield self._own(PartKind.HEADING, text(f"page.{part}", self.brief.language), level=3)
            yield from map(self._fact, own)
        yield self._own(PartKind.HEADING, text("appendix", self.brief.language), level=1)

    def _section(self, section: BriefSection) -> Iterator[Part]:
        if section.lines:
            yield self._title(section.part)
            yield from map(self._fact, section.lines)

    def _remarks(self, name: str, said: Sequence[str]) -> Iterator[Part]:
        if said:
            yield self._title(name)
            yield from (self._own(PartKind.ITEM, each) for each in said)

    def _for_everyone(self) -> Iterator[Part]:
        """Yield one line that leads to what holds for everyone, and where the tools are that quotes name."""
        if self.brief.general:
            yield self._title("general")
            first, *others = map(self._fact, self.brief.general)
            yield replace(first, lead=text("general_advice", self.brief.language))
            yield from (replace(each, joined=True) for each in others)
        if address := next((each.url for each in self.brief.citations if _NAMES_A_TOOL.search(each.quote)), ""):
            yield self._own(PartKind.NOTE, text("tools", self.brief.language, address=address))

    def _title(self, name: str) -> Part:
        return self._own(PartKind.HEADING, text(name, self.brief.language), level=2)

    def _own(self, kind: PartKind, words: str, *, level: int = 0, lead: str = "") -> Part:
        return Part(kind, words, self.brief.language, level=level, lead=lead)

    def _fact(self, line: Line) -> Part:
        first = self._cited[line.citations[0]]
        if same_words(line.text, first.quote):
            return Part(PartKind.ITEM, line.text, first.language, line.citations, lead=line.lead)
        return Part(PartKind.ITEM, line.text, self.brief.language, line.citations, first.quote, lead=line.lead)

    @cached_property
    def _cited(self) -> dict[int, Citation]:
        return {citation.number: citation for citation in self.brief.citations}


def _unmarked(told: str) -> str:
    """Return what was told without anything that could pass for the number of a source."""
    return re.sub(r"\[(\d+)\]", r"(\1)", told)
