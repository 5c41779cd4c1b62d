import math
from dataclasses import replace

import pytest
from evals.metrics.measures import METRICS

from assistant.body import Part, PartKind
from assistant.domain import AnswerStatus, Language
from assistant.review.case import Gold
from evals.metrics.answer_language import answer_language, own_words
from evals.metrics.answer_length import answer_sentences, answer_words
from evals.metrics.citation_precision import citation_precision
from evals.metrics.citation_recall import citation_recall
from evals.metrics.correct import correct
from evals.metrics.fact_recall import fact_recall, holds, normalised
from evals.metrics.false_answer import false_answer
from evals.metrics.latency import latency
from evals.metrics.passage_match import passage_match
from evals.metrics.quote_validity import quote_validity
from evals.metrics.status_match import status_match
from evals.metrics.wrongful_refusal import wrongful_refusal
from tests.evals.samples import (
    ASK,
    DAGEN,
    MERK,
    NGO,
    PARTNERS,
    PAY,
    REFUSAL,
    UNION,
    cite,
    make_case,
    make_output,
    refuse,
)

CASE = make_case()
PARTLY = (cite("Ask a local trade union."), cite("Pay for the advice that you get.", PAY, number=2))


def test_a_quote_in_a_gold_passage_matches_even_beside_the_snippet() -> None:
    assert passage_match(CASE, make_output(cite("It knows the workers."))).value == 1


def test_a_quote_of_another_passage_does_not_match() -> None:
    assert passage_match(CASE, make_output(cite("Pay for the advice that you get.", PAY))).value == 0


def test_a_refusal_of_an_answerable_question_matches_nothing() -> None:
    assert passage_match(CASE, refuse()).value == 0


def test_citation_precision_is_the_share_of_cited_sentences_that_touch_gold() -> None:
    score = citation_precision(CASE, make_output(*PARTLY))
    assert (score.value, score.explanation) == (0.5, "1 of 2 cited sentences; not gold: [2]")


def test_citation_precision_takes_a_list_and_its_lead_in_as_one() -> None:
    answer = make_output(cite("These can help you:", PARTNERS), cite("a sector organisation", PARTNERS, number=2))
    assert citation_precision(make_case(gold=(NGO,)), answer).value == 1


def test_citation_precision_is_undefined_where_nothing_is_cited() -> None:
    assert not citation_precision(CASE, refuse()).defined


def test_a_sentence_with_two_quotes_is_right_when_one_of_them_is() -> None:
    output = make_output(*PARTLY)
    (first, _) = output.answer.sentences
    joined = replace(output, answer=replace(output.answer, body=(replace(first, citations=(2, 1)),)))
    assert citation_precision(CASE, joined).value == 1


def test_citation_recall_is_the_share_of_needs_that_are_quoted() -> None:
    case = make_case(gold=(ASK, NGO), needs=((0,), (1,)))
    assert citation_recall(case, make_output(cite("Ask a local trade union."))).value == 0.5


def test_without_needs_any_gold_covers_the_whole_question() -> None:
    assert citation_recall(CASE, make_output(cite("Het merk vroeg de vakbond om raad.", MERK))).value == 1


@pytest.mark.parametrize(("shift", "valid"), [(0, 1.0), (1, 0.0), (-1, 0.0)])
def test_a_quote_is_valid_only_at_its_own_offsets(shift: int, valid: float) -> None:
    assert quote_validity(CASE, make_output(cite("local trade union", shift=shift))).value == valid


def test_quotes_beside_a_refusal_are_checked_too() -> None:
    refusal = refuse()
    shown = replace(refusal, answer=replace(refusal.answer, nearest=(cite("trade union", shift=2),)))
    assert quote_validity(REFUSAL, shown).value == 0


def test_a_quote_of_an_unknown_document_is_not_valid() -> None:
    assert quote_validity(CASE, make_output(replace(cite("trade union"), document_id="gone"))).value == 0


def test_fact_recall_counts_a_fact_in_any_of_its_wordings() -> None:
    case = make_case(facts=(("vakbond", "trade union"), ("an NGO",)))
    score = fact_recall(case, make_output(text="Ask a **Trade Union**. [1]"))
    assert (score.value, score.explanation) == (0.5, "1 of 2 facts; missing: an NGO")


def test_a_refusal_tells_no_fact_whatever_its_words() -> None:
    assert fact_recall(CASE, make_output(status=AnswerStatus.NO_EVIDENCE, text="Nothing on a trade union.")).value == 0


@pytest.mark.parametrize(
    ("text", "wording", "held"),
    [
        ("vakbonden helpen", "vakbond", True),
        ("there are 12 members", "12", True),
        ("there are 120 members", "12", False),
        ("there are 312 members", "12", False),
        ("it costs 1.250 euro", "250", False),
        ("in 2024.", "2024", True),
        ("the worker\u2019s\nrights", "worker's rights", True),
        ("multi\u2011stakeholder", "multi-stakeholder", True),
        ("Een **vakbond** [2] helpt", "vakbond helpt", True),
    ],
)
def test_a_wording_is_found_whatever_the_typography_but_not_inside_a_number(
    text: str, wording: str, held: bool
) -> None:
    assert holds(normalised(text), wording) is held


@pytest.mark.parametrize("status", [AnswerStatus.ANSWERED, AnswerStatus.PARTIAL])
def test_answering_what_must_be_refused_is_a_false_answer(status: AnswerStatus) -> None:
    assert false_answer(REFUSAL, make_output(status=status)).value == 1


@pytest.mark.parametrize("status", [AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC])
def test_either_refusal_is_no_false_answer(status: AnswerStatus) -> None:
    assert false_answer(REFUSAL, refuse(status)).value == 0


@pytest.mark.parametrize("status", [AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC, AnswerStatus.ERROR])
def test_not_answering_what_can_be_answered_is_a_wrongful_refusal(status: AnswerStatus) -> None:
    assert wrongful_refusal(CASE, refuse(status)).value == 1


def test_refusing_and_answering_are_counted_on_the_cases_that_call_for_them() -> None:
    assert math.isnan(false_answer(CASE, make_output()).value)
    assert math.isnan(wrongful_refusal(REFUSAL, refuse()).value)


def test_a_partial_question_wants_a_partial_answer() -> None:
    case = make_case(status=AnswerStatus.PARTIAL)
    assert status_match(case, make_output(status=AnswerStatus.PARTIAL)).value == 1
    assert status_match(case, make_output()).value == 0


def test_a_quote_in_another_language_is_not_the_assistants_own() -> None:
    output = make_output(cite("De dialoog duurde drie dagen.", DAGEN), text="The documents say:")
    assert own_words(output).split() == ["The", "documents", "say:"]
    assert answer_language(CASE, output).value == 1


def test_a_lead_in_in_the_wrong_language_is_seen() -> None:
    assert answer_language(CASE, make_output(text="Dit staat er over in de documenten.")).value == 0


def test_an_answer_that_takes_the_question_for_another_language_is_seen() -> None:
    assert answer_language(CASE, make_output(text="12", language=Language.NL)).value == 0


def test_length_counts_words_and_sentences_of_answers_only() -> None:
    told = ("Ask a union.", "Pay it.")
    output = make_output(body=tuple(Part(PartKind.SENTENCE, words, Language.EN) for words in told))
    assert (answer_words(CASE, output).value, answer_sentences(CASE, output).value) == (5, 2)
    assert not answer_words(CASE, refuse()).defined


def test_latency_is_what_was_measured() -> None:
    assert latency(CASE, replace(make_output(), wall_ms=12.5)).value == 12.5


def test_a_case_is_correct_when_it_is_found_quoted_and_told() -> None:
    assert correct(CASE, make_output(cite("Ask a local trade union."))).value == 1
    assert correct(CASE, refuse()).explanation == "the gold was found, the answer is no_evidence"


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_explains_itself_for_an_answer_and_a_refusal(metric: object) -> None:
    scores = [metric.score(case, output) for case in (CASE, REFUSAL) for output in (make_output(*PARTLY), refuse())]  # type: ignore[attr-defined]
    assert all(score.explanation for score in scores)


def test_a_gold_snippet_that_is_nowhere_is_held_by_no_passage() -> None:
    output = make_output(cite("Ask a local trade union."))
    assert output.corpus.holders(Gold("guide", "not there")) == frozenset()
    assert output.corpus.holders(ASK) == {UNION.id}
