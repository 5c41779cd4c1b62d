"""What is missing for an answer, with the real assistant on the real documents."""

import pytest

from assistant.answer import Assistant
from assistant.body import PartKind
from assistant.domain import AnswerStatus, Missing
from assistant.question.asked_for import Kind


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does a stakeholder dialogue with factory workers cost on average?", "give no amount of money"),
        ("Wat is de prijs van een training over stakeholderdialoog?", "noemen hiervoor geen bedrag"),
        ("What does the guidance say about dialogue with workers in Vietnam?", "do not mention Vietnam"),
        ("Wat schrijft de SER over stakeholders in Brazilië?", "noemen Brazilië niet"),
        ("What percentage of stakeholder dialogues succeed?", "give no percentage"),
        ("Hoe heet de directeur van de leverancier uit de casus van het kledingmerk?", "noemen de naam"),
    ],
)
def test_what_is_missing_is_named_beside_what_is_nearest(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status in (AnswerStatus.NO_EVIDENCE, AnswerStatus.PARTIAL)
    assert said in answer.text
    assert answer.missing
    assert len(answer.nearest or answer.citations) >= 1


def test_a_question_answered_in_one_part_is_partial_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("Who can arrange local transport for a dialogue abroad, and what does that cost per day?")
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.sentences
    assert (answer.body[0].kind, answer.missing) == (PartKind.NOTE, (Missing(Kind.MONEY),))
    assert answer.text.startswith("The documents give no amount of money")


def test_the_place_of_ones_own_case_is_context(assistant: Assistant) -> None:
    answer = assistant.ask(
        "We buy shoes in Vietnam and want to hear from the workers. Which organisations can help us?"
    )
    assert answer.sentences
    assert "Vietnam" not in answer.text


@pytest.mark.parametrize("question", ["Which four pilots are there?", "Welke vier pilots zijn er?"])
def test_headings_that_a_sentence_counts_are_given_as_its_list(assistant: Assistant, question: str) -> None:
    listed = [each.quote for each in assistant.ask(question).citations if each.quote.startswith("Pilot ")]
    assert len(listed) == 4


@pytest.mark.parametrize(
    "question", ["For which purposes can you collaborate?", "Voor welke doelen kun je samenwerken?"]
)
def test_the_whole_list_is_given_where_a_list_is_asked_for(assistant: Assistant, question: str) -> None:
    quotes = [each.quote for each in assistant.ask(question).citations]
    assert quotes[1:] == [
        "Gathering knowledge or verifying information",
        "Accessing a network of relevant stakeholders to enhance inclusion",
        "Organising and coordinating the logistics of an in-person dialogue",
        "Receiving advice on the approach or follow-up to the dialogue",
        "Increasing influence during or after the dialogue",
        "Gaining social acceptance and legitimacy",
        "Promoting efficiency",
    ]
