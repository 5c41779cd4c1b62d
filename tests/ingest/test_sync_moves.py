"""Documents that are renamed, moved, withdrawn, or said to be translations: nothing is embedded again for it."""

from collections.abc import Sequence

import pytest

from assistant.domain import Document, Language
from assistant.search.index import Index
from tests.hash_encoder import HashedText, HashEncoder
from tests.ingest.desk import DUTCH, NOT_TEXT, PARTNERS, TRUST, Desk, counts, no_model

WITHDRAWN = '[[document]]\nid = "trust"\nfile = "trust.txt"\nstatus = "withdrawn"\n'


class NotEmbedding(HashEncoder):
    """Splits, and fails at the first passage that is to be embedded."""

    def passages(self, texts: Sequence[str], language: Language) -> list[HashedText]:
        raise AssertionError(f"embedded: {texts}")


def found(index: Index, word: str) -> list[str]:
    vector = HashEncoder().question(word, Language.EN).vector
    near = [key for key, similarity in index.nearest(vector, Language.EN, 5) if similarity > 0.2]
    return sorted(
        {key.split(":")[0] for key, _ in index.matching(word, Language.EN, 5)} | {k.split(":")[0] for k in near}
    )


def document(index: Index, document_id: str) -> Document:
    stored = index.document(document_id)
    assert stored is not None
    return stored


def test_a_renamed_file_gets_its_new_id_and_is_not_embedded_again(desk: Desk) -> None:
    desk.ingest()
    (desk.corpus / "trust.txt").rename(desk.corpus / "building-trust.txt")
    report = desk.ingest()
    assert (counts(report), report.renamed, report.embedded, report.total) == ((0, 0, 1, 0), 1, 0, 3)
    assert found(desk.index(), "honest") == ["building-trust"]
    assert [item.id for item in desk.index().documents()] == ["building-trust", "partners"]


def test_a_file_that_moves_below_its_manifest_entry_is_renamed(desk: Desk) -> None:
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\n')
    desk.ingest()
    (desk.corpus / "tips").mkdir()
    (desk.corpus / "trust.txt").rename(desk.corpus / "tips" / "trust.txt")
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "tips/trust.txt"\n')
    report = desk.ingest()
    assert (counts(report), report.renamed, report.embedded) == ((0, 0, 1, 0), 1, 0)
    assert document(desk.index(), "trust").path == "tips/trust.txt"


def test_a_copy_is_another_document(desk: Desk) -> None:
    desk.ingest()
    desk.write("copy.txt", TRUST)
    report = desk.ingest(NotEmbedding)
    assert (counts(report), report.renamed, report.embedded, report.total) == ((1, 0, 2, 0), 0, 0, 4)


@pytest.mark.parametrize(
    "extra",
    [
        'publisher = "SER"',
        'url = "https://www.ser.nl/x"',
        'date = "2025"',
        'kind = "guide"',
        'translation_of = "partners"',
    ],
)
def test_corrected_metadata_reaches_the_index_without_embedding(desk: Desk, extra: str) -> None:
    entry = '[[document]]\nid = "partners"\nfile = "partners.txt"\n[[document]]\nid = "trust"\nfile = "trust.txt"\n'
    desk.write("manifest.toml", entry)
    desk.ingest()
    desk.write("manifest.toml", entry + extra)
    report = desk.ingest(NotEmbedding)
    assert (counts(report), report.renamed, report.embedded) == ((0, 1, 1, 0), 0, 0)
    name, value = extra.replace('"', "").split(" = ")
    assert getattr(document(desk.index(), "trust"), name) == value


def test_a_passage_that_only_moves_is_not_embedded_again(desk: Desk) -> None:
    desk.ingest()
    theory, practice = PARTNERS.split("Practice")
    desk.write("partners.txt", f"Partners\n\nPractice{practice}\n{theory.removeprefix('Partners')}")
    report = desk.ingest(NotEmbedding)
    assert (counts(report), report.embedded) == ((0, 1, 1, 0), 0)
    text = document(desk.index(), "partners").text
    assert text.index("Ask a local union") < text.index("One company has little")


def test_a_withdrawn_document_is_never_found_but_can_still_be_read(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", WITHDRAWN)
    report = desk.ingest(no_model)
    index = desk.index()
    assert (counts(report), report.withdrawn, report.total) == ((0, 0, 1, 1), 1, 2)
    assert (found(index, "honest"), index.document("trust"), index.passages_of("trust")) == ([], None, ())
    withdrawn = index.withdrawn("trust")
    assert withdrawn is not None
    assert "Be open and honest." in withdrawn.text
    assert [item.id for item in index.documents()] == ["partners"]


def test_a_withdrawn_document_counts_once_and_may_lose_its_file(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", WITHDRAWN)
    first = desk.ingest()
    (desk.corpus / "trust.txt").unlink()
    again = desk.ingest(no_model)
    assert (counts(again), again.withdrawn, again.failed) == ((0, 0, 1, 0), 0, ())
    assert again.corpus_version == first.corpus_version
    assert desk.index().withdrawn("trust") is not None


def test_a_withdrawn_document_that_became_unreadable_leaves_all_the_same(desk: Desk) -> None:
    desk.ingest()
    desk.write("trust.txt", NOT_TEXT)
    desk.write("manifest.toml", WITHDRAWN)
    report = desk.ingest()
    assert (counts(report), report.withdrawn, report.failed) == ((0, 0, 1, 1), 1, ())
    assert found(desk.index(), "honest") == []


def test_the_last_document_can_be_withdrawn(desk: Desk) -> None:
    (desk.corpus / "partners.txt").unlink()
    desk.ingest()
    desk.write("manifest.toml", WITHDRAWN)
    report = desk.ingest()
    assert (counts(report), report.withdrawn, report.total) == ((0, 0, 0, 1), 1, 0)
    assert desk.index().documents() == ()


def test_a_document_withdrawn_from_the_start_can_be_read_and_nothing_else(desk: Desk) -> None:
    desk.write("manifest.toml", WITHDRAWN)
    report = desk.ingest()
    assert (counts(report), report.withdrawn) == ((1, 0, 0, 0), 0)
    assert desk.index().withdrawn("trust") is not None


def test_a_document_that_is_no_longer_withdrawn_is_found_again(desk: Desk) -> None:
    desk.write("manifest.toml", WITHDRAWN)
    desk.ingest()
    (desk.corpus / "manifest.toml").unlink()
    report = desk.ingest()
    assert (counts(report), report.embedded) == ((1, 0, 1, 0), 1)
    assert found(desk.index(), "honest") == ["trust"]
    assert desk.index().withdrawn("trust") is None


def test_translations_are_linked_both_ways(desk: Desk) -> None:
    desk.write("vertrouwen.txt", DUTCH)
    desk.write(
        "manifest.toml",
        '[[document]]\nid = "vertrouwen"\nfile = "vertrouwen.txt"\ntranslation_of = "trust"\n'
        '[[document]]\nid = "trust"\nfile = "trust.txt"\n',
    )
    desk.ingest()
    index = desk.index()
    linked = {key: [other.id for other in index.translations_of(key)] for key in ("trust", "vertrouwen", "partners")}
    assert linked == {"trust": ["vertrouwen"], "vertrouwen": ["trust"], "partners": []}
    assert index.translation_group("vertrouwen") == index.translation_group("trust") == "trust"
    assert index.translation_group("partners") == "partners"
