"""A brief as an answer, so that it is kept, shown again, cited and exported like every other answer."""

import json
import re
import uuid
from collections.abc import Iterator, Sequence

from assistant.domain import Answer, AnswerStatus, Citation, Composer, Language, Sentence
from assistant.partner.brief import Brief, BriefSection, Line
from assistant.partner.situation import Situation
from assistant.partner.wording import step_text, text


def as_answer(brief: Brief) -> Answer:
    """Return a brief as an answer; the situation is its standalone question."""
    return Answer(
        answer_id=brief.brief_id,
        question=f"{brief.title}: {summary(brief.asked)}" if brief.asked else brief.title,
        language=brief.language,
        status=AnswerStatus.ANSWERED,
        text="\n\n".join(_blocks(brief)),
        sentences=tuple(Sentence(line.text, line.citations) for line in brief.lines),
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
    lines = []
    for (name, number), *explained in (row for row in rows if row):
        rest = "".join(f" – {words}{_markers((each,))}" for words, each in explained)
        lines.append(f"- **{name}**{_markers((number,))}{rest}")
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=step_text("start_question", language),
        language=language,
        status=AnswerStatus.ANSWERED,
        text="\n".join(lines),
        sentences=tuple(Sentence(words, (number,)) for row in rows for words, number in row),
        citations=citations,
        composer=Composer.LIST,
        corpus_version=corpus_version,
    )


def situation_of(answer: Answer) -> Situation | None:
    """Return the situation that an answer is a brief for, None when it is none."""
    if answer.composer != Composer.BRIEF:
        return None
    return Situation.from_json(json.loads(answer.standalone))


def summary(asked: Sequence[tuple[str, str]]) -> str:
    """Return in one line what was told."""
    return "; ".join(value for _, value in asked)


def _blocks(brief: Brief) -> Iterator[str]:
    yield f"# {brief.title}"
    yield brief.intro
    if brief.asked:
        yield f"## {text('situation', brief.language)}"
        yield "\n".join(f"- **{label}**: {_unmarked(value)}" for label, value in brief.asked)
    if brief.missing:
        yield f"## {text('missing', brief.language)}"
        yield "\n".join(f"- {each}" for each in brief.missing)
    if brief.summary:
        yield f"## {text('summary', brief.language)}"
        yield from _line_blocks(brief.summary)
    for section in brief.sections:
        yield f"## {section.title}"
        yield from _section_blocks(section)


def _section_blocks(section: BriefSection) -> Iterator[str]:
    if section.note:
        yield section.note
    for group in section.groups:
        if group.title:
            yield f"### {group.title}{_markers((group.citation,) if group.citation else ())}"
        yield from _line_blocks(group.lines)


def _line_blocks(lines: Sequence[Line]) -> Iterator[str]:
    """Yield paragraphs, and list items that follow each other as one block."""
    pending: list[str] = []
    for line in lines:
        if line.listed:
            pending.append(f"- {_line(line)}")
            continue
        if pending:
            yield "\n".join(pending)
            pending = []
        yield _line(line)
    if pending:
        yield "\n".join(pending)


def _line(line: Line) -> str:
    if not line.name:
        return f"{line.text}{_markers(line.citations)}"
    words = "" if line.text == line.name else f": {line.text}"
    return f"**{line.name}**{words}{_markers(line.citations)}"


def _unmarked(told: str) -> str:
    """Return what was told without anything that could pass for the number of a source."""
    return re.sub(r"\[(\d+)\]", r"(\1)", told)


def _markers(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in numbers)
