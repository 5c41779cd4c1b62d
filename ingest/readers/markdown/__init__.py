"""Reads Markdown: CommonMark with tables, footnotes, definition lists and front matter."""

import re
import tomllib
from datetime import date
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from assistant.domain import Language
from assistant.locale.reasons import reader_error
from ingest.readers.characters.decode import decode
from ingest.readers.content import Content, Piece, Reader
from ingest.readers.html.main import drop_unseen
from ingest.readers.html.page import parse
from ingest.readers.html.walk import read_pieces
from ingest.readers.lines import tidy
from ingest.readers.markdown.dialects import as_commonmark
from ingest.readers.omissions import LeftOut
from ingest.readers.particulars import address, day, language_named
from ingest.readers.structure import Particulars, to_content

_SAMPLE = 20_000
_LONGEST_FRONT_MATTER = 20_000
_DEEPEST = 80  # levels of quotes; a list takes two; unclosed brackets take time for each
_LARGEST = 2 * 1024 * 1024
_LANGUAGE = ("language", "lang", "taal")
_DATE = ("date", "datum", "published", "updated")
_TOML = re.compile(r"\ufeff?\s*\+\+\+[ \t]*\n(.{0,20000}?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_ADDRESS = ("url", "canonical", "canonical_url", "source", "permalink")


def sample(data: bytes) -> str:
    """Return the beginning of a Markdown file, as it is written."""
    return decode(data)[:_SAMPLE]


def read(data: bytes, language: Language) -> Content:
    """Read a Markdown file; HTML inside of it is read as on a web page, nothing of it is run or fetched.

    Raises:
        ReaderError: it is empty, too large, or not text.
    """
    if len(data) > _LARGEST:
        raise reader_error("markdown.large")
    left_out = LeftOut()
    source, said = _without_toml(decode(data))
    tokens, env = _parse(as_commonmark(source, left_out))
    return to_content(_pieces(tokens, env, left_out), _particulars(said or _said(tokens)), left_out)


def _parse(source: str) -> tuple[list[Token], dict[str, Any]]:
    env: dict[str, Any] = {}
    tokens = _parser().parse(source, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise reader_error("file.deep", levels=_DEEPEST // 2)
    return tokens, env


def _pieces(tokens: list[Token], env: dict[str, Any], left_out: LeftOut) -> list[Piece]:
    parser = _parser()
    root = parse(f"<body>{parser.renderer.render(tokens, parser.options, env)}</body>")
    drop_unseen(root, left_out)
    return read_pieces(root)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)


def _without_toml(source: str) -> tuple[str, dict[str, Any]]:
    """Return a text without the front matter in TOML that it may begin with, and what that says."""
    found = _TOML.match(source)
    if found is None:
        return source, {}
    try:
        return source[found.end() :], tomllib.loads(found[1])
    except (tomllib.TOMLDecodeError, RecursionError):
        return source, {}


def _said(tokens: list[Token]) -> dict[Any, Any]:
    """Return what the front matter in YAML says."""
    matter = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        said = yaml.safe_load(matter) if len(matter) <= _LONGEST_FRONT_MATTER else None
    except (yaml.YAMLError, RecursionError, ValueError):
        said = None
    return said if isinstance(said, dict) else {}


def _particulars(said: dict[Any, Any]) -> Particulars:
    fields = {str(key).casefold(): _words(value) for key, value in said.items()}
    return Particulars(
        title=tidy(fields.get("title", "") or fields.get("titel", "")),
        language=next(filter(None, (language_named(fields.get(key, "")) for key in _LANGUAGE)), None),
        date=next(filter(None, (day(fields.get(key, "")) for key in _DATE)), ""),
        url=next(filter(None, (address(fields.get(key, "")) for key in _ADDRESS)), ""),
    )


def _words(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else ""


READER = Reader(sample, read)
