"""How an answer is laid out, with the real assistant on the real documents."""

import pytest

from assistant.answer import Assistant
from assistant.answering.shape.places import MORE, PLACE, is_example, name_of
from assistant.answering.talking.added import NOTHING_MORE
from assistant.body import PartKind
from assistant.domain import AnswerStatus, Language, Missing, Turn

EN, NL = Language.EN, Language.NL

CASES = (
    "What went wrong in the relation between a clothing company and its Indian supplier?",
    "Waar waren deelnemers aan de sessie van het kledingmerk ontevreden over?",
    "Which things did companies do wrong towards their partners?",
    "Wat leverde de dialoog met de Oeigoerse gemeenschap op?",
)
STORY = {
    EN: "We sell toys and buy them from nine factories in Vietnam. " * 8,
    NL: "We verkopen speelgoed en kopen dat in bij negen fabrieken in Vietnam. " * 8,
}


@pytest.mark.parametrize("question", CASES)
def test_what_is_told_of_a_case_stands_under_its_name(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    cited = {each.number: each for each in answer.citations}
    translator = assistant.translator(assistant.index.get())
    place, told = "", 0
    for part in answer.body:
        if part.kind is PartKind.HEADING:
            place = part.text if part.level == PLACE else ""
        elif part.is_fact and is_example(cited[part.citations[0]].heading_path):
            told += 1
            assert place == name_of(cited[part.citations[0]], answer.language, translator)
    assert told


def test_other_places_stand_apart_after_the_first(assistant: Assistant) -> None:
    answer = assistant.ask("How do we build trust with a partner in a production country?")
    levels = [part.level for part in answer.body if part.kind is PartKind.HEADING]
    assert levels in ([], [MORE, PLACE], [MORE, PLACE, PLACE])
    facts = [place for place, part in enumerate(answer.body) if part.is_fact]
    headings = [place for place, part in enumerate(answer.body) if part.kind is PartKind.HEADING]
    assert not headings or facts[0] < headings[0]


@pytest.mark.parametrize(
    ("language", "asked", "parts"),
    [
        (
            EN,
            "Who can bring us into contact with workers, how do we find other buyers of the same factory, "
            "and what colour is the moon?",
            ["workers", "buyers", "moon"],
        ),
        (
            NL,
            "Wie brengt ons in contact met arbeiders, hoe vinden we andere afnemers van dezelfde fabriek, "
            "en welke kleur heeft de maan?",
            ["arbeiders", "afnemers", "maan"],
        ),
    ],
)
def test_each_question_of_a_long_one_is_answered_or_named_as_open(
    assistant: Assistant, language: Language, asked: str, parts: list[str]
) -> None:
    answer = assistant.ask(STORY[language] + asked)
    headings = [place for place, part in enumerate(answer.body) if part.kind is PartKind.HEADING and part.level == 2]
    assert len(headings) == len(parts)
    sections = [answer.body[start:end] for start, end in zip(headings, [*headings[1:], None], strict=True)]
    assert all(word in section[0].text for word, section in zip(parts, sections, strict=True))
    assert [any(part.is_fact for part in section) for section in sections] == [True, True, False]
    assert any(part.kind is PartKind.NOTE for part in sections[-1])
    assert answer.status is AnswerStatus.PARTIAL


@pytest.mark.parametrize(
    ("question", "added", "language"),
    [
        ("Who can help us with hotels for a meeting abroad?", "and for India?", EN),
        ("Hoe vinden we andere afnemers van dezelfde fabriek?", "en voor boeren?", NL),
    ],
)
def test_what_a_follow_up_adds_and_nothing_speaks_of_is_named(
    assistant: Assistant, question: str, added: str, language: Language
) -> None:
    history = [Turn("user", question), Turn("assistant", assistant.ask(question).text)]
    answer = assistant.ask(added, history)
    assert answer.language is language
    assert answer.status in (AnswerStatus.PARTIAL, AnswerStatus.NO_EVIDENCE)
    word = added.rstrip("?").split()[-1]
    assert any(word in part.text for part in answer.body if not part.is_fact)


@pytest.mark.parametrize(("why", "word"), [("why?", "no more"), ("waarom?", "niet meer")])
def test_what_was_quoted_already_is_not_given_as_news(assistant: Assistant, why: str, word: str) -> None:
    question = {"why?": "What does a digital worker survey offer?", "waarom?": "Wat biedt een digitale enquête?"}[why]
    given = assistant.ask(question)
    answer = assistant.ask(why, [Turn("user", question), Turn("assistant", given.text)])
    repeats = all(part.text in given.text for part in answer.sentences)
    assert bool(answer.missing) or not repeats
    assert word in answer.text or answer.missing[:1] != (Missing(NOTHING_MORE),)


@pytest.mark.parametrize(
    ("wish", "language", "subject", "greeting"),
    [("write an email with this", EN, "Subject: ", "Dear"), ("maak er een mail van", NL, "Onderwerp: ", "Beste")],
)
def test_an_email_has_a_subject_a_greeting_and_the_sources(
    assistant: Assistant, wish: str, language: Language, subject: str, greeting: str
) -> None:
    question = {EN: "How do we find other buyers of the same factory?", NL: "Hoe vinden we andere afnemers?"}[language]
    history = [Turn("user", question), Turn("assistant", assistant.ask(question).text)]
    email = assistant.ask(wish, history)
    said = [part.text for part in email.body if not part.is_fact]
    assert any(text.startswith(subject) and text != subject.strip() for text in said)
    assert any(text.startswith(greeting) for text in said)
    assert all(any(each.url in text and each.title in text for text in said) for each in email.citations)
