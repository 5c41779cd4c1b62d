import pytest

from assistant.domain import Language
from assistant.errors import QuestionError
from assistant.question.understand import LIMIT, clean, understand
from tests.hash_encoder import HashEncoder


@pytest.mark.parametrize(
    ("question", "cleaned"),
    [
        ("  Who?\n\n Why?\t", "Who? Why?"),
        ("Who\0 is\x1b[31m it?", "Who is [31m it?"),
        ("cafe\u0301", "café"),
        ("left\u202eright\u200f", "left right"),
        ("lone \ud800 half", "lone half"),
        ("\u200b\ufeff", ""),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_a_question_is_cleaned_of_what_nobody_sees(question: str, cleaned: str) -> None:
    assert clean(question) == cleaned


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\0", "\u200b"])
def test_an_empty_question_is_said_in_both_languages(question: str) -> None:
    with pytest.raises(QuestionError, match=r"question is empty.*vraag is leeg"):
        understand(question, HashEncoder())


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("dialogue about trust ", "The question has .* characters"),
        ("gesprek over vertrouwen ", "De vraag telt .* tekens"),
    ],
)
def test_a_far_too_long_question_is_said_in_its_language_with_the_limit(word: str, message: str) -> None:
    with pytest.raises(QuestionError, match=f"{message}.* {LIMIT}"):
        understand(word * 1_000, HashEncoder())


def test_the_words_that_carry_meaning_weigh_more() -> None:
    asked = understand("How do we build trust?", HashEncoder())
    assert asked.language is Language.EN
    how, do, we, build, trust = asked.query.weights.tolist()
    assert max(how, do, we) < min(build, trust)
