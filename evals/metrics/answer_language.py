"""Whether the assistant speaks the language of the question."""

import re

from assistant.domain import Language
from assistant.review.case import Case
from evals.cases.output import Output
from evals.metrics.score import Score

_FUNCTION_WORDS = {
    Language.EN: "the and of to that which are not about with what this these from for you your it be can or as there "
    "on documents question found following nothing",
    Language.NL: "de het een en van dat die zijn niet over met wat deze dit uit voor je jouw er kan of als aan "
    "documenten vraag gevonden volgende niets",
}
_KNOWN = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


def answer_language(case: Case, output: Output) -> Score:
    """1 where the assistant's own words are in the language of the question; quotes keep their document's language."""
    declared = output.answer.language
    spoken = language_of(own_words(output)) or declared
    right = declared == case.language == spoken
    return Score(float(right), f"question {case.language}, answer {declared}, own words {spoken}")


def own_words(output: Output) -> str:
    """Return what the assistant says itself: its own words, and the sentences that a chat model wrote."""
    return "\n".join(part.text for part in output.answer.body if part.quote or not part.citations)


def language_of(text: str) -> Language | None:
    """Return the language with the most function words; None where neither leads."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {language: sum(word in known for word in words) for language, known in _KNOWN.items()}
    if counts[Language.EN] == counts[Language.NL]:
        return None
    return max(counts, key=lambda language: counts[language])
