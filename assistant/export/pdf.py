"""A paper as an accessible PDF (PDF/UA-1), set by Typst; what it says is data to the template, never markup."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from assistant.body import between, lines
from assistant.export.paper import Paper

_TEMPLATE = Path(__file__).with_name("paper.typ")


def write(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF file, the same for the same paper."""
    made = datetime(paper.made.year, paper.made.month, paper.made.day, tzinfo=UTC)
    return bytes(
        typst.compile(
            _template(),
            sys_inputs={"paper": json.dumps(asdict(paper) | {"lines": _lines(paper)}, default=str)},
            ignore_system_fonts=True,  # the embedded ones are free and the same everywhere
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    )


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
