"""How much there is to read."""

from assistant.review.case import Case
from evals.cases.output import Output
from evals.metrics.score import Score, undefined


def answer_words(case: Case, output: Output) -> Score:
    """Number of words of an answer; refusals are left out."""
    if not output.answers:
        return undefined("refused")
    count = len(output.answer.text.split())
    return Score(float(count), f"{count} words")


def answer_sentences(case: Case, output: Output) -> Score:
    """Number of sentences shown as fact; refusals are left out."""
    if not output.answers:
        return undefined("refused")
    count = len(output.answer.sentences)
    return Score(float(count), f"{count} sentences")
