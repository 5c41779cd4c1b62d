"""What who keeps the documents is told: the list, and versions compared."""

import pytest

from assistant.errors import CorpusError
from ingest.desk import CorpusDesk
from ingest.listing import Row
from tests.ingest.desk import NOT_TEXT, PARTNERS, Desk, language_of

ENTRY = '[[document]]\nid = "trust"\nfile = "trust.txt"\n'


@pytest.fixture
def keeper(desk: Desk) -> CorpusDesk:
    return CorpusDesk(desk.corpus, desk.generations, desk.archive, language_of)


def statuses(keeper: CorpusDesk) -> dict[str, str]:
    return {row.id or row.file: row.status.value for row in keeper.listing()}


def row_of(keeper: CorpusDesk, document_id: str) -> Row:
    return next(row for row in keeper.listing() if row.id == document_id)


def test_before_the_first_ingest_every_document_is_new(keeper: CorpusDesk) -> None:
    assert statuses(keeper) == {"partners": "new", "trust": "new"}


def test_a_document_in_service_is_listed_with_what_is_known_of_it(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    row = row_of(keeper, "partners")
    assert (row.title, row.language, row.passages, row.file) == ("Partners", "en", 2, "partners.txt")
    assert row.version == desk.index().listed[0].version


def test_what_differs_from_the_index_is_told_without_an_ingest(desk: Desk, keeper: CorpusDesk) -> None:
    desk.write("gone.txt", "Gone\n\nIt was here.\n")
    desk.ingest()
    (desk.corpus / "gone.txt").unlink()
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    desk.write("new.txt", "New\n\nIt is here.\n")
    desk.write("odd.xyz", NOT_TEXT)
    assert statuses(keeper) == {
        "new": "new",
        "partners": "changed",
        "trust": "current",
        "odd.xyz": "unreadable",
        "gone": "removed",
    }


def test_a_withdrawn_document_is_listed_as_such_before_and_after_the_ingest(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    desk.write("manifest.toml", f'{ENTRY}status = "withdrawn"\n')
    assert (statuses(keeper)["trust"], row_of(keeper, "trust").passages) == ("withdrawn", 1)
    desk.ingest()
    assert (statuses(keeper)["trust"], row_of(keeper, "trust").passages) == ("withdrawn", 0)


def test_an_entry_that_changed_is_a_change(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    desk.write("manifest.toml", f'{ENTRY}title = "Reliance"\n')
    assert (statuses(keeper)["trust"], row_of(keeper, "trust").title) == ("changed", "Reliance")


def test_the_folder_is_compared_with_the_index_in_service(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    (desk.corpus / "trust.txt").unlink()
    found = keeper.compare("current", "folder")
    assert [(each.document.id, each.change.value) for each in found.revisions] == [
        ("partners", "changed"),
        ("trust", "removed"),
    ]
    assert (found.before, found.after) == (desk.index().version, "folder")


def test_two_ingests_are_compared_by_name_or_by_version(desk: Desk, keeper: CorpusDesk) -> None:
    first = desk.ingest().corpus_version
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    second = desk.ingest().corpus_version
    by_name = keeper.compare("previous", "current")
    assert (by_name.before, by_name.after, len(by_name.revisions)) == (first, second, 1)
    assert keeper.compare(first[:6], second) == by_name


def test_a_version_of_a_document_that_an_answer_cites_is_compared_with_today(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    cited = row_of(keeper, "partners").version
    for word in ("nearby", "regional", "national"):
        desk.write("partners.txt", PARTNERS.replace("local", word))
        desk.ingest()
    found = keeper.compare(f"partners@{cited}", "current")
    assert [each.document.id for each in found.revisions] == ["partners"]
    assert [run.text.strip() for run in found.revisions[0].paragraphs[0].words][1:3] == ["local", "national"]


@pytest.mark.parametrize("name", ["nonsense", "previous", "partners@nonsense"])
def test_a_version_that_is_not_kept_is_named(desk: Desk, keeper: CorpusDesk, name: str) -> None:
    desk.ingest()
    with pytest.raises(CorpusError, match=name.partition("@")[2] or name):
        keeper.compare(name, "folder")


def test_a_document_that_cannot_be_read_stays_as_it_is_in_service(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    desk.write("partners.txt", NOT_TEXT)
    row = row_of(keeper, "partners")
    assert (row.status, row.passages, bool(row.fault)) == ("unreadable", 2, True)
    assert keeper.compare("current", "folder").revisions == ()


def test_a_file_that_was_written_again_with_the_same_text_is_no_change(desk: Desk, keeper: CorpusDesk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("\n", "\r\n"))
    assert statuses(keeper)["partners"] == "current"
