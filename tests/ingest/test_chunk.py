import pytest
from hypothesis import given

from assistant.domain import Block, BlockKind, BlockRole, Document, Language, Passage
from assistant.text.outline import list_after, units_within
from ingest.chunk import split
from tests.ingest.outline import corpus, read
from tests.ingest.test_text_reader import DOCUMENT_TEXT, PROSE, readable

DOCUMENTS = corpus()
EACH = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def count_tokens(text: str) -> int:
    """Count as an embedding model does, roughly: more tokens than words, and more for long words."""
    return sum(1 + len(word) // 6 for word in text.split())


def passages(words: str, limit: int = 250) -> list[str]:
    return [passage.text for passage in split(read(words), count_tokens, limit)]


def check(document: Document, found: tuple[Passage, ...], limit: int) -> None:
    """Assert that passages are slices, in order, without overlap, within the limit, and cover all guidance."""
    covered = [False] * len(document.text)
    for passage in found:
        assert document.text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert count_tokens(passage.text) <= (2 * limit if _is_whole(document, passage) else limit)
        assert not any(covered[passage.start : passage.end])
        covered[passage.start : passage.end] = [True] * (passage.end - passage.start)
    for block in document.blocks:
        guidance = block.role is BlockRole.GUIDANCE
        letters = [at for at in range(block.start, block.end) if not document.text[at].isspace()]
        assert all(covered[at] is guidance for at in letters)
    assert len({passage.id for passage in found}) == len(found)


def _is_whole(document: Document, passage: Passage) -> bool:
    """Tell whether a passage is one item of a list, or one row of a table."""
    inside = [block for block in document.blocks if block.start < passage.end and block.end > passage.start]
    row = inside[0].kind is BlockKind.TABLE and "\n" not in passage.text
    return len(inside) == 1 and (row or inside[0].kind is BlockKind.LIST_ITEM)


@EACH
@pytest.mark.parametrize("limit", [250, 60, 12])
def test_passages_cover_the_guidance_of_the_corpus_without_overlap(document: Document, limit: int) -> None:
    check(document, split(document, count_tokens, limit), limit)


@given(DOCUMENT_TEXT)
def test_passages_cover_the_guidance_of_any_text(words: str) -> None:
    document = readable(words)
    if document is not None:
        check(document, split(document, count_tokens, 12), 12)


@EACH
def test_each_block_lies_in_one_passage_where_it_fits(document: Document) -> None:
    found = split(document, count_tokens)
    for block in document.blocks:
        if block.role is BlockRole.GUIDANCE:
            assert sum(passage.start <= block.start and block.end <= passage.end for passage in found) == 1


@EACH
def test_a_passage_has_headings_only_at_its_start(document: Document) -> None:
    starts = {passage.start: passage.end for passage in split(document, count_tokens)}
    for start, end in starts.items():
        inside = [block for block in document.blocks if start <= block.start < end]
        kinds = [block.kind is BlockKind.HEADING for block in inside]
        assert kinds == sorted(kinds, reverse=True)


def test_each_tip_is_a_passage_of_its_own() -> None:
    paths = [passage.heading_path for passage in split(DOCUMENTS["who"], count_tokens)]
    tips = [path[1] for path in paths if path[0] == "10 tips for successful collaboration" and len(path) > 1]
    assert (len(tips), tips[0], tips[-1]) == (
        10,
        "1. Be transparent about interests and commitment",
        "10. Avoid tight timelines",
    )


def test_the_purposes_stay_in_one_passage_with_their_lead_in() -> None:
    found = [p for p in split(DOCUMENTS["who"], count_tokens) if "7. Promoting efficiency" in p.text]
    assert len(found) == 1
    assert "one or more of the following purposes:" in found[0].text
    assert found[0].heading_path == ("Introduction", "Who should I collaborate with and for what purposes?")


def test_a_heading_without_text_goes_with_the_first_section_below_it() -> None:
    found = split(
        read(f"# Guide\n\n{PROSE}\n\n## Trust\n\n### Theory\n\n{PROSE}\n\n### Practice\n\n{PROSE}"), count_tokens
    )
    assert [(passage.heading_path, passage.text.split("\n")[0]) for passage in found] == [
        ((), "Guide"),
        (("Trust", "Theory"), "Trust"),
        (("Trust", "Practice"), "Practice"),
    ]


def test_a_list_that_fits_is_not_divided() -> None:
    items = "\n".join(f"- item {number}" for number in range(1, 6))
    assert passages(f"{PROSE}\n\n{PROSE}\n\nDo this:\n\n{items}", 30) == [f"{PROSE}\n\n{PROSE}", f"Do this:\n\n{items}"]


def test_a_lead_in_stays_with_the_first_item_of_a_long_list() -> None:
    items = [f"- This is item number {number} of the list." for number in range(1, 9)]
    first, *others = passages("Do all of this:\n\n" + "\n".join(items), 30)
    assert first.startswith(f"Do all of this:\n\n{items[0]}")
    assert "\n".join([first, *others]).endswith("\n".join(items))


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    found = passages(" ".join(f"Sentence {number} is here." for number in range(30)), 40)
    assert all(passage.startswith("Sentence") and passage.endswith("here.") for passage in found)


def test_the_parts_of_a_long_section_are_about_equal() -> None:
    sizes = [count_tokens(part) for part in passages(" ".join(["One two three four five."] * 11), 50)]
    assert max(sizes) - min(sizes) <= 6


def test_a_text_without_spaces_is_divided_anyway() -> None:
    assert "".join(passages("a" * 5000, 100)) == "a" * 5000


def test_a_long_table_is_divided_between_rows() -> None:
    rows = [f"| name {number} | {number} |" for number in range(20)]
    assert "\n".join(passages("\n".join(rows), 30)) == "\n".join(rows)


def test_ids_depend_on_headings_and_words_only_and_repeats_are_numbered() -> None:
    before = f"# Guide\n\n{PROSE}\n\n"
    same = f"# One\n\n{PROSE}\n\n# Two\n\n{PROSE}\n\n# One\n\n{PROSE}"
    first, second, third = [passage.id for passage in split(read(before + same), count_tokens)][1:]
    assert third == f"{first}-2"
    assert second not in (first, third)
    moved = split(read(f"{before}{PROSE}\n\n{same}"), count_tokens)
    assert [passage.id for passage in moved][1:] == [first, second, third]


def test_a_passage_is_on_the_page_of_its_first_block() -> None:
    text = "One is here.\n\nTwo is here."
    blocks = (Block(BlockKind.PARAGRAPH, 0, 12, page=3), Block(BlockKind.PARAGRAPH, 14, 26, page=4))
    document = Document("doc", "", Language.EN, text, blocks)
    assert [passage.page for passage in split(document, count_tokens, 4)] == [3, 4]
    assert [passage.page for passage in split(document, count_tokens)] == [3]


LONG_ITEM = "Ask " + "the people who work there what they need and what they fear, " * 22 + "and write it down."
LONG_ROW = " | ".join(["Union", *["what its members need in this place and in this year of work"] * 20])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"Do this:\n\n- {LONG_ITEM}\n- Listen.\n- Thank them.\n", LONG_ITEM),
        (f"| Partner | Why | When |\n| {LONG_ROW} |\n| NGO | always | now |\n", LONG_ROW),
    ],
    ids=["an item of a list", "a row of a table"],
)
def test_what_is_longer_than_a_passage_can_still_be_quoted_whole(text: str, whole: str) -> None:
    document = read(text)
    found = split(document, count_tokens)
    assert count_tokens(whole) > 250
    quoted = [unit for passage in found for unit in units_within(document, passage.start, passage.end)]
    assert any(whole in document.text[unit.start : unit.end] for unit in quoted)


def test_a_list_of_forty_items_comes_whole() -> None:
    document = read("These are the reasons:\n\n" + "".join(f"- Reason number {number}.\n" for number in range(40)))
    first = next(unit for unit in units_within(document, 0, len(document.text)))
    found = list_after(document, first)
    assert found is not None
    assert len(found.items) == 40
