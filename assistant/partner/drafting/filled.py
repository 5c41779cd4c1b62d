"""A brief with the lines of a draft."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain import Language
from assistant.partner.brief import Brief, BriefSection, Line, Part
from assistant.partner.drafting.draft import Draft, DraftLine
from assistant.partner.drafting.numbering import Numbering
from assistant.partner.wording import text


def filled(brief: Brief, draft: Draft, numbering: Numbering) -> Brief:
    """Return a brief with the lines of a draft."""
    sections = tuple(_section(part, draft, numbering, brief.language) for part in Part)
    return replace(
        brief,
        missing=(*brief.missing, *(each.note for each in sections if each.note)),
        sections=sections,
        general=tuple(_numbered(draft.general, numbering)),
        citations=tuple(numbering.citations),
    )


def _section(part: Part, draft: Draft, numbering: Numbering, language: Language) -> BriefSection:
    lines = tuple(_numbered(draft.parts[part], numbering))
    return BriefSection(part, text(part, language), lines, "" if lines else text(f"no_{part}", language))


def _numbered(drafted: Sequence[DraftLine], numbering: Numbering) -> Iterator[Line]:
    for line in drafted:
        number = numbering.number(line.claim)
        if number:
            yield Line(line.claim.text, (number,), line.lead)
