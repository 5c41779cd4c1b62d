"""The tags of accessible PDFs: headings that look like text are headings, and tags that cannot be true are not used."""

import pytest

from tests.ingest.outline import headings
from tests.ingest.pdf_file import read_pdf, typeset

PLAIN = '#set heading(bookmarked: false)\n#show heading.where(level: 2): set text(size: 10pt, weight: "regular")\n'
SENTENCE = "Talk to the union before the audit, and keep what you agree on with them, since others will ask for it. "
GUIDE = f"""
= Whom to ask
{SENTENCE * 3}

== When
{SENTENCE * 3}

== How often
{SENTENCE * 3}
"""


def found(body: str) -> list[str]:
    return [each.strip() for each in headings(read_pdf(typeset(PLAIN + body)))]


def test_a_heading_that_looks_like_text_is_known_by_its_tag() -> None:
    assert found(GUIDE) == ["Whom to ask", "When", "How often"]


def test_the_levels_are_those_of_the_tags() -> None:
    document = read_pdf(typeset(PLAIN + GUIDE))
    levels = [block.level for block in document.blocks if block.kind.value == "heading"]
    assert levels == [1, 2, 2]


def test_who_tags_all_text_as_headings_has_marked_none() -> None:
    lying = "\n\n".join(f"= {SENTENCE}" for _ in range(8))
    assert SENTENCE.strip() not in found(lying)


@pytest.mark.parametrize("size", ["6pt", "8pt"])
def test_a_tag_on_small_print_makes_no_heading(size: str) -> None:
    small = f"#show heading.where(level: 3): set text(size: {size})\n"
    assert "Note of the printer" not in found(f"{small}{GUIDE}\n=== Note of the printer\n{SENTENCE}")
