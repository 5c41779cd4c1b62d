"""What exports say around the documents' words, in both languages."""

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from assistant.domain import Language


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; words in braces are filled in."""

    answer: str
    nearest: str
    sources: str
    page: str
    made: str
    disclaimer: str


TEXTS = {
    Language.EN: Texts(
        answer="Answer",
        nearest="Nearest passages (not an answer)",
        sources="Sources",
        page="page",
        made="Made on {date} from version {version} of the documents.",
        disclaimer="The quotes are those of the documents named; they are not legal advice.",
    ),
    Language.NL: Texts(
        answer="Antwoord",
        nearest="Dichtstbijzijnde passages (geen antwoord)",
        sources="Bronnen",
        page="pagina",
        made="Gemaakt op {date} uit versie {version} van de documenten.",
        disclaimer="De citaten komen uit de genoemde documenten; ze zijn geen juridisch advies.",
    ),
}

LANGUAGE_NAMES = {
    language: {other: str(Locale(language).languages[other]) for other in Language} for language in Language
}
"""What each language is called, by the language that is spoken."""


def shown_date(day: date, language: Language) -> str:
    """Return a date in words."""
    return format_date(day, "long", locale=language.value)
