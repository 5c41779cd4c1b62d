"""The texts of the interface: a gettext catalogue a language, and how the code gets at them. No words are in the code.

A message's id tells where it stands and what it is (``account.log_in``); words in braces are filled in. Who needs many
states them as the fields of a dataclass and has them filled: ``TEXTS = Texts(AccountTexts, "account")``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import count, takewhile
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from babel.messages import Message
from babel.messages.pofile import read_po

from assistant.domain import Language

FOLDER = Path(__file__).parent
DOMAIN = "assistant"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counted:
    """A text that differs by a number: for English and Dutch, that of one thing and that of any other number."""

    one: str
    other: str

    def of(self, number: int, /, **values: object) -> str:
        """Return the text for a number of things, filled in."""
        return (self.one if number == 1 else self.other).format(**{"number": number} | values)


def path_of(language: Language) -> Path:
    """Return the file of a language's catalogue."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(language: Language) -> dict[str, str | Counted]:
    """Return the texts of a language by id, in the order of the file."""
    with path_of(language).open("rb") as lines:
        read = read_po(lines, locale=language.value, domain=DOMAIN)
    return dict(_entry(each) for each in read if each.id)


def _entry(read: Message) -> tuple[str, str | Counted]:
    if isinstance(read.id, str):
        return read.id, str(read.string)
    one, other = cast(tuple[str, str], read.string)
    return read.id[0], Counted(one, other)


def message(key: str, language: Language, /, **values: object) -> str:
    """Return a text in a language, its words in braces filled in.

    Raises:
        KeyError: where there is no such text, or a value is missing.
    """
    return cast(str, catalogue(language)[key]).format(**values)


def ids_under(name: str) -> tuple[str, ...]:
    """Return what comes after a name in the ids of texts that begin with it."""
    beginning = f"{name}."
    return tuple(key.removeprefix(beginning) for key in catalogue(Language.EN) if key.startswith(beginning))


class Texts(Mapping[Language, T], Generic[T]):
    """The texts of one part of the interface by language, in the shape of a dataclass or a dictionary.

    They are read when the first of them is asked for. ``str`` and ``Counted`` are a text each; a field that is a
    dataclass, a tuple or a dictionary has the texts under its id: by field, by number from 1, by key.
    """

    def __init__(self, shape: type[T], name: str) -> None:
        self.shape = shape
        self.name = name
        self._filled: dict[Language, T] = {}

    def __getitem__(self, language: Language) -> T:
        if language not in self._filled:
            self._filled[language] = cast(T, _fill(self.shape, self.name, catalogue(language)))
        return self._filled[language]

    def __iter__(self) -> Iterator[Language]:
        return iter(Language)

    def __len__(self) -> int:
        return len(Language)


def _fill(shape: Any, key: str, texts: Mapping[str, str | Counted]) -> object:
    if shape in (str, Counted):
        return texts[key]
    if is_dataclass(shape):
        hints = get_type_hints(shape)
        values = {each.name: _fill(hints[each.name], f"{key}.{each.name}", texts) for each in fields(shape)}
        return cast(Any, shape)(**values)
    inner = get_args(shape)
    if get_origin(shape) is tuple:
        numbered = (f"{key}.{number}" for number in count(1))
        return tuple(_fill(inner[0], each, texts) for each in takewhile(lambda one: _has(one, texts), numbered))
    names = inner[0] if issubclass(inner[0], Enum) else ids_under(key)
    found = ((name, f"{key}.{name.value if isinstance(name, Enum) else name}") for name in names)
    return {name: _fill(inner[1], each, texts) for name, each in found if _has(each, texts)}


def _has(key: str, texts: Mapping[str, str | Counted]) -> bool:
    return key in texts or any(each.startswith(f"{key}.") for each in texts)
