"""The texts of the dashboard."""

from dataclasses import dataclass

from assistant.domain import AnswerStatus
from assistant.locale import Counted, Texts
from assistant.review.verdict import Verdict
from assistant.web.review.board.period import Period


@dataclass(frozen=True)
class BoardTexts:
    """The texts of one language; words in braces are filled in."""

    dashboard: str
    queue: str
    audit: str
    translations: str
    parts: str
    lead: str
    period: str
    periods: dict[Period, str]
    nothing: str
    nothing_help: str
    nothing_here: str
    statuses: dict[AnswerStatus, str]
    verdicts: dict[Verdict, str]
    rulings: dict[str, str]
    together: str
    right_share: str
    right_of: str
    right_none: str
    answers_given: str
    not_answered: str
    off_topic_beside: Counted
    checked_given: str
    good_share: str
    good_of: str
    good_none: str
    agreement: str
    agreement_of: str
    agreement_none: str
    quality: str
    quality_help: str
    half_reviewed: str
    review_rest: str
    review_them: str
    none_sampled: str
    none_reviewed: str
    between: str
    quality_picture: str
    quality_point: str
    endings: str
    endings_help: str
    endings_picture: str
    missing: str
    missing_help: str
    missing_none: str
    missing_more: str
    missing_words: str
    missing_letter: str
    missing_confirmed: str
    missing_unreviewed: str
    missing_judged: str
    asked: Counted
    last_asked: str
    documents: str
    documents_help: str
    most_cited: str
    never_cited: str
    never_cited_none: str
    none_cited: str
    more_documents: str
    gone: str
    feedback: str
    feedback_help: str
    feedback_kinds: dict[str, str]
    feedback_none: str
    feedback_picture: str
    bar_point: str
    models: str
    models_help: str
    models_sum: str
    models_first: str
    models_cost: str
    reviewing: str
    reviewing_help: str
    in_use: str
    out_of_use: str
    rulings_none: str
    as_table: str
    download: str


BOARD_TEXTS = Texts(BoardTexts, "board")
