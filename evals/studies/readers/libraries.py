"""PDF libraries by themselves, to compare with: the text that each gives without any help."""

import io
from collections.abc import Callable
from importlib import import_module
from typing import Any

from assistant.errors import AssistantError


def _pdfminer(data: bytes) -> str:
    return str(_library("pdfminer.high_level", "pdfminer.six").extract_text(io.BytesIO(data)))


def _pdfplumber(data: bytes) -> str:
    with _library("pdfplumber", "pdfplumber").open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def _pypdfium2(data: bytes) -> str:
    document = _library("pypdfium2", "pypdfium2").PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


LIBRARIES: dict[str, Callable[[bytes], str]] = {
    "pdfminer.six": _pdfminer,
    "pdfplumber": _pdfplumber,
    "pypdfium2": _pypdfium2,
}


def _library(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise AssistantError(f"{package} is not installed. Run: pip install {package}") from None
