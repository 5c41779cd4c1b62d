"""The texts of the API: the page that explains it, and its refusals, in both languages."""

from dataclasses import dataclass

from assistant.locale import Texts


@dataclass(frozen=True)
class ApiTexts:
    """The texts of one language; words in braces are filled in."""

    title: str
    intro: str
    token: str
    limit: str
    sent: str
    schema: str
    does: dict[str, str]
    faults: dict[str, str]


API_TEXTS = Texts(ApiTexts, "api")
