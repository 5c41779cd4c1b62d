"""How an answer and a change are laid out for reviewers."""

from dataclasses import replace

from assistant.domain import Answer, AnswerStatus, Language, Sentence
from assistant.review.standing import Cause, Change
from assistant.review.verdict import Place
from assistant.web.review.desk.changed import Words, difference
from assistant.web.review.desk.said import Line, Piece, lines_of
from tests.fakes import ENGLISH, INFLUENCE, UNION, cite


def answer(text: str, *sentences: str) -> Answer:
    citations = (cite(ENGLISH, INFLUENCE, 1, ()), cite(ENGLISH, UNION, 2, ()))
    proven = tuple(Sentence(words, (number,)) for number, words in enumerate(sentences, start=1))
    return Answer("a", "How?", Language.EN, AnswerStatus.ANSWERED, text, proven, citations)


def test_the_documents_words_are_told_from_the_assistants_own() -> None:
    lines = lines_of(answer(f"They say:\n\n- {INFLUENCE} [1]\n- {UNION} [2]", INFLUENCE, UNION))
    assert lines == (
        Line("words", (Piece("They say:"),)),
        Line("item", (Piece(INFLUENCE, proven=True), Piece(number=1))),
        Line("item", (Piece(UNION, proven=True), Piece(number=2))),
    )


def test_a_number_in_a_documents_words_is_no_citation() -> None:
    (line,) = lines_of(answer("See note [1] there. [1]", "See note [1] there."))
    assert line.pieces == (Piece("See note [1] there.", proven=True), Piece(number=1))


def test_a_sentence_over_several_lines_is_proven_on_each() -> None:
    first, second = lines_of(answer("One and\ntwo. [1]", "One and\ntwo."))
    assert (first.pieces, second.pieces) == (
        (Piece("One and", proven=True),),
        (Piece("two.", proven=True), Piece(number=1)),
    )


def test_headings_and_bold_names_of_a_brief_lose_their_signs() -> None:
    heading, line = lines_of(answer(f"## Partners\n**Union**: {UNION} [2]", UNION))
    assert heading == Line("heading", (Piece("Partners"),))
    assert line.pieces == (Piece("Union: "), Piece(UNION, proven=True), Piece(number=2))


PLACE = Place("partners", "v", "p", 0, 24, "Report within two weeks.")


def test_a_change_is_shown_word_by_word() -> None:
    found = difference(
        Change(PLACE, Cause.CHANGED, "In short. Report within four weeks. Then wait."), "Rules", Language.EN
    )
    assert found.before == (Words("same", "Report within "), Words("removed", "two "), Words("same", "weeks."))
    assert found.now == (
        Words("around", "In short. "),
        Words("same", "Report within "),
        Words("added", "four "),
        Words("same", "weeks. "),
        Words("around", "Then wait."),
    )


def test_what_is_gone_leaves_only_what_it_was() -> None:
    found = difference(replace(Change(PLACE, Cause.GONE), now=""), "Rules", Language.EN)
    assert (found.gone, found.before, found.now) == (True, (Words("removed", PLACE.quote),), ())
