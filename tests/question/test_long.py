"""Long questions: every sentence counts, wherever it stands."""

import pytest

from assistant.answer import Assistant
from assistant.domain import Language
from assistant.question.query import LONG
from assistant.question.understand import LIMIT, PART, parts_of, understand
from tests.hash_encoder import HashEncoder

EN = Language.EN
STORY = "We sell bicycles in four shops and have been moving to a new office since last spring. "
ASKED = {
    Language.EN: "How do we build trust with a local organisation?",
    Language.NL: "Hoe bouw je vertrouwen op met een lokale partij?",
}
TOLD = {
    Language.EN: STORY,
    Language.NL: "Wij verkopen fietsen in vier winkels en verhuizen sinds vorig voorjaar naar een nieuw kantoor. ",
}


@pytest.mark.parametrize(
    "text",
    [STORY * 20, "word " * 700, "x" * 3_000, "Why? " * 300, "no end " * 60 + ". " + "a" * 500],
    ids=["sentences", "no sentences", "one word", "short ones", "mixed"],
)
def test_the_parts_of_a_long_question_hold_all_of_it(text: str) -> None:
    parts = parts_of(text, EN)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert max(map(len, parts)) <= PART


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{ASKED[EN]} And what does it cost?", [ASKED[EN][:-1], "what does it cost?"]),
        ("Who helps us, and how do we thank them?", ["Who helps us", "how do we thank them?"]),
        (STORY * 20 + ASKED[EN], [ASKED[EN]]),
        (
            STORY * 20 + "Who helps us, how do we begin, and what do we offer?",
            ["Who helps us", "how do we begin", "what do we offer?"],
        ),
    ],
)
def test_questions_in_one_are_looked_up_one_by_one(text: str, parts: list[str]) -> None:
    assert parts_of(text, EN) == parts


@pytest.mark.parametrize("text", ["", ASKED[EN], "x" * LONG])
def test_a_short_question_is_no_more_than_itself(text: str) -> None:
    assert parts_of(text, EN) == []


def test_a_long_question_has_a_vector_for_each_part_and_for_the_whole() -> None:
    text = " ".join(f"Shop number {number} sells bicycles and has moved to a new street." for number in range(20))
    query = understand(text, HashEncoder()).query
    assert len(query.vectors) == 1 + len(parts_of(text, EN)) > 5


@pytest.mark.parametrize("language", Language)
def test_the_last_sentence_of_the_longest_question_is_answered(assistant: Assistant, language: Language) -> None:
    told = TOLD[language]
    story = told * ((LIMIT - len(ASKED[language])) // len(told))
    alone = assistant.ask(ASKED[language])
    long = assistant.ask(story + ASKED[language])
    assert len(long.question) > LIMIT - len(told) - 1
    assert long.status.answers
    assert {each.passage_id for each in long.citations} & {each.passage_id for each in alone.citations}


def test_a_long_story_that_asks_nothing_of_the_documents_is_refused(assistant: Assistant) -> None:
    assert not assistant.ask(STORY * 40 + "Which colour suits the new shop?").status.answers
