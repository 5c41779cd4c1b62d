"""What the assistant says itself, around the documents' words."""

from assistant.domain import Language
from assistant.locale import message


def phrase(name: str, language: Language, **values: object) -> str:
    """Return a phrase in a language, its variables filled in."""
    return message(f"answer.{name}", language, **values)
