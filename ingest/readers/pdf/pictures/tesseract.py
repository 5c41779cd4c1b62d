"""Tesseract, run as a process of its own: what is installed of it, and what it reads on a picture."""

import shutil
import subprocess
from functools import cache

from assistant.domain import Language

PACKAGES = "tesseract-ocr, tesseract-ocr-nld, tesseract-ocr-eng"
_NAMES = {Language.EN: "eng", Language.NL: "nld"}
_QUICK = 20  # seconds to say what is installed
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}  # several threads take longer on one page than one


@cache
def installed() -> tuple[str, ...]:
    """Return our languages that Tesseract can read here by its own names; none where it is not installed."""
    said = _run(["--list-langs"], b"", _QUICK).decode("utf-8", "replace").split()
    return tuple(name for name in _NAMES.values() if name in said)


@cache
def edition() -> str:
    """Return what a reading depends on: the version and the languages, empty where there is none."""
    version = _run(["--version"], b"", _QUICK).decode("utf-8", "replace").partition("\n")[0]
    return f"{version} {' '.join(installed())}" if installed() else ""


def recognised(picture: bytes, language: Language, dots: int, seconds: float) -> bytes:
    """Return the words on a picture (PGM, so many dots an inch) as hOCR; nothing where they take too long."""
    first = _NAMES[language]
    names = sorted(installed(), key=lambda name: name != first)
    return _run(["-", "-", "-l", "+".join(names), "--dpi", str(dots), "hocr"], picture, seconds)


def _run(arguments: list[str], given: bytes, seconds: float) -> bytes:
    program = shutil.which("tesseract")
    if program is None:
        return b""
    try:
        done = subprocess.run(
            [program, *arguments], input=given, capture_output=True, timeout=seconds, env=_ENVIRONMENT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
