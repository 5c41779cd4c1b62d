import pytest

from assistant.domain import BlockKind, Document, Language
from assistant.text.outline import Unit, list_after, units_of
from tests.fakes import Lines, make_document

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
ELEMENTS: Lines = [
    (HEADING, 1, "Dialogue"),
    (PARAGRAPH, 0, "Some things matter. Three elements need attention:"),
    (HEADING, 2, "Openness"),
    (PARAGRAPH, 0, "Tell people beforehand."),
    (HEADING, 2, "Time"),
    (PARAGRAPH, 0, "Do not hurry."),
    (HEADING, 2, "Company"),
    (PARAGRAPH, 0, "Invite the right people."),
    (HEADING, 1, "More"),
]
PURPOSES: Lines = [
    (PARAGRAPH, 0, "It may serve these purposes:"),
    (ITEM, 0, "Knowledge"),
    (ITEM, 1, "of laws"),
    (ITEM, 0, "Influence"),
    (PARAGRAPH, 0, "Below is advice."),
    (ITEM, 0, "Another list"),
]
QUESTIONS: Lines = [(PARAGRAPH, 0, "Get to know them. Ask: Who are you? Whom do you trust? What next? This helps you.")]


def document(lines: Lines) -> Document:
    return make_document("d", Language.EN, "A document", lines)


def listed(lines: Lines, lead_in: str) -> list[str] | None:
    made = document(lines)
    units = [unit for block in range(len(made.blocks)) for unit in units_of(made, block)]
    found = list_after(made, next(unit for unit in units if text(made, unit).startswith(lead_in)))
    return None if found is None else [text(made, item) for item in found.items]


def text(made: Document, unit: Unit) -> str:
    return made.text[unit.start : unit.end]


def test_a_paragraph_is_quoted_by_the_sentence_and_the_rest_whole() -> None:
    made = document([(HEADING, 1, "Tips"), (PARAGRAPH, 0, "One. Two."), (ITEM, 0, "Three. Four.")])
    assert [[text(made, unit) for unit in units_of(made, block)] for block in range(3)] == [
        ["Tips"],
        ["One.", "Two."],
        ["Three. Four."],
    ]


def test_what_is_not_guidance_is_not_quoted() -> None:
    assert units_of(document([(PARAGRAPH, 0, "© Somebody")]), 0) == []


@pytest.mark.parametrize(
    ("lines", "lead_in", "items"),
    [
        pytest.param(PURPOSES, "It may", ["Knowledge", "Influence"], id="list items after a colon"),
        pytest.param(ELEMENTS, "Three", ["Openness", "Time", "Company"], id="headings after a colon"),
        pytest.param(QUESTIONS, "Ask", ["Whom do you trust?", "What next?"], id="questions in a row"),
    ],
)
def test_a_list_is_found_behind_what_leads_it_in(lines: Lines, lead_in: str, items: list[str]) -> None:
    assert listed(lines, lead_in) == items


@pytest.mark.parametrize(
    ("lines", "lead_in"),
    [
        pytest.param(ELEMENTS, "Some things", id="a sentence without a colon"),
        pytest.param(PURPOSES, "Knowledge", id="an item is no lead-in"),
        pytest.param(PURPOSES, "Below", id="a list that nothing announces"),
        pytest.param([(PARAGRAPH, 0, "The answer:"), (PARAGRAPH, 0, "None.")], "The answer", id="a colon before text"),
        pytest.param([(PARAGRAPH, 0, "The end:")], "The end", id="a colon at the end"),
        pytest.param([(PARAGRAPH, 0, "Just one:"), (ITEM, 0, "this")], "Just one", id="one item"),
    ],
)
def test_what_leads_in_no_list_has_none(lines: Lines, lead_in: str) -> None:
    assert listed(lines, lead_in) is None


def test_a_list_of_headings_ends_at_what_is_not_guidance() -> None:
    lines = [*ELEMENTS[:5], (PARAGRAPH, 0, "© Somebody"), *ELEMENTS[6:]]
    assert listed(lines, "Three") == ["Openness", "Time"]
