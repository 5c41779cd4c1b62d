"""The texts about what became of a verdict, and about the verdicts of others, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class OutcomeTexts:
    """The texts of one language; words in braces are filled in."""

    saved: str
    undo: str
    take_back: str
    undone: str
    not_undone: str
    conflict: str
    conflict_hint: str
    not_saved: str
    faults: dict[str, str]
    lost: str
    verdicts: str
    by_you: str
    disagree: str
    third: str
    you_third: str
    replaced: str
    taken_back: str
    earlier: str
    picked: str
    noted: str
    revision: str


OUTCOME_TEXTS = Texts(OutcomeTexts, "outcome")
