"""Answers from some documents only: nothing else is quoted, and the answer says so."""

import pytest

from assistant.answer import Assistant
from assistant.answering.phrases import phrase
from assistant.contract import answer_json
from assistant.domain import AnswerStatus, Language
from assistant.errors import UnknownDocument
from assistant.proof.provenance import read_answer

CASE = "casus-stakeholderdialoog-kledingmerk"
PILOTS = "pilots-betekenisvolle-dialoog"
ASKED = [
    ("What did the clothing brand do to hear critical voices?", CASE),
    ("Welke pilots voert de SER uit?", PILOTS),
    ("Waarom moet het management meedoen?", CASE),
]


@pytest.mark.parametrize(("question", "document"), ASKED)
def test_where_the_answer_stands_it_is_given_and_elsewhere_it_is_refused(
    assistant: Assistant, question: str, document: str
) -> None:
    whole = assistant.ask(question)
    here = assistant.within([document]).ask(question)
    assert here.status.answers
    assert here.status is whole.status
    assert {each.quote for each in here.citations} & {each.quote for each in whole.citations}
    for other in {CASE, PILOTS} - {document}:
        refused = assistant.within([other]).ask(question)
        assert refused.status is AnswerStatus.NO_EVIDENCE
        assert {each.document_id for each in refused.nearest} <= {other}


def test_the_answer_names_the_documents_and_is_recalled_with_them(assistant: Assistant) -> None:
    answer = assistant.within([PILOTS]).ask(ASKED[1][0])
    title = next(each.title for each in assistant.documents() if each.id == PILOTS)
    assert answer.body[-1].text == phrase("scope", Language.NL, titles=f"“{title}”")
    assert answer.scope == read_answer(answer_json(answer)).scope == (PILOTS,)


def test_a_greeting_is_not_looked_up_anywhere(assistant: Assistant) -> None:
    assert assistant.within([CASE]).ask("Good morning!").scope == ()


def test_search_and_suggestions_stay_within(assistant: Assistant) -> None:
    limited = assistant.within([CASE])
    assert {each.document_id for each in limited.search("dialogue").passages} == {CASE}
    answer = limited.ask(ASKED[0][0])
    for question in limited.suggest(answer):
        assert {each.document_id for each in assistant.ask(question).citations} == {CASE}


def test_without_a_choice_all_documents_are_meant(assistant: Assistant) -> None:
    assert assistant.within([]) is assistant


def test_what_is_not_in_service_is_named(assistant: Assistant) -> None:
    with pytest.raises(UnknownDocument, match="There is no document 'nowhere'"):
        assistant.within([CASE, "nowhere"]).ask("How?")
