import pytest

from tests.ingest.lint.conftest import GUIDANCE, Check

SENTENCE = "We talk with the people who make our products about what they need. "
PARAGRAPH = f"{SENTENCE * 5}\n\n"


def test_a_text_without_headings_is_told_with_its_number_of_words(check: Check) -> None:
    (found,) = check("no-headings", PARAGRAPH * 4)
    assert (found.file, found.document_id, found.values) == ("a.txt", "a", {"words": 260})


def test_a_short_text_and_one_with_headings_need_no_more_headings(check: Check) -> None:
    assert check("no-headings", {"a.txt": PARAGRAPH, "b.txt": f"Title\n\nTheory\n\n{PARAGRAPH * 4}"}) == []


def test_a_title_alone_is_not_a_heading_over_the_parts(check: Check) -> None:
    entry = '[[document]]\nid = "a"\nfile = "a.txt"\ntitle = "Our talks"\n'
    assert len(check("no-headings", f"Our talks\n\n{PARAGRAPH * 4}", entry)) == 1


def test_a_long_section_is_told_where_it_stands(check: Check) -> None:
    (found,) = check("long-section", f"Title\n\nTheory\n\n{PARAGRAPH * 20}Practice\n\n{SENTENCE}\n")
    assert found.place is not None
    assert (found.place.headings, found.values) == (("Theory",), {"words": 1301})


def test_a_long_paragraph_is_told_with_its_place(check: Check) -> None:
    (found,) = check("long-paragraph", f"Title\n\nTheory\n\n{SENTENCE}\n\nPractice\n\n{SENTENCE * 16}\n")
    assert found.place is not None
    assert (found.place.headings, found.values) == (("Practice",), {"words": 208})
    assert found.place.excerpt.startswith("We talk with the people")


def test_a_document_of_a_few_words_may_be_a_scan(check: Check) -> None:
    assert [found.values for found in check("little-text", {"a.txt": "Page 1 of 20\n", "b.txt": GUIDANCE})] == [
        {"words": 4}
    ]


@pytest.mark.parametrize(
    ("damaged", "count"),
    [
        pytest.param("de financi\ufffdle kant", 1, id="replacement character"),
        pytest.param("(cid:12)nancial", 1, id="PDF without its letters"),
    ],
)
def test_damaged_characters_are_counted(check: Check, damaged: str, count: int) -> None:
    assert [found.values for found in check("garbled-text", f"Title\n\nSee {damaged} of it.\n")] == [{"count": count}]


def test_accents_and_typographic_signs_are_not_damaged(check: Check) -> None:
    assert check("garbled-text", "Title\n\nDe financiële kant: ‘geïnd’ – “€5” … CO₂, reële coöperatie.\n") == []
