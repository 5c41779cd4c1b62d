"""The texts of the page on which an answer is judged, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.locale import Texts
from assistant.review.verdict import Verdict
from assistant.web.review.desk.queue_texts import Key


@dataclass(frozen=True)
class JudgingTexts:
    """The texts of one language; words in braces are filled in."""

    to_queue: str
    question: str
    conversation: str
    own_file: str
    reader: str
    assistant: str
    wordings: str
    answer: str
    proven_legend: str
    on: str
    dropped: str
    fallback: str
    feedback: str
    positive: str
    dissatisfied: str
    of_citation: str
    details: str
    made_by: str
    model: str
    corpus: str
    prompts: str
    scores: str
    unused: str
    unused_hint: str
    nearest: str
    sources: str
    no_sources: str
    score: str
    not_in_service: str
    citation_question: str
    use_quote: str
    used: str
    changed: str
    changed_hint: str
    before: str
    now: str
    nothing_now: str
    gone: str
    in_use: str
    your_verdict: str
    whole: str
    does: dict[Verdict, str]
    does_brief: str
    stale: str
    alone: str
    alone_hint: str
    question_in: dict[Language, str]
    other_hint: dict[Language, str]
    note: str
    note_hint: str
    save: str
    save_again: str
    skip: str
    keys: tuple[Key, ...]


JUDGING_TEXTS = Texts(JudgingTexts, "judging")
