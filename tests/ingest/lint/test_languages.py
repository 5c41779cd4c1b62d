from tests.ingest.lint.conftest import GUIDANCE, Check

DUTCH = "Vraag een lokale vakbond om hulp, want die kent de mensen die er werken en weet wat zij nodig hebben. "
ENGLISH = "Ask a local union for help, since it knows the people who work there and what they need from you. "


def test_a_paragraph_in_the_other_language_is_found(check: Check) -> None:
    (found,) = check("mixed-languages", f"{GUIDANCE}\nMore\n\n{DUTCH * 2}\n\nLast\n\n{ENGLISH}\n")
    assert found.place is not None
    assert (found.place.headings, found.values["words"]) == (("More",), 40)
    assert found.place.excerpt.startswith("Vraag een lokale vakbond")


def test_neighbouring_paragraphs_in_the_other_language_are_one_finding(check: Check) -> None:
    assert len(check("mixed-languages", f"{GUIDANCE}\n{DUTCH * 2}\n\n{DUTCH * 2}\n\n{ENGLISH * 3}\n")) == 1


def test_a_saying_in_the_other_language_is_no_finding(check: Check) -> None:
    assert (
        check("mixed-languages", f"{GUIDANCE}\nThe Dutch say\n\nWie niet waagt, die niet wint en zal het niet weten.\n")
        == []
    )


def test_a_document_registered_in_the_wrong_language_is_one_finding(check: Check) -> None:
    entry = '[[document]]\nid = "a"\nfile = "a.txt"\nlanguage = "nl"\n'
    (found,) = check("wrong-language", GUIDANCE, entry)
    assert (found.values["stated"], found.values["other"]) == ("nl", "en")
    assert check("mixed-languages", GUIDANCE, entry) == []
