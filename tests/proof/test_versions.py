from dataclasses import dataclass, replace

from assistant.domain import Document
from assistant.proof.versions import Source, Standing, find_source
from tests.fakes import DUTCH, ENGLISH

OLD = replace(ENGLISH, text=ENGLISH.text.replace("little", "small "))


@dataclass(frozen=True)
class Shelf:
    """Some documents in service, others withdrawn."""

    served: tuple[Document, ...] = ()
    taken_out: tuple[Document, ...] = ()

    def document(self, document_id: str) -> Document | None:
        return next((each for each in self.served if each.id == document_id), None)

    def withdrawn(self, document_id: str) -> Document | None:
        return next((each for each in self.taken_out if each.id == document_id), None)

    def with_text(self, version: str) -> Document | None:
        return next((each for each in self.served if each.version == version), None)

    def translations_of(self, document_id: str) -> tuple[Document, ...]:
        return tuple(each for each in self.served if each.translation_of == document_id)


@dataclass(frozen=True)
class Kept:
    """Versions in the order in which they were kept."""

    documents: tuple[Document, ...] = (OLD, ENGLISH)

    def get(self, document_id: str, version: str) -> Document | None:
        return next((each for each in self.documents if (each.id, each.version) == (document_id, version)), None)

    def latest(self, document_id: str) -> Document | None:
        return next((each for each in reversed(self.documents) if each.id == document_id), None)


EMPTY = Shelf()
IN_SERVICE = Shelf((ENGLISH,))
WITHDRAWN = Shelf((), (ENGLISH,))


def find(version: str = "", shelf: Shelf = EMPTY) -> Source | None:
    return find_source(ENGLISH.id, version, shelf, Kept())


def test_the_version_in_service_is_current_named_or_not() -> None:
    assert find("", IN_SERVICE) == find(ENGLISH.version, IN_SERVICE) == Source(ENGLISH, Standing.CURRENT)


def test_an_earlier_version_is_shown_with_the_way_to_the_newest() -> None:
    assert find(OLD.version, IN_SERVICE) == Source(OLD, Standing.OUTDATED, newest=ENGLISH)


def test_a_version_that_was_not_kept_gives_the_newest_and_says_so() -> None:
    assert find("0123456789ab", IN_SERVICE) == Source(ENGLISH, Standing.CURRENT, lost=True)


def test_every_version_of_a_withdrawn_document_says_that_it_is_withdrawn() -> None:
    assert find("", WITHDRAWN) == Source(ENGLISH, Standing.WITHDRAWN)
    assert find(OLD.version, WITHDRAWN) == Source(OLD, Standing.WITHDRAWN)


def test_a_removed_document_is_shown_as_it_was_last() -> None:
    assert find() == Source(ENGLISH, Standing.REMOVED)
    assert find(OLD.version) == Source(OLD, Standing.REMOVED)


def test_a_renamed_document_is_found_by_its_words() -> None:
    renamed = replace(ENGLISH, id="new-name")
    assert find(ENGLISH.version, Shelf((renamed,))) == Source(renamed, Standing.CURRENT)
    assert find(OLD.version, Shelf((renamed,))) == Source(OLD, Standing.OUTDATED, newest=renamed)


def test_a_document_that_nobody_knows_is_not_found() -> None:
    assert find_source("unknown", "", IN_SERVICE, Kept()) is None
    assert find_source("unknown", ENGLISH.version, IN_SERVICE, Kept()) is None


def test_translations_go_with_every_version() -> None:
    translation = replace(DUTCH, translation_of=ENGLISH.id)
    found = find(OLD.version, Shelf((ENGLISH, translation)))
    assert found is not None
    assert found.translations == (translation,)
