"""Words that a verdict rests on, held against documents that changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Document, Passage
from assistant.review.changes import Cause, changes, find
from tests.fakes import ENGLISH, INFLUENCE
from tests.review.samples import place

PLACE = place(INFLUENCE)


@dataclass(frozen=True)
class Shelf:
    """One document, or none, whose paragraphs are its passages."""

    held: Document | None

    def document(self, document_id: str) -> Document | None:
        return self.held if self.held and self.held.id == document_id else None

    def with_text(self, version: str) -> Document | None:
        return self.held if self.held and self.held.version == version else None

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        found = self.document(document_id)
        if found is None:
            return ()
        return [
            Passage(f"p{each.start}", found.id, found.title, found.language, (), *span, found.text[slice(*span)])
            for each in found.blocks
            if (span := (each.start, each.end))
        ]


def edited(old: str, new: str) -> Document:
    text, gained = ENGLISH.text.replace(old, new), len(new) - len(old)
    at = ENGLISH.text.index(old)
    blocks = tuple(
        replace(each, start=each.start + gained * (each.start > at), end=each.end + gained * (each.end > at))
        for each in ENGLISH.blocks
    )
    return replace(ENGLISH, text=text, blocks=blocks)


def test_words_of_the_same_version_stand_where_they_stood() -> None:
    stand = find(PLACE, Shelf(ENGLISH))
    assert stand is not None
    assert (stand.start, changes([PLACE], Shelf(ENGLISH))) == (PLACE.start, ())


def test_a_change_elsewhere_moves_the_words_and_takes_nothing_away() -> None:
    shelf = Shelf(edited("A single company", "In a long supply chain a single company"))
    stand = find(PLACE, shelf)
    assert stand is not None
    assert (stand.start, changes([PLACE], shelf)) == (PLACE.start + 23, ())


def test_a_document_of_another_name_still_holds_its_words() -> None:
    assert find(PLACE, Shelf(replace(ENGLISH, id="partners-2024"))) is not None


def test_changed_words_are_told_with_the_passage_that_stands_there_now() -> None:
    (change,) = changes([PLACE], Shelf(edited("makes change possible", "makes change much easier")))
    assert (change.cause, "makes change much easier" in change.now) == (Cause.CHANGED, True)


def test_words_of_a_document_that_is_gone_are_told_as_gone() -> None:
    (change,) = changes([PLACE], Shelf(None))
    assert (change.cause, change.now) == (Cause.GONE, "")
