"""A partner brief as a value: sections of lines, each line the words of a document with the number of its source."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Check, Citation, Language
from assistant.partner.interview.situation import Situation


class Part(StrEnum):
    """The sections of a brief, in order."""

    PARTNERS = "partners"
    ARRANGE = "arrange"
    BEWARE = "beware"
    EXAMPLE = "example"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a document and the numbers of the citations that hold them.

    ``lead`` is what they are about, in words of ours. ``part`` is the part of the first page that a chat model wrote it
    for.
    """

    text: str
    citations: tuple[int, ...]
    lead: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A section of a brief; ``note`` is what we say of it, such as that the documents say nothing."""

    part: Part
    title: str
    lines: tuple[Line, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Brief:
    """What the documents say for a situation.

    ``asked`` lists what was told, as pairs of a label and the answer; ``missing`` says what the documents do not cover,
    ``change`` what would make another brief of it;
    ``general`` are the headings under which stands what holds for everyone.
    ``summary`` is what a chat model wrote, each sentence proven by its citations; ``model``, ``prompt_version`` and
    ``checks`` tell of that as an answer's do.
    """

    brief_id: str
    language: Language
    title: str
    intro: str
    situation: Situation
    asked: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    change: str
    general: tuple[Line, ...]
    sections: tuple[BriefSection, ...]
    citations: tuple[Citation, ...]
    corpus_version: str
    summary: tuple[Line, ...] = ()
    model: str | None = None
    prompt_version: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order in which they are shown."""
        return (*self.summary, *(line for section in self.sections for line in section.lines))

    def section(self, part: Part) -> BriefSection:
        """Return a section."""
        return next(section for section in self.sections if section.part is part)
