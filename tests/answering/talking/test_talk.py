"""What is said beside answers, with the real assistant on the real documents."""

import pytest

from assistant.answer import Assistant
from assistant.answering.talking.added import NOTHING_MORE
from assistant.answering.talking.rework import is_letter
from assistant.body import PartKind
from assistant.domain import Answer, AnswerStatus, Composer, Language, Turn

EN, NL = Language.EN, Language.NL
ASKED = {EN: "How do we build trust with a local organisation?", NL: "Hoe bouw je vertrouwen op met een lokale partij?"}


def after(assistant: Assistant, question: str) -> tuple[list[Turn], Answer]:
    """Return the turns of a question and its answer."""
    given = assistant.ask(question)
    return [Turn("user", question), Turn("assistant", given.text)], given


@pytest.mark.parametrize(
    ("said", "language"),
    [("Good morning!", EN), ("goedemorgen", NL), ("thx a lot", EN), ("dankjewel hoor", NL), ("wat kun je", NL)],
)
def test_small_talk_gets_words_of_our_own_in_its_language_and_no_quotes(
    assistant: Assistant, said: str, language: Language
) -> None:
    answer = assistant.ask(said)
    assert (answer.status, answer.composer, answer.language) == (AnswerStatus.ASSISTANT, Composer.ITSELF, language)
    assert (answer.citations, answer.nearest) == ((), ())


def test_who_asks_for_the_documents_gets_their_titles(assistant: Assistant) -> None:
    answer = assistant.ask("Which sources do you use?")
    listed = [part.text for part in answer.body if part.kind is PartKind.ITEM]
    assert len(listed) == len(assistant.documents())


def test_a_greeting_before_a_question_does_not_hide_it(assistant: Assistant) -> None:
    answer = assistant.ask("Hi there, who can help us reach factory workers abroad?")
    assert answer.status.answers


@pytest.mark.parametrize(("wanted", "language"), [("make it shorter", EN), ("kan het korter", NL)])
def test_the_last_answer_can_be_had_shorter_and_says_nothing_new(
    assistant: Assistant, wanted: str, language: Language
) -> None:
    history, given = after(assistant, ASKED[language])
    shorter = assistant.ask(wanted, history)
    assert shorter.composer == Composer.REWORK
    assert {each.quote for each in shorter.citations} <= {each.quote for each in given.citations}
    assert len(shorter.sentences) <= len(given.sentences)


@pytest.mark.parametrize(
    ("question", "said"),
    [("Why may our influence on a supplier be limited?", "shorter"), ("Waarom is onze invloed soms klein?", "korter")],
)
def test_a_long_quote_is_cut_to_one_of_its_sentences_and_no_further(
    assistant: Assistant, question: str, said: str
) -> None:
    history, given = after(assistant, question)
    for _ in range(4):  # each time there is less to read
        shorter = assistant.ask(said, history)
        if shorter.composer == Composer.ITSELF:
            break
        assert len(shorter.text) < len(given.text)
        history, given = [*history, Turn("user", said), Turn("assistant", shorter.text)], shorter
    assert (shorter.status, shorter.composer) == (AnswerStatus.ASSISTANT, Composer.ITSELF)
    (cited,) = given.citations
    document = next(each for each in assistant.documents() if each.id == cited.document_id)
    assert document.text[cited.start : cited.end] == cited.quote
    assert cited.quote.count(". ") == 0
    assert given.sentences[0].text == cited.shown


@pytest.mark.parametrize(
    ("question", "said", "there_is_more"),
    [
        ("Wie kan ons helpen om informatie van een leverancier te controleren?", "waarom?", True),
        ("Wie kan ons helpen om informatie van een leverancier te controleren?", "en als dat niet lukt?", True),
        ("Who can help us to verify information from a supplier?", "can you give an example?", True),
        ("Hoe krijg ik meer invloed bij mijn leverancier?", "waarom?", False),
    ],
)
def test_who_asks_on_is_told_something_else_first_or_that_there_is_no_more(
    assistant: Assistant, question: str, said: str, there_is_more: bool
) -> None:
    history, given = after(assistant, question)
    again = assistant.ask(said, history)
    assert again.status.answers
    assert (again.sentences[0].text not in given.text) is there_is_more
    assert any(each.kind == NOTHING_MORE for each in again.missing) is not there_is_more


@pytest.mark.parametrize(
    ("said", "language"), [("hoi", NL), ("hallo", NL), ("bedankt", NL), ("hey", EN), ("thanks", EN)]
)
def test_a_word_alone_is_greeted_in_its_language_and_not_asked_about(
    assistant: Assistant, said: str, language: Language
) -> None:
    answer = assistant.ask(said)
    assert (answer.language, [part for part in answer.body if part.kind is PartKind.ITEM]) == (language, [])


def test_the_last_answer_can_be_had_as_a_list_and_as_a_draft_with_its_sources(assistant: Assistant) -> None:
    history, given = after(assistant, ASKED[EN])
    listed = assistant.ask("put that in bullet points", history)
    assert {part.kind for part in listed.body if part.citations} == {PartKind.ITEM}
    draft = assistant.ask("write an email to my manager with this", history)
    assert [each.quote for each in draft.citations] == [each.quote for each in given.citations]
    assert given.citations[0].title in draft.text
    title, subject = draft.body[0], draft.body[1]
    assert is_letter(draft)
    assert (title.kind, title.level) == (PartKind.HEADING, 1)
    assert ASKED[EN] not in draft.text
    assert subject.text.removeprefix("Subject: ") == title.text.removeprefix("E-mail: ")


def test_the_last_answer_can_be_had_in_the_other_language(assistant: Assistant) -> None:
    history, given = after(assistant, ASKED[EN])
    dutch = assistant.ask("in het Nederlands graag", history)
    assert (dutch.language, dutch.composer) == (NL, Composer.REWORK)
    assert [each.quote for each in dutch.citations] == [each.quote for each in given.citations]


@pytest.mark.parametrize("wanted", ["make it shorter", "kan dat in een mailtje"])
def test_with_nothing_before_there_is_nothing_to_rework(assistant: Assistant, wanted: str) -> None:
    answer = assistant.ask(wanted)
    assert (answer.status, answer.sentences) == (AnswerStatus.ASSISTANT, ())


@pytest.mark.parametrize("question", ["What is the weather like in Rome?", "Wie won het songfestival?"])
def test_a_complete_question_on_another_subject_is_not_joined_to_the_last(assistant: Assistant, question: str) -> None:
    history, _ = after(assistant, ASKED[EN])
    answer = assistant.ask(question, history)
    assert (answer.status, answer.standalone) == (AnswerStatus.OFF_TOPIC, question)


def test_thanks_after_an_answer_do_not_repeat_it(assistant: Assistant) -> None:
    history, _ = after(assistant, ASKED[NL])
    assert assistant.ask("bedankt!", history).status is AnswerStatus.ASSISTANT
