from tests.ingest.lint.conftest import GUIDANCE, Check

HEADER = "document,anchor,en,nl\n"


def test_a_question_whose_words_are_gone_is_found(check: Check) -> None:
    rows = HEADER + "a,Ask a local,Who helps?,Wie helpt?\na,No such words,Why?,\nb,Ask a local,When?,\n"
    found = check("unplaced-question", {"a.txt": GUIDANCE, "questions.csv": rows})
    assert [finding.values["question"] for finding in found] == ["Why?", "When?"]


def test_a_file_of_questions_that_cannot_be_read_is_named(check: Check) -> None:
    (found,) = check("unreadable", {"a.txt": GUIDANCE, "questions.csv": "what,is,this\n"})
    assert found.file == "questions.csv"
