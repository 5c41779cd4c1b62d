from assistant.domain import Language
from tests.ingest.lint.conftest import GUIDANCE, Check

FULL = (
    '[[document]]\nid = "a"\nfile = "a.txt"\ntitle = "Partners"\npublisher = "SER"\ndate = "2024"\n'
    'url = "https://www.ser.nl/"\nlanguage = "en"\n'
)


def test_a_document_that_the_manifest_does_not_list_is_told_with_its_id(check: Check) -> None:
    (found,) = check("not-in-manifest", GUIDANCE)
    assert 'id = "a"' in found.advice(Language.NL)


def test_fields_that_nobody_filled_in_are_named_in_the_readers_language(check: Check) -> None:
    (found,) = check("missing-fields", GUIDANCE, FULL.replace('"2024"', '""').replace('publisher = "SER"\n', ""))
    assert found.what(Language.EN) == "Not known of this document: publisher, date."
    assert found.what(Language.NL) == "Niet bekend van dit document: publisher (uitgever), date (datum)."


def test_a_full_entry_is_no_finding(check: Check) -> None:
    assert check("missing-fields", GUIDANCE, FULL) == check("not-in-manifest", GUIDANCE, FULL) == []


def test_what_cannot_be_read_is_told_with_the_reason(check: Check) -> None:
    (found,) = check("unreadable", {"a.txt": GUIDANCE, "b.tiff": "?"})
    assert (found.file, found.place) == ("b.tiff", None)
    assert "formaat wordt niet gelezen" in found.what(Language.NL)
