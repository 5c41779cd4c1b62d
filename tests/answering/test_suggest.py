"""Questions to go on with: near the answer, new, and answered by the documents at the place that is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answering.suggest import Suggester
from assistant.body import said
from assistant.domain import Answer, AnswerStatus, Citation, Language, Passage, Turn
from assistant.search.groups import Group, Place, Sample
from assistant.search.ports import Likeness, Resemblance
from assistant.text.memory import Memory, Origin, Translated, unit_key
from tests.fakes import DUTCH, ENGLISH, cite
from tests.hash_encoder import HashEncoder

PLACES = {
    "How do several companies reach more?": "Together with other companies you reach more.",
    "Which buyers are worth looking for?": "Look for companies that buy from the same supplier.",
    "Whom do we contact near the factory?": "Contact a local trade union or NGO.",
    "What is discussed before the start?": "Discuss expectations before you start.",
    "Why does one firm change little?": "A single company often has little influence",
}
SO = said("So.", Language.EN)
INFLUENCE = cite(ENGLISH, "Joint influence makes change possible.", 1, ())
ANSWER = Answer("1", "How do we get influence?", Language.EN, AnswerStatus.ANSWERED, SO, citations=(INFLUENCE,))


@dataclass
class Known:
    """An index that holds known questions, each in a passage of its own; all are alike."""

    texts: Sequence[str] = tuple(PLACES)
    language: Language = Language.EN
    version: str = "v1"
    headings: Sequence[Passage] = ()
    translated: Mapping[str, str] = field(default_factory=dict)
    above: tuple[str, ...] = ()

    def memory(self, document_id: str, language: Language) -> Memory:
        units = {unit_key(text): Translated(words, Origin.PERSON) for text, words in self.translated.items()}
        return Memory(document_id, language, units)

    def known_questions(self) -> tuple[Sample, ...]:
        return tuple(
            Sample(
                Group.KNOWN,
                str(row),
                self.language,
                text,
                places=(Place(f"p{row}", ENGLISH.text.index(PLACES.get(text, "Tips"))),),
            )
            for row, text in enumerate(self.texts)
        )

    def resembles(self, vector: NDArray[np.float32]) -> Resemblance:
        places = (place for each in self.known_questions() for place in each.places)
        return Resemblance(places=tuple(Likeness(place.passage_id, place.start, 0.5) for place in places))

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        text = ENGLISH.text[:9]
        held = {each.id: each for each in self.headings}
        made = {
            key: Passage(key, "partners", ENGLISH.title, Language.EN, self.above, 0, 9, text)
            for key in ids
            if key[0] == "p"
        }
        return made | {key: held[key] for key in ids if key in held}


@dataclass
class Asked:
    """Answers a known question with the words of its place, unless it is told otherwise."""

    unanswered: Sequence[str] = ()
    elsewhere: Sequence[str] = ()
    questions: list[str] = field(default_factory=list)

    def __call__(self, question: str) -> Answer:
        self.questions.append(question)
        status = AnswerStatus.NO_EVIDENCE if question in self.unanswered else AnswerStatus.ANSWERED
        place = INFLUENCE if question in self.elsewhere else cite(ENGLISH, PLACES[question], 1, ())
        return Answer("2", question, Language.EN, status, SO, citations=(place,))


def suggested(
    answer: Answer = ANSWER, *history: Turn, index: Known | None = None, ask: Asked | None = None
) -> tuple[str, ...]:
    return Suggester().suggest(answer, history, index or Known(), encoder=HashEncoder(), ask=ask or Asked())


def test_three_near_questions_are_suggested() -> None:
    assert suggested() == tuple(PLACES)[:3]


def test_what_the_assistant_itself_does_not_answer_is_not_suggested() -> None:
    first, second, *others = PLACES
    assert suggested(ask=Asked(unanswered=[first], elsewhere=[second])) == tuple(others)


def test_what_the_answer_shows_already_is_not_suggested() -> None:
    first, *others = PLACES
    shown = replace(ANSWER, citations=(cite(ENGLISH, PLACES[first], 1, ()),))
    assert suggested(shown) == tuple(others)[:3]


@pytest.mark.parametrize("asked", [next(iter(PLACES)), "several COMPANIES reach"])
def test_what_was_asked_before_is_not_suggested_in_these_or_other_words(asked: str) -> None:
    assert suggested(ANSWER, Turn("user", asked), Turn("assistant", "So."))[0] == tuple(PLACES)[1]


def test_no_two_suggestions_ask_nearly_the_same() -> None:
    alike = ["Whom do we contact near the factory?", "Whom do we contact at the factory?"]
    ask = Asked()
    assert suggested(index=Known(alike), ask=ask) == tuple(alike[:1])
    assert ask.questions == alike[:1]


@pytest.mark.parametrize("text", ["list of purposes", "Why?", "And what about that one?"])
def test_what_is_no_question_that_stands_alone_is_not_suggested(text: str) -> None:
    assert suggested(index=Known([text])) == ()


@pytest.mark.parametrize("above", [("A purpose",), ("Practical example",)])
def test_what_leans_on_a_case_is_suggested_to_who_has_seen_it(above: tuple[str, ...]) -> None:
    index = Known(["Whom do we contact near the factory?", "Which buyers are worth looking for?"], above=above)
    is_case = above == ("Practical example",)
    assert suggested(index=index) == tuple(index.texts[1 if is_case else 0 :])
    shown = replace(INFLUENCE, heading_path=above)
    seen = Turn("assistant", "So.", (shown,))
    assert suggested(ANSWER, Turn("user", "Hm?"), seen, index=index) == tuple(index.texts)


@pytest.mark.parametrize("status", [AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC, AnswerStatus.ERROR])
def test_nothing_is_suggested_after_a_refusal(status: AnswerStatus) -> None:
    assert suggested(replace(ANSWER, status=status)) == ()


def test_questions_of_another_language_are_not_suggested() -> None:
    assert suggested(index=Known(language=Language.NL)) == ()


def test_a_question_is_checked_once_for_each_version_of_the_corpus() -> None:
    suggester, ask = Suggester(), Asked()
    for version in ("v1", "v1", "v2"):
        suggester.suggest(ANSWER, (), Known(version=version), encoder=HashEncoder(), ask=ask)
    assert ask.questions == [*tuple(PLACES)[:3]] * 2


def test_without_known_questions_headings_that_ask_are_suggested() -> None:
    heading = "Whom do we contact near the factory?"
    start = ENGLISH.text.index(PLACES[heading])
    found = Passage("h1", "partners", ENGLISH.title, Language.EN, ("Tips", heading), start, start + 9, "")
    dutch = replace(found, id="h2", language=Language.NL, document_id=DUTCH.id)
    answer = replace(ANSWER, retrieved=("h2", "h1", "gone"))
    assert suggested(answer, index=Known((), headings=(found, dutch))) == (heading,)


def test_a_heading_in_another_language_is_suggested_in_translation() -> None:
    heading, dutch = "Whom do we contact near the factory?", "Met wie nemen we bij de fabriek contact op?"
    start = ENGLISH.text.index(PLACES[heading])
    found = Passage("h1", "partners", ENGLISH.title, Language.EN, ("Tips", heading), start, start + 9, "")
    answer = replace(ANSWER, language=Language.NL, retrieved=("h1",))

    def ask(question: str) -> Answer:
        return Answer(
            "2", question, Language.NL, AnswerStatus.ANSWERED, SO, citations=(cite(ENGLISH, PLACES[heading], 1, ()),)
        )

    index = Known((), headings=(found,), translated={heading: dutch})
    assert Suggester().suggest(answer, (), index, encoder=HashEncoder(), ask=ask) == (dutch,)


def test_the_place_must_be_in_the_document_that_is_quoted() -> None:
    def ask(question: str) -> Answer:
        elsewhere: Citation = replace(cite(ENGLISH, PLACES[question], 1, ()), document_id="other")
        return Answer("2", question, Language.EN, AnswerStatus.ANSWERED, SO, citations=(elsewhere,))

    assert Suggester().suggest(ANSWER, (), Known(), encoder=HashEncoder(), ask=ask) == ()
