"""How the parts of an answer are rendered, and which stand on one line."""

import pytest
from markdown_it import MarkdownIt

from assistant.body import Part, PartKind, lines, piece, rendered, said
from assistant.language import Language


def part(kind: str, words: str, *numbers: int, **layout: object) -> Part:
    return Part(PartKind(kind), words, Language.EN, numbers, **layout)  # type: ignore[arg-type]


A, B = part("sentence", "A.", 1), part("sentence", "B.", 2, joined=True)
ONE, TWO = part("item", "one", 1), part("item", "two", 2, 3)
BODIES = [
    pytest.param([], "", id="nothing"),
    pytest.param([A, B], "A. [1] B. [2]", id="sentences of one paragraph"),
    pytest.param([A, A], "A. [1]\n\nA. [1]", id="paragraphs"),
    pytest.param([*said("Say:", Language.EN), ONE, TWO], "Say:\n\n- one [1]\n- two [2] [3]", id="list after a lead-in"),
    pytest.param(
        [ONE, part("item", "that is.", 4, joined=True), TWO], "- one [1] – that is. [4]\n- two [2] [3]", id="explained"
    ),
    pytest.param([ONE, part("note", "Partly.")], "- one [1]\n\nPartly.", id="note after a list"),
    pytest.param([A, part("note", "Translated.", joined=True)], "A. [1] Translated.", id="note in the paragraph"),
    pytest.param([part("heading", "H", 1, level=3), A], "### H [1]\n\nA. [1]", id="heading"),
    pytest.param([part("heading", "H")], "# H", id="heading without a level"),
    pytest.param([part("item", "helps.", 1, lead="Union")], "- **Union**: helps. [1]", id="name"),
    pytest.param([part("item", "Union", 1, lead="Union")], "- **Union** [1]", id="name that is all"),
    pytest.param([part("item", "a", marker="1."), part("item", "b", marker="2)")], "1. a\n2) b", id="numbered"),
    pytest.param([part("item", "a", marker="a)")], "- a) a", id="a letter is no number of Markdown's"),
    pytest.param([ONE, part("item", "in", level=1), TWO], "- one [1]\n    - in\n- two [2] [3]", id="nested"),
    pytest.param([part("item", "in", level=1)], "- in", id="nested under nothing"),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_a_body_is_rendered(body: list[Part], text: str) -> None:
    assert rendered(body) == text
    assert "".join(map(piece, body, [None, *body])) == text


@pytest.mark.parametrize("marker", ["# ", "1. # ", "<b>", "-\n# ", "9" * 10 + ".", "```"])
def test_a_marker_of_a_document_is_only_taken_for_a_number_where_it_is_one(marker: str) -> None:
    text = rendered([part("item", "a", marker=marker)], words=lambda words: f"<{words}>" if words else "")
    assert text == f"- <{marker}> <a>"


def test_nested_and_numbered_items_are_lists_in_lists() -> None:
    body = [part("item", "a", marker="10."), part("item", "b", level=1), part("item", "c", level=2)]
    html = MarkdownIt().render(rendered(body))
    assert [html.count(tag) for tag in ("<ol", "<ul", "<li", "<code")] == [1, 2, 3, 0]


def test_joined_parts_stand_on_the_line_before_them_and_the_first_on_its_own() -> None:
    assert lines([B, A, B, ONE]) == ((B,), (A, B), (ONE,))


@pytest.mark.parametrize(
    ("each", "fact"),
    [
        (A, True),
        (part("sentence", "x"), True),
        (ONE, True),
        (part("item", "x"), False),
        (part("heading", "x", 1), False),
    ],
)
def test_an_item_of_our_own_and_a_heading_are_no_facts(each: Part, fact: bool) -> None:
    assert each.is_fact is fact
