"""What things are called on the pages for reviewers, in both languages."""

from dataclasses import dataclass

from assistant.domain import AnswerStatus, Fate
from assistant.locale import Texts
from assistant.review.risk import Reason
from assistant.review.ruling import RulingKind
from assistant.review.verdict import CitationVerdict, State, Verdict


@dataclass(frozen=True)
class Terms:
    """The terms of one language."""

    verdicts: dict[Verdict, str]
    citation_verdicts: dict[CitationVerdict, str]
    states: dict[State, str]
    statuses: dict[AnswerStatus, str]
    reasons: dict[Reason, str]
    rulings: dict[RulingKind, str]
    fates: dict[Fate, str]
    composers: dict[str, str]
    fallbacks: dict[str, str]
    reader_reasons: dict[str, str]


TERMS = Texts(Terms, "terms")
