"""A paper as an accessible PDF (PDF/UA-1), set by Typst; what it says is data to the template, never markup."""

import json
import unicodedata
from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from assistant.body import between, lines
from assistant.export.paper import Paper
from assistant.locale import message

_TEMPLATE = Path(__file__).with_name("paper.typ")
_PROBE = b"""#set document(title: "x")
#set text(font: "Libertinus Serif")
#title()
#let sign = sys.inputs.sign
#par(sign + strong(sign) + emph(sign))
"""
_LAST_EUROPEAN = "\u052f"  # of Latin, Greek and Cyrillic
PLACEHOLDER = "□"


def write(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF file, the same for the same paper.

    The embedded fonts have the scripts of Europe, Hebrew, Arabic and Devanagari, but not those of East Asia, nor emoji:
    what cannot be shown is replaced, and a line at the end says so.
    """
    values = asdict(paper) | {"lines": _lines(paper)}
    try:
        return _compiled(values, paper)
    except typst.TypstError:
        used = dict.fromkeys(json.dumps(values, default=str, ensure_ascii=False))
        lacking = {sign for sign in used if not _has_glyph(sign)}
        if not lacking:  # something else is wrong
            raise
        values["colophon"] = (*paper.colophon, message("export.lacking", paper.language))
    try:
        return _compiled(_without(values, lacking), paper)
    except typst.TypstError:  # a sign that fits only where its neighbours are of its own script
        return _compiled(_without(values, lacking | {sign for sign in used if sign > _LAST_EUROPEAN}), paper)


def _compiled(values: dict[str, Any], paper: Paper) -> bytes:
    made = datetime(paper.made.year, paper.made.month, paper.made.day, tzinfo=UTC)
    return bytes(
        typst.compile(
            _template(),
            sys_inputs={"paper": json.dumps(values, default=str)},
            ignore_system_fonts=True,  # the embedded ones are free and the same everywhere
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    )


@lru_cache(maxsize=10_000)
def _has_glyph(sign: str) -> bool:
    """Tell whether a character can be shown after another: only Typst knows its fonts, and tells by failing."""
    try:
        typst.compile(_PROBE, sys_inputs={"sign": f"a{sign}"}, ignore_system_fonts=True, pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def _stand_in(sign: str) -> str:
    """Return what is shown for a character; one that only changes the one before it is left out."""
    return "" if unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"} else PLACEHOLDER


def _without(values: dict[str, Any], lacking: Collection[str]) -> dict[str, Any]:
    replaced: dict[str, Any] = _replaced(values, str.maketrans({sign: _stand_in(sign) for sign in lacking}))
    return replaced


def _replaced(value: Any, signs: dict[int, str]) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(each, signs) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(each, signs) for each in value]
    return value.translate(signs) if isinstance(value, str) else value


def _lines(paper: Paper) -> list[list[dict[str, Any]]]:
    """Return the lines of the body, each part with what stands between it and the one before it on its line."""
    return [
        [
            asdict(part) | {"words": part.words, "between": between(before, part)}
            for before, part in zip((None, *line), line, strict=False)
        ]
        for line in lines(paper.body)
    ]


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
