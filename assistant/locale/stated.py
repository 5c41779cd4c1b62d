"""What publishers state of documents (who they are) in a reader's language, where it is known what that is."""

from assistant.domain import Language
from assistant.locale import message

_KNOWN = ("ser",)


def publisher_in(stated: str, language: Language) -> str:
    """Return a publisher's name in a language; one that is not known is as it was stated."""
    for each in _KNOWN:
        names = {spoken: message(f"publishers.{each}", spoken) for spoken in Language}
        if stated in names.values():
            return names[language]
    return stated
