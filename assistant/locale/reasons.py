"""Why something cannot be done, in words: they are made where they are shown, in the language of who reads them."""

import re
from collections.abc import Callable
from errno import errorcode
from typing import TypeVar

from babel.numbers import format_decimal

from assistant.domain import Language
from assistant.errors import AssistantError, CorpusError, ReaderError, Reason, ReasonValue
from assistant.locale import message

Fault = TypeVar("Fault", bound=AssistantError)

_PLACE = re.compile(r"line (\d+),? col(?:umn)? (\d+)")
_KNOWN = ("EACCES", "ELOOP", "ENAMETOOLONG", "ENOENT", "ENOSPC", "EROFS")


def in_words(reason: Reason, language: Language) -> str:
    """Say a reason in a language."""
    values = {name: _said(value, language) for name, value in reason.values.items()}
    return message(f"reasons.{reason.key}", language, **values)


def told(error: AssistantError, language: Language) -> str:
    """Say what went wrong in a language; what only who runs the server can meet has English words alone."""
    return in_words(error.reason, language) if error.reason else str(error)


def reasoned(kind: Callable[[str, Reason], Fault], key: str, /, **values: ReasonValue) -> Fault:
    """Return an error with a reason from the catalogues; its message, for the log, is that in English."""
    reason = Reason(key, values)
    return kind(in_words(reason, Language.EN), reason)


def corpus_error(key: str, /, **values: ReasonValue) -> CorpusError:
    """Return the error that says what is wrong with the corpus."""
    return reasoned(CorpusError, key, **values)


def reader_error(key: str, /, **values: ReasonValue) -> ReaderError:
    """Return the error that says why a document cannot be read."""
    return reasoned(ReaderError, key, **values)


def reason_of(error: OSError) -> Reason:
    """Return why a file cannot be opened or written; what the system says is kept where there is no text of ours."""
    name = errorcode.get(error.errno or 0, "")
    if name in _KNOWN:
        return Reason(f"os.{name}")
    return Reason("os.other", {"said": error.strerror or str(error)})


def place_of(error: Exception) -> Reason:
    """Return where a parser of TOML or XML stopped; what it says of that is in English, and for the log."""
    if isinstance(error, UnicodeDecodeError):
        return Reason("no_utf8", {"line": str(error.object.count(b"\n", 0, error.start) + 1)})
    if found := [*_PLACE.finditer(str(error))]:
        return Reason("place", {"line": found[-1][1], "column": found[-1][2]})
    return Reason("at_end" if "end of document" in str(error) else "somewhere")


def _said(value: ReasonValue, language: Language) -> str:
    if isinstance(value, Reason):
        return in_words(value, language)
    if isinstance(value, tuple):
        return "; ".join(in_words(each, language) for each in value)
    return format_decimal(value, locale=language.value) if isinstance(value, int) else value
