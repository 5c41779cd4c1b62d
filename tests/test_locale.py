"""The catalogues: whole in each language, filled in alike, and no text that nobody shows."""

import ast
import re
import string
from http import HTTPStatus

import pytest

from assistant.domain import Language
from assistant.locale import Counted, catalogue, message, path_of
from assistant.settings import PROJECT

ENGLISH, DUTCH = catalogue(Language.EN), catalogue(Language.NL)


class Shown(ast.NodeVisitor):
    """What code may show a text by: an attribute, a word of a string, or an id that is put together."""

    def __init__(self) -> None:
        self.words = {status.name.lower() for status in HTTPStatus}  # the API names its refusals so
        self.begins: set[str] = set()
        self.ends: set[str] = set()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.words.add(node.attr)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.words |= set(re.findall(r"[\w-]+", node.value))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        first, last = node.values[0], node.values[-1]
        if isinstance(first, ast.Constant) and str(first.value).endswith("_"):
            self.begins.add(str(first.value))
        if isinstance(last, ast.Constant) and str(last.value).startswith("_"):
            self.ends.add(str(last.value))
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring shows nothing
            self.generic_visit(node)

    def shows(self, part: str) -> bool:
        """Tell whether a part of an id is a word, or one that a fixed beginning or end makes of a word."""
        rests = [part.removeprefix(begin) for begin in self.begins if part.startswith(begin)]
        rests += [part.removesuffix(end) for end in self.ends if part.endswith(end)]
        return part in self.words or any(rest in self.words for rest in rests)


def shown_by_the_code() -> Shown:
    shown = Shown()
    for path in (path for folder in ("assistant", "ingest") for path in sorted((PROJECT / folder).rglob("*"))):
        if path.suffix == ".py":
            shown.visit(ast.parse(path.read_text(encoding="utf-8")))
        elif path.suffix in (".html", ".js", ".jsx", ".toml"):
            shown.words |= set(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return shown


def forms(text: str | Counted) -> tuple[str, ...]:
    return (text.one, text.other) if isinstance(text, Counted) else (text,)


def filled_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_each_language_has_every_text_in_the_same_order() -> None:
    assert list(ENGLISH) == list(DUTCH)


@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty_or_waits_for_a_translator(language: Language) -> None:
    assert [key for key, text in catalogue(language).items() if not all(map(str.strip, forms(text)))] == []
    assert "fuzzy" not in path_of(language).read_text(encoding="utf-8")


def test_the_same_words_are_filled_in_in_both_languages() -> None:
    def differs(key: str) -> bool:
        english, dutch = forms(ENGLISH[key]), forms(DUTCH[key])
        return len(english) != len(dutch) or filled_in(english[-1]) != filled_in(dutch[-1])

    assert [key for key in ENGLISH if differs(key)] == []


def test_every_text_is_shown_by_something() -> None:
    shown = shown_by_the_code()
    parts = {key: [part for part in re.findall(r"[\w-]+", key) if not part.isdigit()] for key in ENGLISH}
    assert [key for key in ENGLISH if not all(map(shown.shows, parts[key]))] == []


def test_a_text_is_asked_for_by_an_id_that_there_is_with_all_that_is_filled_in() -> None:
    assert message("question.long", Language.NL, length=5000, limit=4000).startswith("De vraag telt 5000 tekens")
    with pytest.raises(KeyError):
        message("question.nonsense", Language.EN)
    with pytest.raises(KeyError):
        message("question.long", Language.EN)


@pytest.mark.parametrize(("number", "told"), [(0, "0 times"), (1, "once"), (2, "2 times"), (21, "21 times")])
def test_a_number_chooses_the_form(number: int, told: str) -> None:
    asked = ENGLISH["board.asked"]
    assert isinstance(asked, Counted)
    assert asked.of(number) == told
