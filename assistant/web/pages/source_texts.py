"""The texts about versions and translations on a document's page, in both languages."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.locale import Counted, Texts
from assistant.proof.versions import Standing


@dataclass(frozen=True)
class SourceTexts:
    """The texts of one language."""

    standings: dict[Standing, str]
    to_newest: str
    back: str
    find: str
    find_do: str
    found: Counted
    found_none: str
    left_out: str
    left_out_none: str
    left_out_kind: str
    version_lost: str
    translated: str
    set_aside: str
    in_language: dict[Language, str]


SOURCE_TEXTS = Texts(SourceTexts, "source")
