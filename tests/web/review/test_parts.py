"""How an answer and a change are laid out for reviewers."""

from dataclasses import replace

from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, Language
from assistant.review.changes import Cause, Change
from assistant.review.verdict import Place
from assistant.web.review.desk.changed import Words, difference
from assistant.web.review.desk.said import Line, Piece, lines_of
from tests.fakes import ENGLISH, INFLUENCE, UNION, cite


def answer(*body: Part) -> Answer:
    citations = (cite(ENGLISH, INFLUENCE, 1, ()), cite(ENGLISH, UNION, 2, ()))
    return Answer("a", "How?", Language.EN, AnswerStatus.ANSWERED, body, citations)


def part(words: str, *numbers: int, kind: PartKind = PartKind.SENTENCE, lead: str = "", joined: bool = False) -> Part:
    return Part(kind, words, Language.EN, numbers, lead=lead, joined=joined)


def test_the_documents_words_are_told_from_the_assistants_own() -> None:
    lines = lines_of(
        answer(
            *said("They say:", Language.EN),
            part(INFLUENCE, 1, kind=PartKind.ITEM),
            part(UNION, 2, kind=PartKind.ITEM),
        )
    )
    assert lines == (
        Line("words", (Piece("They say:"),)),
        Line("item", (Piece(INFLUENCE, proven=True), Piece(number=1))),
        Line("item", (Piece(UNION, proven=True), Piece(number=2))),
    )


def test_a_number_in_a_documents_words_is_no_citation() -> None:
    (line,) = lines_of(answer(part("See note [1] there.", 1)))
    assert line.pieces == (Piece("See note [1] there.", proven=True), Piece(number=1))


def test_a_sentence_over_several_lines_is_proven_as_a_whole() -> None:
    (line,) = lines_of(answer(part("One and\ntwo.", 1)))
    assert line.pieces == (Piece("One and\ntwo.", proven=True), Piece(number=1))


def test_sentences_of_one_paragraph_and_an_item_with_what_explains_it_are_a_line_each() -> None:
    first, second = lines_of(
        answer(
            part("One.", 1),
            part("Two.", 2, joined=True),
            part("Three", 1, kind=PartKind.ITEM),
            part("is more.", 2, kind=PartKind.ITEM, joined=True),
        )
    )
    assert [piece.text for piece in first.pieces] == ["One.", "", " ", "Two.", ""]
    assert [piece.text for piece in second.pieces] == ["Three", "", " – ", "is more.", ""]


def test_headings_and_bold_names_of_a_brief_lose_their_signs() -> None:
    heading, line = lines_of(answer(part("Partners", kind=PartKind.HEADING), part(UNION, 2, lead="Union")))
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
