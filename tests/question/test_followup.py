import pytest

from assistant.domain import Language, Turn
from assistant.question.followup import asks_on, standalone

EN, NL = Language.EN, Language.NL
TRUST = "How do we build trust with a local organisation?"
VERTROUWEN = "Hoe bouw je vertrouwen op met een lokale organisatie?"


def after(*questions: str) -> list[Turn]:
    return [turn for question in questions for turn in (Turn("user", question), Turn("assistant", "An answer."))]


@pytest.mark.parametrize(
    "question",
    [
        "Why?",
        "What about NGOs?",
        "Give an example.",
        "And how long does it take them?",
        "Which companies have the best experience with that?",
    ],
)
def test_an_english_follow_up_is_joined_to_the_question_before_it(question: str) -> None:
    assert standalone(question, after(TRUST)).text == f"{TRUST} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "Waarom?",
        "En vakbonden?",
        "Geef eens een voorbeeld.",
        "Hoe lang duurt dat?",
        "Welke bedrijven hebben goede ervaringen daarmee?",
        "Bij welke organisatie vraag je die aan?",
    ],
)
def test_a_dutch_follow_up_is_joined_to_the_question_before_it(question: str) -> None:
    assert standalone(question, after(VERTROUWEN)).text == f"{VERTROUWEN} {question}"


def test_a_chain_of_follow_ups_reaches_back_to_the_question_that_stands_alone() -> None:
    found = standalone("And why?", after("What is a pilot project for?", TRUST, "What about NGOs?"))
    assert found.text == f"{TRUST} What about NGOs? And why?"


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    question = "Which partners help with logistics for a meeting abroad?"
    assert standalone(question, after(TRUST)).text == question


def test_without_history_nothing_is_joined() -> None:
    assert standalone("And why?", []).text == "And why?"


def test_another_language_asks_the_question_before_it_again() -> None:
    assert standalone("And in Dutch?", after(TRUST)) == standalone("en in het Nederlands?", after(TRUST))
    found = standalone("And in Dutch?", after(TRUST))
    assert (found.text, found.language) == (TRUST, NL)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("translate that into Dutch", NL),
        ("Translate your last answer to Dutch please", NL),
        ("vertaal dat naar het Engels", EN),
        ("vertaal het antwoord naar het Engels", EN),
        ("Must we translate the survey into Dutch?", EN),
        ("Moeten we de enquête naar het Engels vertalen?", NL),
    ],
)
def test_whoever_asks_for_a_translation_gets_that_language(said: str, language: Language) -> None:
    assert standalone(said, after(TRUST)).language is language


def test_what_the_assistant_said_is_not_taken_for_a_question() -> None:
    assert standalone("Why?", [Turn("assistant", TRUST)]).text == "Why?"


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Tell me more about the third one.", "Share results"),
        ("Explain number two", "Ask early"),
        ("En de laatste?", "Share results"),
        ("Leg tip 1 eens uit", "Be clear"),
    ],
)
def test_an_item_of_the_list_that_was_given_is_meant(question: str, item: str) -> None:
    given = "These are the tips: [1]\n\n- Be clear [2]\n- Ask early [3]\n- Share results [4]"
    history = [Turn("user", "Which tips are there for partners?"), Turn("assistant", given)]
    assert standalone(question, history).text == item


def test_an_item_that_the_list_does_not_have_is_not_made_up() -> None:
    history = [Turn("user", TRUST), Turn("assistant", "- Be clear [1]\n- Ask early [2]")]
    assert standalone("And the fifth?", history).text == f"{TRUST} And the fifth?"


@pytest.mark.parametrize(
    "question",
    [
        "What do NGOs expect from companies in return for their help?",
        "Why is transparency important in a dialogue?",
        "Wat zijn de belangrijkste redenen om lokale experts in te schakelen?",
        "Hoe vinden we vakbonden die werknemers vertrouwen?",
        "Welke tips zijn er voor samenwerking met partners in productielanden?",
    ],
)
def test_a_new_question_in_a_running_conversation_is_not_joined(question: str) -> None:
    assert standalone(question, after(TRUST)).text == question
    assert standalone(question, after(VERTROUWEN)).text == question


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("why?", True),
        ("And why is that?", True),
        ("Can you give me an example?", True),
        ("and if that doesn't work?", True),
        ("waarom dan?", True),
        ("geef eens een voorbeeld", True),
        ("En als dat niet lukt?", True),
        ("nog meer?", True),
        ("Why do NGOs want to work with us?", False),
        ("and for trade unions?", False),
        ("waarom een vakbond?", False),
        ("als dat niet in ons beleid staat, mag het dan?", False),
    ],
)
def test_who_wants_more_of_the_same_is_told_from_who_asks_something(question: str, wants: bool) -> None:
    assert asks_on(question) is wants


@pytest.mark.parametrize("question", ["Thanks!", "ok great", "Bedankt!", "dank je wel"])
def test_a_courtesy_does_not_ask_the_question_before_it_again(question: str) -> None:
    assert standalone(question, after(TRUST)).text == question
