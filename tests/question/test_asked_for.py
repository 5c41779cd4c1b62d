import pytest

from assistant.domain import Language
from assistant.question.asked_for import Kind, asked_for, asked_list, asks_for_questions, questions_in

EN, NL = Language.EN, Language.NL


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        (EN, "How much does a workshop cost?", Kind.MONEY),
        (NL, "Wat kost zo'n training per deelnemer?", Kind.MONEY),
        (EN, "What percentage of members agreed?", Kind.PERCENTAGE),
        (NL, "Hoeveel procent was het eens?", Kind.PERCENTAGE),
        (EN, "How many months did it take?", Kind.DURATION),
        (NL, "Hoe lang duurde het overleg?", Kind.DURATION),
        (EN, "In which year was it founded?", Kind.DATE),
        (NL, "Sinds wanneer bestaat het netwerk?", Kind.DATE),
        (EN, "What is the name of the factory?", Kind.NAME),
        (NL, "Hoe heet de directeur?", Kind.NAME),
        (EN, "In which countries are they active?", Kind.PLACE),
        (NL, "In welk land ligt de mijn?", Kind.PLACE),
        (EN, "How many members take part?", Kind.NUMBER),
        (NL, "Hoeveel leden doen mee?", Kind.NUMBER),
    ],
)
def test_a_question_says_what_kind_of_thing_it_asks_for(language: Language, question: str, kind: Kind) -> None:
    found = asked_for(question, language)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (EN, "When is trust easier to build?"),
        (EN, "Should we offer compensation?"),
        (EN, "Which organisations can help us?"),
        (EN, "How do we cope with tight deadlines?"),
        (NL, "Wie kan ons helpen met de logistiek?"),
        (NL, "Hoe bouw je vertrouwen op?"),
    ],
)
def test_other_questions_ask_for_nothing_in_particular(language: Language, question: str) -> None:
    assert asked_for(question, language) is None


def test_the_counted_word_is_told() -> None:
    question = "How many of the factories joined?"
    found = asked_for("And how many factories joined?", EN)
    assert found is not None
    assert found.counted == (13, 22)
    assert asked_for(question, EN) is not None


@pytest.mark.parametrize(
    ("language", "question", "listed"),
    [
        (EN, "Which conditions make it work?", "conditions"),
        (EN, "Name the three main risks.", "three main risks"),
        (NL, "Welke voorwaarden gelden er?", "voorwaarden"),
        (NL, "Noem alle stappen.", "stappen"),
    ],
)
def test_a_question_for_a_list_says_what_is_to_be_listed(language: Language, question: str, listed: str) -> None:
    span = asked_list(question, language)
    assert span is not None
    assert question[slice(*span)] == listed


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        (EN, "What should we ask a new supplier?", True),
        (NL, "Welke vragen stel je een nieuwe leverancier?", True),
        (EN, "Whom should we ask for help?", False),
        (NL, "Wie vraag je om hulp?", False),
    ],
)
def test_a_question_for_questions_is_told_apart(language: Language, question: str, expected: bool) -> None:
    assert asks_for_questions(question, language) is expected


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        (EN, "Who can help, and what does it cost?", ["Who can help", "what does it cost?"]),
        (NL, "Wie kan helpen en hoeveel kost dat?", ["Wie kan helpen", "hoeveel kost dat?"]),
        (EN, "Who can help and advise us?", ["Who can help and advise us?"]),
    ],
)
def test_a_question_of_two_parts_is_split(language: Language, question: str, expected: list[str]) -> None:
    assert [question[slice(*part)] for part in questions_in(question, language)] == expected


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (EN, "What does a workshop cost? Thanks a lot."),
        (EN, "What fine is there for not asking anybody, can you tell me?"),
        (NL, "Wat kost een training? Alvast bedankt."),
        (NL, "Hoeveel boete krijg je dan, kun je dat zeggen?"),
    ],
)
def test_what_stands_behind_a_question_is_no_second_one_to_answer(language: Language, question: str) -> None:
    assert len(questions_in(question, language)) == 1
