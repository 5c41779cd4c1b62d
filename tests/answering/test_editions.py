"""Two dated documents of one title: the newer answers, unless the question asks for what held before."""

from dataclasses import replace

import pytest

from assistant.answering.editions import narrowed
from assistant.domain import BlockKind, Document, Hit, Language, Passage
from assistant.search.retrieve import Retrieved
from tests.fakes import make_document

WORDS = "Reply within a week."


def document(name: str, title: str, date: str, language: Language = Language.EN) -> Document:
    return replace(make_document(name, language, title, [(BlockKind.PARAGRAPH, 0, WORDS)]), date=date)


OLD, NEW = document("old", "Guide 2019", "May 2019"), document("new", "Guide 2024", "2024-03")


def kept(question: str, *documents: Document) -> list[str]:
    known = {each.id: each for each in documents}
    hits = [
        Hit(Passage(f"{key}:0", key, each.title, each.language, (), 0, len(WORDS), WORDS), 1.0)
        for key, each in known.items()
    ]
    found, _ = narrowed(Retrieved(tuple(hits), {}), question, known.get)
    return [hit.passage.document_id for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Within how many days must we reply?", "new"),
        ("What is the latest rule on replying?", "new"),
        ("Is the term still valid?", "new"),
        ("What was the term in 2020?", "old"),
        ("What was the term in 2018?", "old"),
        ("What is the term in 2024?", "new"),
        ("What did the previous version say?", "old"),
        ("Wat was vroeger de termijn?", "old"),
        ("Wat is nu de termijn?", "new"),
    ],
)
def test_the_edition_that_is_asked_for_answers(question: str, expected: str) -> None:
    assert kept(question, OLD, NEW) == [expected]
    assert kept(question, NEW, OLD) == [expected]


@pytest.mark.parametrize(
    "other",
    [
        document("other", "Another guide", "2024"),
        document("other", "Guide 2024", ""),
        document("other", "Guide 2024", "2019-05"),
        document("other", "Guide 2024", "2024", Language.NL),
    ],
)
def test_other_documents_are_no_editions(other: Document) -> None:
    assert kept("Within how many days must we reply?", OLD, other) == ["old", "other"] or other.date == "2019-05"


def test_the_other_editions_are_told_of() -> None:
    known = {"old": OLD, "new": NEW}
    hits = [
        Hit(Passage(f"{key}:0", key, each.title, each.language, (), 0, len(WORDS), WORDS), 1.0)
        for key, each in known.items()
    ]
    _, told = narrowed(Retrieved(tuple(hits), {}), "When must we reply?", known.get)
    assert (told["new"].used, told["new"].others) == ("2024-03", ("May 2019",))
