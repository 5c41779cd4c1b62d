"""Why something cannot be done is said in both languages: each reason in the code has its text, filled in whole."""

import ast
import string
import tomllib
from collections.abc import Callable, Iterator

import pytest

from assistant.domain import Language
from assistant.errors import Reason
from assistant.locale import catalogue
from assistant.locale.reasons import corpus_error, in_words, place_of, reason_of, told
from assistant.settings import PROJECT

RAISING = {"corpus_error": 0, "reader_error": 0, "reasoned": 1}  # at which place the key is
SHOWN = {"CorpusError", "ReaderError"}


@pytest.fixture(scope="module")
def sources() -> dict[str, ast.Module]:
    """The code, by its path."""
    return {
        path.relative_to(PROJECT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for folder in ("assistant", "ingest")
        for path in sorted((PROJECT / folder).rglob("*.py"))
    }


def filled_in(key: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(catalogue(Language.EN)[f"reasons.{key}"])) if name}


def calls(source: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


def reasons(source: ast.AST) -> Iterator[tuple[str, set[str] | None]]:
    """Yield the keys that stand in the code as words, each with the names of what is filled in where these do too."""
    for name, call in calls(source):
        place = RAISING.get(name, 0)
        if name not in {*RAISING, "Reason"} or not isinstance(key := call.args[place], ast.Constant):
            continue
        if name in RAISING:
            yield str(key.value), {each.arg or "" for each in call.keywords}
        elif len(call.args) == 1:
            yield str(key.value), set()
        else:
            values = call.args[1]
            names = {str(getattr(each, "value", "")) for each in values.keys} if isinstance(values, ast.Dict) else None
            yield str(key.value), names


def test_each_reason_has_its_text_with_what_is_filled_in(sources: dict[str, ast.Module]) -> None:
    named = [(path, *found) for path, source in sources.items() for found in reasons(source)]
    assert len(named) > 80
    assert [(path, key) for path, key, _ in named if f"reasons.{key}" not in catalogue(Language.NL)] == []
    assert [(path, key, names) for path, key, names in named if names is not None and names != filled_in(key)] == []


def test_what_is_wrong_with_documents_is_raised_with_a_reason_only(sources: dict[str, ast.Module]) -> None:
    made = {path for path, source in sources.items() if SHOWN & {name for name, _ in calls(source)}}
    assert made <= {"assistant/locale/reasons.py"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "glossary.csv, line 7: an empty term under 'nl'; and 1,200 more. Correct it and ingest again."),
        (Language.NL, "glossary.csv, regel 7: een lege term onder 'nl'; en nog 1.200. Verbeter dat en lees de "),
    ],
)
def test_reasons_within_reasons_and_numbers_are_said_in_the_language(language: Language, said: str) -> None:
    under = Reason("glossary.under", {"fault": Reason("glossary.empty"), "language": "nl"})
    faults = (Reason("line", {"line": "7", "fault": under}), Reason("more", {"count": 1200}))
    assert told(corpus_error("table.fault", file="glossary.csv", faults=faults), language).startswith(said)


def test_braces_in_a_name_are_words() -> None:
    assert in_words(Reason("file.empty", {"file": "{path}.txt"}), Language.NL).startswith("{path}.txt is leeg.")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "dat mag niet; controleer de rechten"),
        (OSError(110, "Connection timed out"), "Connection timed out"),
        (OSError("odd"), "odd"),
    ],
)
def test_what_the_system_says_is_kept_where_there_is_no_text_of_ours(error: OSError, said: str) -> None:
    assert in_words(reason_of(error), Language.NL) == said


def broken(parse: Callable[[str], object], text: str) -> Reason:
    try:
        parse(text)
    except ValueError as error:
        return place_of(error)
    raise AssertionError("it is not broken")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (broken(tomllib.loads, "a = 1\nb = ?\n"), "regel 2, teken 5"),
        (broken(tomllib.loads, "a"), "aan het eind"),
        (broken(lambda text: text.encode("latin-1").decode(), "a\nb\né"), "regel 3: dit is geen UTF-8"),
        (broken(int, "x"), "ergens erin"),
    ],
)
def test_where_a_parser_stopped_is_said_in_the_language(reason: Reason, said: str) -> None:
    assert in_words(reason, Language.NL) == said
