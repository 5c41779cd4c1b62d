from assistant.domain import BlockKind, Document, Language
from ingest.changes.revision import Change, Paragraph, Revision, revision, revisions
from tests.fakes import make_document

HEADING, TEXT = BlockKind.HEADING, BlockKind.PARAGRAPH
OPEN = "Be open and honest about what you want to reach."
TIME = "Take the time that a good dialogue needs."
UNION = "Ask a local union for help."


def document(*paragraphs: str, title: str = "Trust") -> Document:
    return make_document(
        "trust", Language.EN, title, [(HEADING, 1, "Tips"), *((TEXT, 0, words) for words in paragraphs)]
    )


def told(found: Revision) -> list[tuple[Change, str]]:
    return [(paragraph.change, paragraph.place.excerpt) for paragraph in found.paragraphs]


def words_of(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(run.change.value, run.text.strip()) for run in paragraph.words]


def test_paragraphs_that_came_and_went_are_told_in_reading_order() -> None:
    found = revision(document(OPEN, TIME), document(UNION, OPEN))
    assert told(found) == [(Change.ADDED, UNION), (Change.REMOVED, TIME)]


def test_a_changed_paragraph_is_told_word_by_word() -> None:
    (paragraph,) = revision(document(OPEN, TIME), document(OPEN.replace("honest", "clear, always,"), TIME)).paragraphs
    assert paragraph.place.headings == ("Tips",)
    assert words_of(paragraph) == [
        ("same", "Be open and"),
        ("removed", "honest"),
        ("added", "clear, always,"),
        ("same", "about what you want to reach."),
    ]


def test_the_words_that_are_not_removed_make_the_new_text() -> None:
    after = document(TIME.replace("good", "really good") + " And patience.")
    (paragraph,) = revision(document(TIME), after).paragraphs
    whole = "".join(run.text for run in paragraph.words if run.change is not Change.REMOVED)
    assert whole == after.text[paragraph.place.start : paragraph.place.end]


def test_a_paragraph_in_wholly_other_words_is_not_the_same_one_changed() -> None:
    assert told(revision(document(OPEN), document(UNION))) == [(Change.ADDED, UNION), (Change.REMOVED, OPEN)]


def test_a_paragraph_that_moved_is_told_once() -> None:
    assert told(revision(document(OPEN, TIME, UNION), document(TIME, UNION, OPEN))) == [(Change.MOVED, OPEN)]


def test_a_second_copy_of_a_paragraph_is_added() -> None:
    assert told(revision(document(OPEN, TIME), document(OPEN, TIME, OPEN))) == [(Change.ADDED, OPEN)]


def test_what_is_known_of_a_document_is_compared_too() -> None:
    found = revision(document(OPEN), document(OPEN, title="Reliance"))
    assert [(field.name, field.before, field.after) for field in found.fields] == [("title", "Trust", "Reliance")]
    assert (found.change, found.paragraphs) == (Change.CHANGED, ())


def test_documents_that_came_went_and_stayed() -> None:
    stays, goes = document(OPEN), make_document("goes", Language.EN, "Goes", [(TEXT, 0, TIME)])
    comes = make_document("comes", Language.EN, "Comes", [(TEXT, 0, UNION)])
    found = revisions([stays, goes], [stays, comes])
    assert [(each.document.id, each.change) for each in found] == [("comes", Change.ADDED), ("goes", Change.REMOVED)]


def test_a_document_that_is_wholly_rewritten_is_compared_in_time() -> None:
    before = document(*(f"Old paragraph {number} tells of matter {number * 7}." for number in range(1500)))
    after = document(*(f"Some new words, as said in line {number * 3} of all." for number in range(1500)))
    assert len(revision(before, after).paragraphs) == 3000
