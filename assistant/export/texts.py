"""What exports say around the documents' words, in both languages."""

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from assistant.domain import Language
from assistant.locale import Texts


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """The texts of one language; words in braces are filled in."""

    answer: str
    nearest: str
    sources: str
    page: str
    made: str
    disclaimer: str


TEXTS = Texts(PaperTexts, "export")

LANGUAGE_NAMES = {
    language: {other: str(Locale(language).languages[other]) for other in Language} for language in Language
}
"""What each language is called, by the language that is spoken."""


def shown_date(day: date, language: Language) -> str:
    """Return a date in words."""
    return format_date(day, "long", locale=language.value)
