"""The texts of the page that explains the API, in both languages."""

from dataclasses import dataclass

from assistant.locale import Counted, Texts


@dataclass(frozen=True)
class ApiTexts:
    """The texts of one language; words in braces are filled in."""

    title: str
    intro: str
    token: str
    limit: Counted
    sent: str
    schema: str
    mcp: str
    errors: str
    errors_intro: str
    does: dict[str, str]


API_TEXTS = Texts(ApiTexts, "api")
