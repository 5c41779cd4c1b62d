"""Published translations are aligned with their originals, in order, and only what is sure is used."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import BlockKind, Document, Language
from assistant.text.memory import Memory, Origin, Translated, source_texts, unit_key
from assistant.text.outline import all_units
from ingest.translations.alignment import Text, align
from ingest.translations.published import Twins, published
from tests.fakes import make_document
from tests.ingest.translations.test_fidelity import MEMORIES, SHIPPED

if TYPE_CHECKING:
    from assistant.models.neutral import NeutralEncoder

EN, NL = Language
MEANINGS = np.eye(12, dtype=np.float32)


def text(*meanings: int | tuple[int, int], headings: Sequence[int] = ()) -> Text:
    """Return a text each of whose sentences means one thing, or two at once."""
    vectors = [MEANINGS[list(np.atleast_1d(each))].sum(axis=0) for each in meanings]
    units = ["words " * 5 * np.size(each) for each in meanings]
    lengths = np.array([np.linalg.norm(each) for each in vectors])
    return Text(
        units, [0] * len(units), [at in headings for at in range(len(units))], np.array(vectors) / lengths[:, None]
    )


def pairs(one: Text, other: Text) -> list[tuple[int, int, int, int]]:
    return [(each.first, each.last, each.other_first, each.other_last) for each in align(one, other)]


def test_sentences_are_paired_in_order_and_what_has_no_counterpart_is_passed_over() -> None:
    assert pairs(text(0, 1, 2, 3), text(9, 0, 2, 8, 3)) == [(0, 1, 1, 2), (2, 3, 2, 3), (3, 4, 4, 5)]


def test_one_sentence_may_have_become_two_and_two_one() -> None:
    assert pairs(text(0, (1, 2), 3), text(0, 1, 2, 3)) == [(0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 3, 4)]
    assert pairs(text(0, 1, 2, 3), text(0, (1, 2), 3)) == [(0, 1, 0, 1), (1, 3, 1, 2), (3, 4, 2, 3)]


def test_nothing_goes_back() -> None:
    assert pairs(text(0, 1, 2), text(2, 0, 1)) == [(0, 1, 1, 2), (1, 2, 2, 3)]


@pytest.mark.parametrize("other", [(), (8, 9)])
def test_texts_on_different_things_have_no_pairs(other: tuple[int, ...]) -> None:
    assert pairs(text(0, 1), text(*other) if other else Text((), (), (), np.zeros((0, 12), np.float32))) == []


DOCUMENT = SHIPPED["pilots-betekenisvolle-dialoog"]
MEMORY = MEMORIES[DOCUMENT.id, EN]


def twin(*, without: int) -> Document:
    """Return a shipped document in its known translation, as a document: every so many units left out."""
    blocks: list[tuple[BlockKind, int, str]] = []
    kept = [unit for place, unit in enumerate(all_units(DOCUMENT)) if place % without]
    for number in dict.fromkeys(unit.block for unit in kept):
        found = [MEMORY.of(DOCUMENT.text[unit.start : unit.end]) for unit in kept if unit.block == number]
        block = DOCUMENT.blocks[number]
        blocks.append((block.kind, block.level, " ".join(each.text for each in found if each)))
    title = MEMORY.of(DOCUMENT.title)
    made = make_document("twin", EN, title.text if title else "", blocks)
    return replace(made, translation_of=DOCUMENT.id, date="2024")


def test_a_shipped_document_is_aligned_with_its_known_translation(encoder: "NeutralEncoder") -> None:
    def embed(texts: Sequence[str], language: Language) -> NDArray[np.float32]:
        return np.array([each.vector for each in encoder.passages(texts, language)])

    other = twin(without=6)
    found = Twins(DOCUMENT, other, embed).added_to(Memory(DOCUMENT.id, EN)).units
    right = [found[key].text == MEMORY.units[key].text for key in found]
    assert np.mean(right) == 1.0
    assert len(found) > 0.75 * len(source_texts(DOCUMENT))
    assert {(each.origin, each.author, each.date) for each in found.values()} == {(Origin.PERSON, other.title, "2024")}
    unsaid = {unit_key(text) for text in source_texts(DOCUMENT).values()} - found.keys()
    assert unsaid, "what the translation leaves out has none"


def same(texts: Sequence[str], language: Language) -> NDArray[np.float32]:
    """Take texts on one place of two documents to mean the same."""
    return MEANINGS[: len(texts)]


ORIGINAL = make_document("guide", EN, "Guide", [(BlockKind.PARAGRAPH, 0, "Pay 5 euros. Ask a union. Never bargain.")])
DUTCH = make_document("gids", NL, "Gids", [(BlockKind.PARAGRAPH, 0, "Betaal 50 euro. Vraag een vakbond. Ding af.")])


def test_a_pair_whose_numbers_or_denials_differ_is_not_used() -> None:
    made = Twins(ORIGINAL, DUTCH, same).added_to(Memory("guide", NL))
    assert {each.text for each in made.units.values()} == {"Gids", "Vraag een vakbond."}


@pytest.mark.parametrize(
    ("origin", "kept"), [(Origin.MACHINE, "Vraag een vakbond."), (Origin.PERSON, "Ons"), (Origin.CHECKED, "Ons")]
)
def test_what_people_wrote_or_checked_stays(origin: Origin, kept: str) -> None:
    key = unit_key("Ask a union.")
    made = Twins(ORIGINAL, DUTCH, same).added_to(Memory("guide", NL, {key: Translated("Ons", origin)}))
    assert made.units[key].text == kept


def test_a_translation_is_found_from_both_sides() -> None:
    linked = replace(DUTCH, translation_of="guide")
    documents = [ORIGINAL, linked, replace(DUTCH, id="other")]
    assert published(documents, ORIGINAL, NL) == linked
    assert published(documents, linked, EN) == ORIGINAL
    assert published(documents, documents[2], EN) is None
