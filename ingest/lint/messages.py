"""What each check tells an author, in both languages: what was found, and what to do about it."""

from dataclasses import dataclass

from assistant.document import Why
from assistant.domain import Language
from assistant.errors import Reason
from assistant.locale import Texts
from assistant.locale.reasons import in_words as reason_in_words
from assistant.text.left_out import REASONS
from ingest.lint.kinds import Check


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one finding; those in braces are filled in."""

    what: str
    advice: str


Value = str | int | Language | Reason | Why | tuple[str, ...]  # a tuple holds keys of the manifest

FIELD_NAMES = Texts(dict[str, str], "lint_fields")
_LANGUAGE_NAMES = Texts(dict[Language, str], "lint_languages")

MESSAGES = Texts(dict[Check, Message], "lint")


def in_words(value: Value, language: Language) -> str | int:
    """Say a value in a language."""
    if isinstance(value, Language):
        return _LANGUAGE_NAMES[language][value]
    if isinstance(value, Reason):
        return reason_in_words(value, language)
    if isinstance(value, Why):
        return REASONS[language][value.value]
    if isinstance(value, tuple):
        return ", ".join(FIELD_NAMES[language][key] for key in value)
    return value
