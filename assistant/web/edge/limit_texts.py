"""What somebody is told who asks too much, when too many ask, or when something was away, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class LimitTexts:
    """The texts of one language."""

    too_many: str
    busy: str
    tries: str
    away: str
    no_search: str
    not_kept: str
    broken_off: str
    restarted: str


LIMIT_TEXTS = Texts(LimitTexts, "limits")
