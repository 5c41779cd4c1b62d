from pathlib import Path

import pytest

from assistant.answering.extract import Extractor
from assistant.domain import BlockKind, Claim, Document, Language
from assistant.question.understand import understand
from assistant.search.retrieve import retrieve
from tests.fakes import DUTCH, ENGLISH, Lines, make_document
from tests.hash_encoder import HashEncoder
from tests.small_index import small_index

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
OTHER: Lines = [
    (HEADING, 1, "Weather"),
    (PARAGRAPH, 0, "Rain falls mainly in autumn. Snow is rare near the coast."),
]
PURPOSES: Lines = [
    *OTHER,
    (HEADING, 1, "Collaboration"),
    (PARAGRAPH, 0, "The collaboration may serve these purposes:"),
    (ITEM, 0, "Gathering knowledge"),
    (ITEM, 0, "Gaining legitimacy"),
    (ITEM, 0, "Promoting efficiency"),
]
ELEMENTS: Lines = [
    *OTHER,
    (HEADING, 1, "Dialogue"),
    (PARAGRAPH, 0, "A meaningful dialogue needs these elements:"),
    (HEADING, 2, "Openness"),
    (PARAGRAPH, 0, "Tell people beforehand what it is for."),
    (HEADING, 2, "Patience"),
    (PARAGRAPH, 0, "Take the time that others need."),
]
QUESTIONS: Lines = [
    *OTHER,
    (HEADING, 1, "Introduction"),
    (PARAGRAPH, 0, "Key questions to ask a partner include: Who trusts you? What are your goals? How large are you?"),
]
CONTRACT: Lines = [
    *OTHER,
    (HEADING, 1, "Advice"),
    (PARAGRAPH, 0, "Draft a memorandum with your partner. This lists roles, budgets and deadlines of both."),
]


def claims(folder: Path, documents: list[Document], question: str) -> list[Claim]:
    index = small_index(folder, documents)
    asked = understand(question, HashEncoder())
    found = retrieve(asked.query, index)
    composed = Extractor(index.document, index.passages_of, index.memory).compose(asked.query, asked.language, found)
    index.close()
    return composed


@pytest.mark.parametrize(
    ("lines", "question", "items"),
    [
        pytest.param(
            PURPOSES,
            "Which purposes may the collaboration serve?",
            ["Gathering knowledge", "Gaining legitimacy", "Promoting efficiency"],
            id="list items after a colon",
        ),
        pytest.param(
            ELEMENTS,
            "Which elements does a meaningful dialogue need?",
            ["Openness", "Patience"],
            id="headings after a colon",
        ),
        pytest.param(
            QUESTIONS,
            "Which key questions to ask a partner?",
            ["What are your goals?", "How large are you?"],
            id="questions in a row",
        ),
    ],
)
def test_a_list_is_given_whole_and_in_order(tmp_path: Path, lines: Lines, question: str, items: list[str]) -> None:
    document = make_document("d", Language.EN, "A document", lines)
    composed = claims(tmp_path, [document], question)
    assert [claim.text for claim in composed if claim.listed] == items
    assert not composed[0].listed  # what leads it in comes first


def test_a_sentence_that_leans_back_brings_the_one_before(tmp_path: Path) -> None:
    document = make_document("d", Language.EN, "A document", CONTRACT)
    composed = claims(tmp_path, [document], "Who lists roles, budgets and deadlines?")
    assert [claim.text for claim in composed] == [
        "Draft a memorandum with your partner. This lists roles, budgets and deadlines of both."
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Who buys from the same supplier?",
        "What did the company share beforehand?",
        "Wat deelde het bedrijf vooraf?",
        "What is influence?",
        "xyzzy?",
        "Take time for a dialogue",
    ],
)
def test_every_claim_is_a_slice_of_its_passage_and_of_its_document(tmp_path: Path, question: str) -> None:
    texts = {document.id: document.text for document in (ENGLISH, DUTCH)}
    for claim in claims(tmp_path, [ENGLISH, DUTCH], question):
        assert claim.passage.start <= claim.start < claim.end <= claim.passage.end
        assert claim.text.split() == texts[claim.passage.document_id][claim.start : claim.end].split()


def test_no_claim_is_made_twice(tmp_path: Path) -> None:
    composed = claims(tmp_path, [ENGLISH, DUTCH], "Why take time for a dialogue with a supplier?")
    places = [(claim.passage.document_id, claim.start) for claim in composed]
    assert len(set(places)) == len(places)


def test_headings_alone_are_not_an_answer(tmp_path: Path) -> None:
    document = make_document("d", Language.EN, "A document", [(HEADING, 1, "Influence"), (HEADING, 2, "Theory")])
    assert claims(tmp_path, [document], "What is influence in theory?") == []


def test_without_documents_there_is_no_claim(tmp_path: Path) -> None:
    assert claims(tmp_path, [], "Which purposes are there?") == []
