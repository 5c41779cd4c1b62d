from tests.ingest.lint.conftest import GUIDANCE, Check

OWN = (
    "Trust\n\nTips\n\nBe open and honest about what you want to reach together, and about what you are not able to "
    "do.\n\nTime\n\nTake the time that it needs: nobody trusts a company that comes once and never returns to the "
    "village.\n"
)
SHARED = "Contact\n\nThe Council answers all questions about the dialogue with stakeholders by telephone and by mail.\n"


def test_a_text_that_stands_in_two_documents_is_told_once_with_its_place(check: Check) -> None:
    (found,) = check("duplicate-text", {"a.txt": f"{GUIDANCE}\n{SHARED}", "b.txt": f"{OWN}\n{SHARED}"})
    assert found.place is not None
    assert (found.file, found.place.headings) == ("a.txt", ("Contact",))
    assert found.values == {"words": 15, "percent": 100, "others": "b.txt"}


def test_a_text_with_a_few_other_words_is_found_too(check: Check) -> None:
    changed = SHARED.replace("by telephone", "by phone")
    (found,) = check("duplicate-text", {"a.txt": f"{GUIDANCE}\n{SHARED}", "b.txt": f"{OWN}\n{changed}"})
    assert found.values["percent"] == 77


def test_a_text_about_the_same_in_other_words_is_no_finding(check: Check) -> None:
    other = (
        "Contact\n\nFor questions on how to talk with stakeholders, the Council can be reached by phone and e-mail.\n"
    )
    assert check("duplicate-text", {"a.txt": f"{GUIDANCE}\n{SHARED}", "b.txt": f"{OWN}\n{other}"}) == []


def test_a_text_in_many_documents_is_one_finding(check: Check) -> None:
    files = {
        f"{name}.txt": f"{GUIDANCE if name == 'a' else f'{name}{name} '.join(OWN.split(' '))}\n{SHARED}"
        for name in "abcdef"
    }
    assert [found.values["others"] for found in check("duplicate-text", files)] == ["b.txt, c.txt, d.txt (+2)"]


def test_a_copied_document_is_one_finding(check: Check) -> None:
    files = {"a.txt": f"{GUIDANCE}\n{OWN}", "b.txt": f"{GUIDANCE}\n{OWN}\n{SHARED}"}
    (found,) = check("duplicate-document", files)
    assert (found.file, found.values) == ("b.txt", {"others": "a.txt", "percent": 100})
    assert check("duplicate-text", files) == []


def test_a_stated_translation_may_share_what_is_not_translated(check: Check) -> None:
    entry = '[[document]]\nid = "{0}"\nfile = "{0}.txt"\n{1}\n'
    manifest = entry.format("a", "") + entry.format("b", 'translation_of = "a"')
    assert check("duplicate-text", {"a.txt": f"{GUIDANCE}\n{SHARED}", "b.txt": f"{OWN}\n{SHARED}"}, manifest) == []
