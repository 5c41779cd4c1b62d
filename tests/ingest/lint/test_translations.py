from tests.ingest.lint.conftest import GUIDANCE, Check

DUTCH = (
    "Partners\n\nTheorie\n\nEen bedrijf heeft weinig invloed. Anderen helpen.\n\nPraktijk\n\nVraag het een vakbond.\n"
)
FILES = {"en/partners.txt": GUIDANCE, "nl/partners.txt": DUTCH}
ENGLISH_ENTRY = '[[document]]\nid = "en"\nfile = "en/partners.txt"\nlanguage = "en"\n'
DUTCH_ENTRY = '[[document]]\nid = "nl"\nfile = "nl/partners.txt"\nlanguage = "nl"\ntranslation_of = "en"\n'
DECLARED = ENGLISH_ENTRY + DUTCH_ENTRY


def test_files_named_alike_in_both_languages_may_be_translations(check: Check) -> None:
    (found,) = check("undeclared-translation", FILES)
    assert (found.file, found.values) == (
        "nl/partners.txt",
        {"original": "en/partners.txt", "original_id": "en-partners"},
    )


def test_files_named_differently_are_not_taken_for_translations(check: Check) -> None:
    assert check("undeclared-translation", {"partners-en.txt": GUIDANCE, "pilots-nl.txt": DUTCH}) == []


def test_a_stated_translation_is_no_finding(check: Check) -> None:
    assert check("undeclared-translation", FILES, DECLARED) == check("translation-differs", FILES, DECLARED) == []


def test_a_translation_with_far_fewer_headings_is_told_with_both_numbers(check: Check) -> None:
    longer = GUIDANCE + "".join(
        f"\nStep {name}\n\nDo what you said that you would do.\n" for name in ("A", "B", "C", "D")
    )
    (found,) = check("translation-differs", FILES | {"en/partners.txt": longer}, DECLARED)
    assert found.values == {"own": 2, "other": 6, "original": "en/partners.txt"}


def test_a_translation_into_the_same_language_is_a_mistake(check: Check) -> None:
    assert len(check("translation-same-language", FILES, DECLARED.replace('"nl"\nt', '"en"\nt'))) == 1


def test_a_translation_that_outlives_its_original_is_a_problem(check: Check) -> None:
    withdrawn = DECLARED.replace('"en"\n[[', '"en"\nstatus = "withdrawn"\n[[')
    (found,) = check("original-withdrawn", FILES, withdrawn)
    assert (found.severity, found.document_id, found.values) == ("problem", "nl", {"original": "en/partners.txt"})
