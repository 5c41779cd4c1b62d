"""Fixed banks of parallel English and Dutch texts, one tab-separated pair a line, from which the means are measured."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from assistant.domain import Language

_FOLDER = Path(__file__).parent


def bank(name: str) -> dict[Language, Sequence[str]]:
    """Return a bank's texts by language, in the same order: ``sentences.tsv`` or ``questions.tsv``."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line.strip()]
    return {Language.EN: [english for english, _ in pairs], Language.NL: [dutch for _, dutch in pairs]}


def banks_version() -> str:
    """Return the hash of the banks' texts."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_FOLDER.glob("*.tsv")))).hexdigest()[:12]
