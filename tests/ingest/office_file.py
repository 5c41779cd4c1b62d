"""PowerPoint, Excel and OpenDocument files made for a test."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pptx

from tests.ingest.word_file import zipped

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("presentation", "presentation"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def slides(fill: Callable[[Any], None]) -> bytes:
    deck, data = pptx.Presentation(), io.BytesIO()
    fill(deck)
    deck.save(data)
    return data.getvalue()


def book(fill: Callable[[Any], None]) -> bytes:
    made, data = openpyxl.Workbook(), io.BytesIO()
    fill(made)
    made.save(data)
    return data.getvalue()


def opened(body: str, styles: str = "", kind: str = "text") -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})
